"""Who may do what to an account and to a session: its owner, and nobody else at all."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.accounts.models import Block, KeptItem, Opening, Person, Session
from muruna.foundation.clock import today


def _owner(actor: Actor) -> Q | None:
    return Q(person=actor.person) if actor.is_signed_in else None


register(
    Person,
    relations={Relation.OWNER: lambda actor: Q(pk=actor.person.pk) if actor.is_signed_in else None},
    grants=[
        Grant(action, {Relation.OWNER})
        for action in (
            Action.ACCOUNT_SEE,
            Action.ACCOUNT_CHANGE,
            Action.ACCOUNT_EXPORT,
            Action.ACCOUNT_DELETE,
            Action.PERSON_BLOCK,
            Action.SPACE_JOIN,
            Action.NOTIFICATION_CHANGE,
        )
    ],
)
register(
    Session,
    relations={Relation.OWNER: _owner},
    grants=[Grant(Action.ACCOUNT_SEE, {Relation.OWNER}), Grant(Action.SESSION_END, {Relation.OWNER})],
)
register(
    Block,
    relations={Relation.OWNER: lambda actor: Q(blocker=actor.person) if actor.is_signed_in else None},
    grants=[Grant(Action.ACCOUNT_SEE, {Relation.OWNER}), Grant(Action.PERSON_BLOCK, {Relation.OWNER})],
)
register(
    KeptItem,
    relations={Relation.OWNER: _owner},
    grants=[Grant(Action.KEPT_SEE, {Relation.OWNER})],
)
register(
    Opening,
    relations={
        Relation.OWNER: lambda actor: (
            Q(person=actor.person, visible_from__lte=today()) if actor.is_signed_in else None
        )
    },
    grants=[Grant(Action.OPENINGS_SEE, {Relation.OWNER})],
)
