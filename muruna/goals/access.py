"""Who may do what with goals and plans: they belong to the person, and are shared item by item."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.goals.models import Decision, Goal, HardTimes, Practice, RecordEntry, Scale


def _own(actor: Actor) -> Q | None:
    return Q(membership=actor.membership) if actor.membership else None


def _of_own_goal(actor: Actor) -> Q | None:
    return Q(goal__membership=actor.membership) if actor.membership else None


register(
    Scale,
    relations={Relation.OWNER: _of_own_goal},
    grants=[Grant(Action.GOAL_CHANGE, {Relation.OWNER})],
)
for model, action in (
    (Goal, Action.GOAL_CHANGE),
    (Decision, Action.DECISION_CHANGE),
    (RecordEntry, Action.RECORD_CHANGE),
    (Practice, Action.PRACTICE_CHANGE),
    (HardTimes, Action.HARD_TIMES),
):
    register(model, relations={Relation.OWNER: _own}, grants=[Grant(action, {Relation.OWNER})])
