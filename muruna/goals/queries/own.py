"""Reading what is sealed for its writer alone: goals, decisions, the record, practices."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from muruna.access import Action, Actor, find, visible
from muruna.foundation.vault import CannotOpen
from muruna.goals.logic import confidence, decisions, goals, record
from muruna.goals.models import Decision, Goal, Practice, RecordEntry
from muruna.goals.models.own import OwnWords

_PARTS: dict[type[OwnWords], tuple[str, Action, Any]] = {
    Goal: ("goal", Action.GOAL_CHANGE, goals.from_data),
    Decision: ("decision", Action.DECISION_CHANGE, decisions.from_data),
    RecordEntry: ("record", Action.RECORD_CHANGE, record.from_data),
    Practice: ("practice", Action.PRACTICE_CHANGE, confidence.from_data),
}
Words = TypeVar("Words")


@dataclass(frozen=True)
class Own(Generic[Words]):
    """A row of the reader's own, and its words."""

    row: Any
    words: Words


def sealed_as(model: type[OwnWords]) -> str:
    """What the vault binds the blobs of this kind to."""
    return _PARTS[model][0]


def _mine(actor: Any, model: type[OwnWords]) -> list[Own[Any]]:
    name, action, made = _PARTS[model]
    found = []
    for row in visible(actor, action, model).order_by("-day", "-pk"):
        try:
            found.append(Own(row, made(actor.keys.open_own(name, row.body))))
        except CannotOpen:  # pragma: no cover - a damaged row must not lock the page
            continue
    return found


def _one(actor: Any, model: type[OwnWords], id: UUID) -> Own[Any]:
    name, action, made = _PARTS[model]
    row = find(actor, action, model, id)
    return Own(row, made(actor.keys.open_own(name, row.body)))


def my_goals(actor: Actor) -> list[Own[goals.Goal]]:
    """The reader's goals, newest first."""
    return _mine(actor, Goal)


def one_goal(actor: Actor, id: UUID) -> Own[goals.Goal]:
    """One goal of the reader's; raises NotFound."""
    return _one(actor, Goal, id)


def my_decisions(actor: Actor) -> list[Own[decisions.Decision]]:
    """The reader's decision sheets, newest first."""
    return _mine(actor, Decision)


def one_decision(actor: Actor, id: UUID) -> Own[decisions.Decision]:
    """One sheet of the reader's; raises NotFound."""
    return _one(actor, Decision, id)


def my_record(actor: Actor) -> list[Own[record.Entry]]:
    """The reader's record, newest first."""
    return _mine(actor, RecordEntry)


def one_entry(actor: Actor, id: UUID) -> Own[record.Entry]:
    """One line of the reader's record; raises NotFound."""
    return _one(actor, RecordEntry, id)


def my_practices(actor: Actor) -> list[Own[confidence.Practice]]:
    """What the reader practises, newest first."""
    return _mine(actor, Practice)


def one_practice(actor: Actor, id: UUID) -> Own[confidence.Practice]:
    """One thing that the reader practises; raises NotFound."""
    return _one(actor, Practice, id)
