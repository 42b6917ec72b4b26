"""Decision sheets: written, weighed, decided, looked back on."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from muruna.access import Action, NotFound
from muruna.foundation.clock import today
from muruna.goals.actions.goals import Moved
from muruna.goals.actions.own import change_own, delete_own, write_own
from muruna.goals.logic import decisions as rules
from muruna.goals.models import Decision

CHANGE = Action.DECISION_CHANGE


def begin_decision(*, actor: Any, question: str, matters: str = "") -> Decision:
    """Begin a sheet."""
    sheet = rules.Decision(question=question, matters=matters)
    return write_own(actor=actor, action=CHANGE, model=Decision, data=rules.as_data(sheet))


def save_question(*, actor: Any, id: UUID, question: str, matters: str, version: int) -> None:
    """Change what is to be decided and what matters. Raises Moved when it was changed elsewhere."""

    def change(sheet: rules.Decision) -> rules.Decision:
        if version != sheet.version:
            raise Moved
        return replace(sheet, question=question, matters=matters, version=sheet.version + 1)

    _change(actor, id, change)


def save_option(*, actor: Any, id: UUID, option: rules.Option) -> None:
    """Add an option (one without id), or change one; raises NotFound, ValueError for too many."""

    def change(sheet: rules.Decision) -> rules.Decision:
        if option.id and rules.option_of(sheet, option.id) is None:
            raise NotFound
        return rules.with_option(sheet, option if option.id else replace(option, id=secrets.token_hex(4)))

    _change(actor, id, change)


def remove_option(*, actor: Any, id: UUID, option: str) -> None:
    """Take an option away."""
    _change(actor, id, lambda sheet: rules.without_option(sheet, option))


def decide(*, actor: Any, id: UUID, chosen: str, words: str, look_on: dt.date | None) -> None:
    """Keep what was decided, and the day for looking back; raises NotFound for an option not there."""

    def change(sheet: rules.Decision) -> rules.Decision:
        if chosen and rules.option_of(sheet, chosen) is None:
            raise NotFound
        return rules.decided(sheet, chosen=chosen, words=words, on=today(), look_on=look_on)

    _change(actor, id, change)


def look_back(*, actor: Any, id: UUID, words: str) -> None:
    """Keep how a decision looks from today."""
    _change(actor, id, lambda sheet: replace(sheet, looked=words, looked_on=today().isoformat()))


def drop_look(*, actor: Any, id: UUID) -> None:
    """Let go of the day for looking back."""
    _change(actor, id, lambda sheet: replace(sheet, look_on=""))


def delete_decision(*, actor: Any, id: UUID) -> None:
    """Delete a sheet for good."""
    delete_own(actor=actor, action=CHANGE, model=Decision, id=id)


def _change(actor: Any, id: UUID, change: Callable[[rules.Decision], rules.Decision]) -> None:
    change_own(
        actor=actor, action=CHANGE, model=Decision, id=id,
        change=lambda data: rules.as_data(change(rules.from_data(data))),
    )  # fmt: skip
