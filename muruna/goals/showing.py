"""A goal as an ally sees it: a copy of its words and steps, without levels, which stay its owner's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.goals.logic.goals import Goal
from muruna.sharing.kinds import Kind, shareable

KIND = "goal"

shareable(
    Kind(KIND, _("A goal"), "goals/shared.html", "goals", proposes=_("A small step"), take="goal-step-take")
)


def for_an_ally(goal: Goal) -> dict[str, Any]:
    """What the ally's copy holds."""
    return {
        "title": goal.wish,
        "outcome": goal.outcome,
        "obstacle": goal.obstacle,
        "when": goal.when,
        "then": goal.then,
        "day": goal.day,
        "state": goal.state,
        "steps": [[step.words, bool(step.done_on)] for step in goal.steps],
    }
