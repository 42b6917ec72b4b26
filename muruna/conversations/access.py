"""Who may do what in a conversation: the two who talk, and the supervisor in the side channel alone."""

import datetime as dt

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.conversations.models import (
    DAYS_AFTER,
    Conversation,
    Debrief,
    FollowUp,
    Gap,
    HandOver,
    Participant,
    Thread,
    Worry,
)
from muruna.foundation.clock import today
from muruna.spaces.models import Right

MEMBER, SUPPORTER, SUPERVISOR = Participant.MEMBER, Participant.SUPPORTER, Participant.SUPERVISOR
TALKING = {Conversation.OPEN}
ALIVE = {Conversation.OPEN, Conversation.PAUSED}
KEPT = {Conversation.OPEN, Conversation.PAUSED, Conversation.ENDED}


def _mine(actor: Actor, *parts: str, through: str = "pk") -> Q | None:
    """Conversations (or what points to one by `through`) in which the actor still is, in one of `parts`."""
    if not actor.membership:
        return None
    here = Participant.objects.filter(membership=actor.membership, part__in=parts, is_here=True)
    return Q(**{f"{through}__in": here.values("conversation")})


def _thread(actor: Actor, kind: str, *parts: str) -> Q | None:
    mine = _mine(actor, *parts, through="conversation")
    return None if mine is None else mine & Q(kind=kind)


def _beside(actor: Actor) -> Q | None:
    # A role that has ended closes the side channel with it, as it closes cases.
    return _mine(actor, SUPERVISOR) if actor.has(Right.SUPERVISOR) else None


def _aside(actor: Actor) -> Q | None:
    parts = (SUPPORTER, SUPERVISOR) if actor.has(Right.SUPERVISOR) else (SUPPORTER,)
    return _thread(actor, Thread.SIDE, *parts)


def _past_aside(actor: Actor) -> Q | None:
    """What the actor had said aside before they handed a talk over, for a while."""
    if not actor.membership:
        return None
    since = today() - dt.timedelta(days=DAYS_AFTER)
    return Q(kind=Thread.PAST, hand_over__earlier=actor.membership, hand_over__day__gt=since)


def _own_with(field: str, role: str):  # type: ignore[no-untyped-def]
    return lambda actor: Q(**{field: actor.membership}) if actor.membership and actor.has(role) else None


def _own(field: str):  # type: ignore[no-untyped-def]
    return lambda actor: Q(**{field: actor.membership}) if actor.membership else None


register(
    Conversation,
    relations={
        Relation.PARTICIPANT: lambda actor: _mine(actor, MEMBER, SUPPORTER),
        Relation.REQUESTER: lambda actor: _mine(actor, MEMBER),
        Relation.SUPPORTER: lambda actor: _mine(actor, SUPPORTER),
        Relation.SUPERVISOR: _beside,
    },
    grants=[
        Grant(Action.CONVERSATION_SEE, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.CONVERSATION_WRITE, {Relation.PARTICIPANT}, TALKING),
        Grant(Action.CONVERSATION_PAUSE, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_LEAVE, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_END, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_KEEP, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.CONVERSATION_REPORT, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.PERSON_BLOCK, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.CONVERSATION_WORRY, {Relation.SUPPORTER}, KEPT),
        Grant(Action.CONVERSATION_ANSWER_WORRY, {Relation.REQUESTER}, KEPT),
        Grant(Action.CONVERSATION_HAND_OVER, {Relation.SUPPORTER}, ALIVE),
        Grant(Action.CONVERSATION_CONSENT_HAND_OVER, {Relation.REQUESTER}, ALIVE),
        Grant(Action.DEBRIEF_WRITE, {Relation.SUPPORTER}, KEPT),
        Grant(Action.SIDE_SEE, {Relation.SUPPORTER, Relation.SUPERVISOR}, KEPT),
        Grant(Action.SIDE_WRITE, {Relation.SUPPORTER, Relation.SUPERVISOR}, KEPT),
    ],
    state_field="state",
)
register(
    Thread,
    relations={
        Relation.PARTICIPANT: lambda actor: _thread(actor, Thread.MAIN, MEMBER, SUPPORTER),
        Relation.SUPERVISOR: _aside,
        Relation.SUPPORTER: _past_aside,
    },
    grants=[
        Grant(Action.CONVERSATION_SEE, {Relation.PARTICIPANT}),
        Grant(Action.SIDE_SEE, {Relation.SUPERVISOR, Relation.SUPPORTER}),
    ],
)
register(
    HandOver,
    relations={
        Relation.REQUESTER: lambda actor: _mine(actor, MEMBER, through="conversation"),
        Relation.SUPPORTER: lambda actor: _mine(actor, SUPPORTER, through="conversation"),
        Relation.OFFERED: _own_with("to", Right.SUPPORTER),
        Relation.OWNER: _own("earlier"),
    },
    grants=[
        Grant(Action.CONVERSATION_CONSENT_HAND_OVER, {Relation.REQUESTER}, {HandOver.ASKED}),
        # Whoever is asked learns of it only once the member has agreed.
        Grant(Action.CONVERSATION_HAND_OVER, {Relation.OFFERED}, {HandOver.AGREED}),
        # Whoever handed a hard talk over can still tell a supervisor how it was, and reads nothing of it.
        Grant(Action.DEBRIEF_WRITE, {Relation.OWNER}, {HandOver.DONE}),
    ],
    state_field="state",
)
register(
    Gap,
    relations={
        Relation.REQUESTER: lambda actor: _mine(actor, MEMBER, through="conversation"),
        Relation.COORDINATOR: lambda actor: (
            Q(space=actor.space) if actor.membership and actor.has(Right.COORDINATOR) else None
        ),
    },
    grants=[
        Grant(Action.CONVERSATION_END, {Relation.REQUESTER}),
        # That somebody is needed, and for whom; nothing of the conversation itself.
        Grant(Action.WAITING_BOARD, {Relation.COORDINATOR}),
    ],
)
register(
    Worry,
    relations={
        Relation.REQUESTER: lambda actor: _mine(actor, MEMBER, through="conversation"),
        Relation.SUPPORTER: _own("author"),  # whoever was worried, not whoever goes on in the talk
    },
    grants=[
        Grant(Action.CONVERSATION_ANSWER_WORRY, {Relation.REQUESTER}),
        Grant(Action.CONVERSATION_WORRY, {Relation.SUPPORTER}),
    ],
)
register(
    FollowUp,
    relations={Relation.OWNER: _own("membership")},
    grants=[Grant(Action.CONVERSATION_LIST, {Relation.OWNER})],
)
register(
    Debrief,
    relations={Relation.OWNER: _own("writer"), Relation.SUPERVISOR: _own_with("reader", Right.SUPERVISOR)},
    grants=[Grant(Action.DEBRIEF_READ, {Relation.OWNER, Relation.SUPERVISOR})],
)
