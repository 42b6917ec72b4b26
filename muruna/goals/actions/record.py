"""A person's record of their own way: written, gathered by their own tick, changed, let go."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, require
from muruna.goals.actions.own import change_own, delete_own, write_own
from muruna.goals.logic import record as rules
from muruna.goals.models import RecordEntry

CHANGE = Action.RECORD_CHANGE


def write_entry(*, actor: Any, entry: rules.Entry) -> RecordEntry:
    """Write a line of one's own."""
    return write_own(actor=actor, action=CHANGE, model=RecordEntry, data=rules.as_data(entry))


def gather_entries(*, actor: Any, entries: Iterable[rules.Entry]) -> None:
    """Keep what was ticked, all or nothing."""
    with transaction.atomic():
        require(actor, CHANGE, actor.space)
        for entry in entries:
            write_entry(actor=actor, entry=entry)


def change_entry(*, actor: Any, id: UUID, kind: str, words: str, day: str) -> None:
    """Put a line into other words."""

    def change(data: dict[str, Any]) -> dict[str, Any]:
        return rules.as_data(replace(rules.from_data(data), kind=kind, words=words, day=day))

    change_own(actor=actor, action=CHANGE, model=RecordEntry, id=id, change=change)


def delete_entry(*, actor: Any, id: UUID) -> None:
    """Let go of a line."""
    delete_own(actor=actor, action=CHANGE, model=RecordEntry, id=id)
