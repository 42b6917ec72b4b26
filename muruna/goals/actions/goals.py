"""Goals: written, changed, paused, reached or let go; every change opens one and seals it again."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find_locked
from muruna.foundation.clock import today
from muruna.goals.actions.own import change_own, delete_own, write_own
from muruna.goals.logic import goals as rules
from muruna.goals.models import Goal, Scale
from muruna.goals.queries.own import one_goal
from muruna.goals.showing import KIND, for_an_ally
from muruna.sharing import actions as sharing
from muruna.sharing.models import Share


class Moved(Exception):
    """The words were changed elsewhere since they were opened here; nothing was saved."""


@dataclass(frozen=True)
class Words:
    """The words of a goal as a form brings them; None leaves a part as it is."""

    wish: str | None = None
    outcome: str | None = None
    obstacle: str | None = None
    when: str | None = None
    then: str | None = None
    day: str | None = None


def begin_goal(*, actor: Any, words: Words, ally: UUID | None = None) -> Goal:
    """Write a new goal, with an ally from the beginning if wanted. Raises NotFound, vault.TooLong."""
    with transaction.atomic():
        goal = _changed(rules.Goal(wish=words.wish or ""), words)
        row = write_own(actor=actor, action=Action.GOAL_CHANGE, model=Goal, data=rules.as_data(goal))
        if ally:
            show_goal(actor=actor, goal_id=row.pk, ally=ally)
        return row


def save_words(*, actor: Any, goal_id: UUID, words: Words, version: int | None = None) -> None:
    """Change a goal's words. Raises Moved when they are not the ones of `version` any more."""

    def change(goal: rules.Goal) -> rules.Goal:
        if version is not None and version != goal.version:
            raise Moved
        return replace(_changed(goal, words), version=goal.version + 1)

    change_goal(actor=actor, goal_id=goal_id, change=change)


def save_step(*, actor: Any, goal_id: UUID, words: str, step: str = "") -> None:
    """Add a step, or write one anew; raises NotFound for one that is not there, ValueError for too many."""

    def change(goal: rules.Goal) -> rules.Goal:
        if step and not rules.has_step(goal, step):
            raise NotFound
        return rules.with_step(goal, rules.Step(step or secrets.token_hex(4), words))

    change_goal(actor=actor, goal_id=goal_id, change=change)


def tick_step(*, actor: Any, goal_id: UUID, step: str, is_done: bool) -> None:
    """Say that a step is done, or not; the first one that is done begins the work and fixes the levels."""
    on = today() if is_done else None
    with transaction.atomic():
        _fix_levels(goal_id, change_goal(
            actor=actor, goal_id=goal_id, change=lambda goal: rules.ticked(_having(goal, step), step, on)
        ))  # fmt: skip


def move_step(*, actor: Any, goal_id: UUID, step: str, earlier: bool) -> None:
    """Put a step one place earlier or later."""
    change_goal(
        actor=actor,
        goal_id=goal_id,
        change=lambda goal: rules.moved(_having(goal, step), step, earlier=earlier),
    )


def remove_step(*, actor: Any, goal_id: UUID, step: str) -> None:
    """Take a step away; `undo_steps` brings it back."""
    change_goal(actor=actor, goal_id=goal_id, change=lambda goal: rules.without_step(goal, step))


def undo_steps(*, actor: Any, goal_id: UUID) -> None:
    """Put the steps back as they stood before the last change of them."""
    change_goal(actor=actor, goal_id=goal_id, change=rules.undone)


def set_state(*, actor: Any, goal_id: UUID, state: str, came: str = "") -> None:
    """Pause a goal, say that it is reached, let it go, or take it up again; its end fixes the levels too."""
    with transaction.atomic():
        _fix_levels(goal_id, change_goal(
            actor=actor, goal_id=goal_id, change=lambda goal: rules.in_state(goal, state, today(), came)
        ))  # fmt: skip


def _fix_levels(goal_id: UUID, goal: rules.Goal) -> None:
    if goal.began_on:
        Scale.objects.filter(goal_id=goal_id, fixed_on=None).update(fixed_on=today())


def change_goal(
    *, actor: Any, goal_id: UUID, change: Callable[[rules.Goal], rules.Goal], reason: str = ""
) -> rules.Goal:
    """Open a goal, change it, seal it again, and renew an ally's copy. Raises NotFound, vault.TooLong."""
    with transaction.atomic():
        data = change_own(
            actor=actor, action=Action.GOAL_CHANGE, model=Goal, id=goal_id, reason=reason,
            change=lambda data: rules.as_data(change(rules.from_data(data))),
        )  # fmt: skip
        goal = rules.from_data(data)
        sharing.renew(actor=actor, kind=KIND, item=goal_id, body=for_an_ally(goal))
        return goal


def show_goal(*, actor: Any, goal_id: UUID, ally: UUID) -> Share:
    """Show one goal to somebody the actor is in a talk with, until either stops it. Raises NotFound."""
    with transaction.atomic():
        find_locked(actor, Action.GOAL_CHANGE, Goal, goal_id)
        body = for_an_ally(one_goal(actor, goal_id).words)
        return sharing.share(actor=actor, kind=KIND, item=goal_id, with_=ally, body=body)


def delete_goal(*, actor: Any, goal_id: UUID) -> None:
    """Delete a goal, every copy of it, and what was said beside it."""
    with transaction.atomic():
        delete_own(actor=actor, action=Action.GOAL_CHANGE, model=Goal, id=goal_id)
        sharing.stop_item(actor=actor, kind=KIND, item=goal_id)


def _changed(goal: rules.Goal, words: Words) -> rules.Goal:
    return replace(goal, **{name: value for name, value in vars(words).items() if value is not None})


def _having(goal: rules.Goal, step: str) -> rules.Goal:
    if not rules.has_step(goal, step):
        raise NotFound
    return goal
