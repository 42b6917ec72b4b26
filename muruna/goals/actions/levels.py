"""Five levels of a goal: written before the work begins, then fixed for good, rated in the end."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.goals.actions.goals import change_goal
from muruna.goals.logic import goals as rules
from muruna.goals.logic.attainment import LEVELS as FIVE
from muruna.goals.models import Goal, Scale
from muruna.goals.queries.levels import CAME_TO, LEVELS
from muruna.goals.queries.own import one_goal


class TooLate(Exception):
    """The work has begun, so levels can no longer be written or moved."""


class NotFixed(Exception):
    """The levels are not fixed yet, so nothing can be rated on them."""


def write_levels(*, actor: Any, goal_id: UUID, words: dict[int, str], weight: int, fixes: bool) -> Scale:
    """Write the five levels and the weight, or write them anew while nothing is fixed; `fixes` ends that.

    Raises TooLate once they are fixed, a step is done, or the goal is over, vault.TooLong for too many words.
    """
    with transaction.atomic():
        row = find_locked(actor, Action.GOAL_CHANGE, Goal, goal_id)
        scale = Scale.objects.filter(goal=row).first() or Scale(space=actor.space, goal=row)
        if scale.fixed_on or one_goal(actor, row.pk).words.has_begun:
            raise TooLate
        if fixes:  # from now on the goal has begun: levels that are let go cannot be written anew
            change_goal(actor=actor, goal_id=goal_id, change=_begun, reason="begun")
        data = {"words": {str(level): words[level] for level in FIVE}, "weight": weight}
        scale.body = actor.keys.seal_own_padded(f"{LEVELS}:{row.pk}", data)
        scale.fixed_on = today() if fixes else None
        scale.save()
        trace(actor, Action.GOAL_CHANGE, row, reason="levels_fixed" if fixes else "levels")
        return scale


def say_how_far(*, actor: Any, goal_id: UUID, level: int, words: str = "") -> None:
    """Keep which level the goal came to; saying it again replaces it. Raises NotFixed."""
    with transaction.atomic():
        row = find_locked(actor, Action.GOAL_CHANGE, Goal, goal_id)
        scale = Scale.objects.filter(goal=row).exclude(fixed_on=None).first()
        if scale is None or level not in FIVE:
            raise NotFixed
        data = {"level": level, "words": words}
        scale.reached = actor.keys.seal_own_padded(f"{CAME_TO}:{row.pk}", data)
        scale.save(update_fields=["reached"])
        trace(actor, Action.GOAL_CHANGE, row, reason="rated")


def drop_levels(*, actor: Any, goal_id: UUID) -> None:
    """Let go of a goal's levels; once the work has begun, no others can take their place."""
    with transaction.atomic():
        row = find_locked(actor, Action.GOAL_CHANGE, Goal, goal_id)
        Scale.objects.filter(goal=row).delete()
        trace(actor, Action.GOAL_CHANGE, row, reason="levels_dropped")


def _begun(goal: rules.Goal) -> rules.Goal:
    return replace(goal, began_on=goal.began_on or today().isoformat())
