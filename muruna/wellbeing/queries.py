"""Reading what one keeps of how one is; opened here, searched nowhere."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from muruna.access import Action, Actor, NotFound, visible
from muruna.foundation.vault import CannotOpen
from muruna.wellbeing.logic.answering import is_too_old
from muruna.wellbeing.logic.diary import Answers, CheckIn, Kept, Mark, Setback, Sitting, from_data
from muruna.wellbeing.models import Entry, Permission

OWN = "days"  # what the vault binds the blobs to
One = TypeVar("One", bound=Kept)


class Diary:
    """Everything that the reader keeps, newest first, from one query."""

    def __init__(self, every: list[Kept]) -> None:
        self.every = sorted(every, key=lambda one: (one.at, str(one.id)), reverse=True)

    def of(self, kind: type[One]) -> list[One]:
        """Those of one kind, newest first."""
        return [one for one in self.every if isinstance(one, kind)]

    @property
    def check_ins(self) -> list[CheckIn]:
        return self.of(CheckIn)

    @property
    def setbacks(self) -> list[Setback]:
        return self.of(Setback)

    @property
    def unfinished(self) -> list[Sitting]:
        return self.of(Sitting)

    def begun(self, asks: Sequence[str]) -> list[Sitting]:
        """What was begun of these very questions and not finished, newest first."""
        return [one for one in self.unfinished if set(one.asks) == set(asks)]

    def to_go_on_with(self, asks: Sequence[str], at: dt.datetime) -> Sitting | None:
        """What was begun of these questions and can still be gone on with."""
        return next((one for one in self.begun(asks) if not is_too_old(one, at)), None)

    @property
    def marks(self) -> list[Mark]:
        """What was marked, by its own day, the newest first."""
        return sorted(self.of(Mark), key=lambda one: one.on, reverse=True)

    def series(self, questionnaire: str) -> list[Answers]:
        """The answers to one questionnaire, the oldest first."""
        return [one for one in reversed(self.of(Answers)) if one.of == questionnaire]

    def answered(self) -> list[str]:
        """What was ever answered, the newest first."""
        return list(dict.fromkeys(one.of for one in self.of(Answers)))

    def sitting(self, id: UUID) -> list[Answers]:
        """What was answered at one sitting, in the order it was asked."""
        return [one for one in reversed(self.of(Answers)) if one.sitting == id]

    def one(self, id: UUID, kind: type[One]) -> One:
        """One thing; raises NotFound."""
        found = next((one for one in self.of(kind) if one.id == id), None)
        if found is None:
            raise NotFound
        return found


def diary(actor: Any) -> Diary:
    """What the reader keeps in this space."""
    found: list[Kept] = []
    for id, body in visible(actor, Action.WELLBEING_KEEP, Entry).values_list("pk", "body"):
        try:
            found.append(from_data(id, actor.keys.open_own(OWN, body)))
        except CannotOpen:  # pragma: no cover - a damaged row must not lock the page
            continue
    return Diary(found)


def permissions(actor: Actor) -> dict[str, Permission]:
    """What has been recorded for the space, by questionnaire, for a steward."""
    rows = visible(actor, Action.WELLBEING_ALLOW, Permission).select_related("responder")
    return {one.questionnaire: one for one in rows}


def series_item(actor: Actor, questionnaire: str) -> UUID:
    """A name for a series of the actor's own that says nothing to anybody without their key."""
    keys: Any = actor.keys
    return UUID(bytes=keys.digest(f"series:{questionnaire}".encode())[:16], version=4)
