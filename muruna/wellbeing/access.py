"""What a person keeps of themselves is theirs alone; a steward records what may be asked."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.spaces.models import Right
from muruna.wellbeing.models import Entry, Permission


def _own(actor: Actor) -> Q | None:
    return Q(membership=actor.membership) if actor.membership else None


def _here(actor: Actor) -> Q | None:
    return Q(space=actor.space) if actor.membership else None


def _steward(actor: Actor) -> Q | None:
    return Q(space=actor.space) if actor.membership and actor.has(Right.STEWARD) else None


register(
    Entry,
    relations={Relation.OWNER: _own},
    grants=[Grant(Action.WELLBEING_KEEP, {Relation.OWNER})],
)
register(
    Permission,
    relations={Relation.MEMBER: _here, Relation.STEWARD: _steward},
    grants=[
        Grant(Action.WELLBEING_ASKED, {Relation.MEMBER}),
        Grant(Action.WELLBEING_ALLOW, {Relation.STEWARD}),
    ],
)
