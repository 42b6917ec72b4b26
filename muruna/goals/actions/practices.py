"""Practices of one's own: what one wants to trust oneself to do, and how sure one is before and after."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from muruna.access import Action, NotFound
from muruna.foundation.clock import today
from muruna.goals.actions.goals import Moved
from muruna.goals.actions.own import change_own, delete_own, write_own
from muruna.goals.logic import confidence as rules
from muruna.goals.models import Practice
from muruna.strategies.queries import is_there

CHANGE = Action.PRACTICE_CHANGE


def begin_practice(*, actor: Any, what: str, sure: int, strength: str = "", strategy: str = "") -> Practice:
    """Begin to practise something; raises NotFound for a strategy that the actor cannot see."""
    if strategy and not is_there(actor, strategy):
        raise NotFound
    practice = rules.Practice(what, sure, today().isoformat(), strength, strategy)
    return write_own(actor=actor, action=CHANGE, model=Practice, data=rules.as_data(practice))


def change_practice(
    *, actor: Any, id: UUID, what: str, strength: str, strategy: str, version: int
) -> None:  # fmt: skip
    """Change the words and the strategy; the first figure stays. Raises Moved, NotFound."""
    if strategy and not is_there(actor, strategy):
        raise NotFound

    def change(data: dict[str, Any]) -> dict[str, Any]:
        practice = rules.from_data(data)
        if practice.version != version:
            raise Moved
        return rules.as_data(
            replace(practice, what=what, strength=strength, strategy=strategy, version=version + 1)
        )

    change_own(actor=actor, action=CHANGE, model=Practice, id=id, change=change)


def look_again(*, actor: Any, id: UUID, sure: int, changed: str) -> None:
    """Keep how sure one is now, and what changed; raises ValueError for too many."""

    def change(data: dict[str, Any]) -> dict[str, Any]:
        look = rules.Look(today().isoformat(), sure, changed)
        return rules.as_data(rules.with_look(rules.from_data(data), look))

    change_own(actor=actor, action=CHANGE, model=Practice, id=id, change=change)


def delete_practice(*, actor: Any, id: UUID) -> None:
    """Let go of a practice for good."""
    delete_own(actor=actor, action=CHANGE, model=Practice, id=id)
