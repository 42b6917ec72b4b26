"""Writing, changing and deleting what is sealed for its writer alone."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.foundation.trace import trace
from muruna.goals.models.own import OwnWords
from muruna.goals.queries.own import sealed_as

Row = TypeVar("Row", bound=OwnWords)


def write_own(*, actor: Any, action: Action, model: type[Row], data: dict[str, Any]) -> Row:
    """A new row of this kind with these words; raises vault.TooLong above 64 KiB."""
    with transaction.atomic():
        require(actor, action, actor.space)
        row = model(space=actor.space, membership=actor.membership)
        row.body = actor.keys.seal_own_padded(sealed_as(model), data)
        row.save()
        trace(actor, action, row, reason="begun")
        return row


def change_own(
    *, actor: Any, action: Action, model: type[Row], id: UUID,
    change: Callable[[dict[str, Any]], dict[str, Any]], reason: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Open a row, change its words, seal it again; two at once wait for each other. Raises NotFound.

    Gives the words as they stand then.
    """
    with transaction.atomic():
        row = find_locked(actor, action, model, id)
        data = change(actor.keys.open_own(sealed_as(model), row.body))
        row.body = actor.keys.seal_own_padded(sealed_as(model), data)
        row.save(update_fields=["body"])
        trace(actor, action, row, reason=reason)
        return data


def delete_own(*, actor: Any, action: Action, model: type[Row], id: UUID) -> None:
    """Let go of a row for good."""
    with transaction.atomic():
        row = find_locked(actor, action, model, id)
        trace(actor, action, row, reason="deleted")
        row.delete()
