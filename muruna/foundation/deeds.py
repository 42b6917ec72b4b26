"""Exactly one effect for a form sent once, twice, or five times at the same moment."""

import uuid
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from muruna.foundation.models import Deed

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def all_or_nothing(deed: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Run the deed in one transaction; whatever it raises undoes everything.

    Django's own decorator says nothing of types, and what it wraps would no longer be checked.
    """
    return transaction.atomic(deed)  # type: ignore[no-any-return]


class KeyReused(Exception):
    """The idempotency key was used before, with another body: nothing was done."""


def answer_of(doer: uuid.UUID, key: uuid.UUID) -> Any:
    """What the deed with this key answered, if `doer` has done it; else None."""
    return Deed.objects.filter(doer=doer, key=key).values_list("answer", flat=True).first()


def once(*, doer: uuid.UUID, key: uuid.UUID, digest: bytes, run: Callable[[], Any]) -> Any:
    """Do `run` and keep its answer (JSON), or give the answer of the first time it was done.

    The effect and the answer commit together. `digest` stands for the body and must be keyed, so that a
    stolen database cannot be used to test guesses of it. Raises KeyReused when the same key comes with
    another body; whatever `run` raises undoes everything.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                # The unique key makes a second, simultaneous sender wait here until the first has committed.
                deed = Deed.objects.create(doer=doer, key=key, body_digest=digest, answer=None)
        except IntegrityError:
            earlier = Deed.objects.get(doer=doer, key=key)
            if bytes(earlier.body_digest) != digest:
                raise KeyReused from None
            return earlier.answer
        deed.answer = run()
        deed.save(update_fields=["answer"])
        return deed.answer
