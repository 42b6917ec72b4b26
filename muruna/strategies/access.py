"""Who may do what with ideas, and with what a person tried and plans, which is theirs alone."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.spaces.models import Right
from muruna.strategies.models import Idea, Tried, WhoKnows


def _own(actor: Actor) -> Q | None:
    return Q(membership=actor.membership) if actor.membership else None


def _here(actor: Actor) -> Q | None:
    return Q(space=actor.space) if actor.membership else None


def _reviewer(actor: Actor) -> Q | None:
    # Nobody publishes what they wrote themselves.
    if not actor.membership or not actor.has(Right.COORDINATOR):
        return None
    return Q(space=actor.space) & ~Q(author=actor.membership)


register(
    Idea,
    relations={
        Relation.OWNER: lambda actor: Q(author=actor.membership) if actor.membership else None,
        Relation.MEMBER: _here,
        Relation.COORDINATOR: _reviewer,
    },
    grants=[
        Grant(Action.IDEA_SEE, {Relation.OWNER}),
        Grant(Action.IDEA_SEE, {Relation.MEMBER}, {Idea.PUBLISHED}),
        Grant(Action.IDEA_SEE, {Relation.COORDINATOR}, {Idea.SENT}),
        Grant(Action.IDEA_CHANGE, {Relation.OWNER}),
        Grant(Action.IDEA_TRANSLATE, {Relation.MEMBER}, {Idea.PUBLISHED}),
        Grant(Action.IDEA_REPORT, {Relation.MEMBER}, {Idea.PUBLISHED}),
        Grant(Action.IDEA_REPORT, {Relation.COORDINATOR}, {Idea.SENT}),
        Grant(Action.IDEA_REVIEW, {Relation.COORDINATOR}, {Idea.SENT, Idea.PUBLISHED}),
    ],
    state_field="state",
)
register(
    Tried,
    relations={Relation.OWNER: _own},
    grants=[Grant(Action.STRATEGY_TRY, {Relation.OWNER})],
)
register(
    WhoKnows,
    relations={Relation.OWNER: _own},
    grants=[Grant(Action.WHO_KNOWS, {Relation.OWNER})],
)
