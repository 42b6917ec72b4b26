"""What a request changed: the whole database before and after, looked at only when something was written."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE")
# That somebody is here pushes the end of their session on, at most once a minute: this is no effect.
IDLE = {("accounts_session", "used_at"), ("accounts_session", "ends_at")}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def snapshot() -> dict[str, bytes]:
    """A digest of each table's rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables' names
            kept = [n for n, column in enumerate(cursor.description) if (table, column[0]) not in IDLE]
            rows = sorted(repr([_plain(row[n]) for n in kept]) for row in cursor)
            found[table] = hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).digest()
    return found


def in_clear(tables: Iterable[str], words: str) -> set[str]:
    """Columns of these tables ("table.column") in which these words can be read."""
    found, needle = set(), words.encode()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables' names
            names = [column[0] for column in cursor.description]
            for row in cursor:
                for name, value in zip(names, row, strict=True):
                    plain = _plain(value)
                    raw = plain if isinstance(plain, bytes) else str(plain).encode("utf-8", "surrogatepass")
                    if needle in raw:
                        found.add(f"{table}.{name}")
    return found


class Changes:
    """Which tables are other than they were; asked inside `watched` or after it."""

    def __init__(self) -> None:
        self._before: dict[str, bytes] | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self._before is None and sql.lstrip().upper().startswith(_WRITES):
            self._before = {}  # what reads now writes nothing
            self._before = snapshot()
        return execute(sql, params, many, context)

    @property
    def tables(self) -> set[str]:
        """The tables that are not as they were when the watch began."""
        if self._before is None:
            return set()
        after = snapshot()
        return {table for table in after if after[table] != self._before.get(table)}


@contextmanager
def watched() -> Iterator[Changes]:
    """`with watched() as changes:` ... `changes.tables`."""
    changes = Changes()
    with connection.execute_wrapper(changes):
        yield changes
