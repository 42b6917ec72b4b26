"""A process that dies in the middle of a deed: before its first write, before its second, and so on."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction

_ATOMIC = transaction.atomic  # our own, also while a planted fault takes it from everybody else
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """Nothing in the code catches it: what follows is not done, and nothing is put right."""


class _Killer:
    """A wrapper of the connection's: lets so many writes through, and then kills."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            if not self.left:
                raise Killed
            self.left -= 1
        return execute(sql, params, many, context)


def deaths(deed: Callable[[], Any]) -> Iterator[bool]:
    """Do `deed` killed before each of its writes in turn, and in the end whole: yields whether it was whole.

    What a try left stands while the caller looks at it, and is then undone.
    """
    for writes in count():
        with _ATOMIC():
            is_whole = True
            try:
                with connection.execute_wrapper(_Killer(writes)):
                    deed()
            except Killed:
                is_whole = False
            yield is_whole
            transaction.set_rollback(True)
        if is_whole:
            assert writes > 2, "a deed of so few writes proves little"
            return


def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: every write stands by itself."""
    monkeypatch.setattr(transaction, "atomic", lambda *_given, **_more: nullcontext())
