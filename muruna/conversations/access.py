"""Who may do what in a conversation: the two who talk, and the supervisor in the side channel alone."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.conversations.models import Conversation, Debrief, HandOver, Participant, Thread

TALKING = {Conversation.OPEN}
ALIVE = {Conversation.OPEN, Conversation.PAUSED}
KEPT = {Conversation.OPEN, Conversation.PAUSED, Conversation.ENDED}


def _mine(actor: Actor, *parts: str) -> Q | None:
    if not actor.membership:
        return None
    here = Participant.objects.filter(membership=actor.membership, part__in=parts, is_here=True)
    return Q(pk__in=here.values("conversation"))


def _mine_through(prefix: str, actor: Actor, *parts: str) -> Q | None:
    if not actor.membership:
        return None
    here = Participant.objects.filter(membership=actor.membership, part__in=parts, is_here=True)
    return Q(**{f"{prefix}__in": here.values("conversation")})


MEMBER, SUPPORTER, SUPERVISOR = Participant.MEMBER, Participant.SUPPORTER, Participant.SUPERVISOR

register(
    Conversation,
    relations={
        Relation.PARTICIPANT: lambda actor: _mine(actor, MEMBER, SUPPORTER),
        Relation.REQUESTER: lambda actor: _mine(actor, MEMBER),
        Relation.SUPPORTER: lambda actor: _mine(actor, SUPPORTER),
        Relation.SUPERVISOR: lambda actor: _mine(actor, SUPERVISOR),
    },
    grants=[
        Grant(Action.CONVERSATION_SEE, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.CONVERSATION_WRITE, {Relation.PARTICIPANT}, TALKING),
        Grant(Action.CONVERSATION_PAUSE, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_LEAVE, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_END, {Relation.PARTICIPANT}, ALIVE),
        Grant(Action.CONVERSATION_KEEP, {Relation.REQUESTER, Relation.SUPPORTER}, KEPT),
        Grant(Action.CONVERSATION_REPORT, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.PERSON_BLOCK, {Relation.PARTICIPANT}, KEPT),
        Grant(Action.CONVERSATION_WORRY, {Relation.SUPPORTER}, ALIVE),
        Grant(Action.CONVERSATION_ANSWER_WORRY, {Relation.REQUESTER}, KEPT),
        Grant(Action.CONVERSATION_HAND_OVER, {Relation.SUPPORTER}, ALIVE),
        Grant(Action.CONVERSATION_CONSENT_HAND_OVER, {Relation.REQUESTER}, ALIVE),
        Grant(Action.DEBRIEF_WRITE, {Relation.SUPPORTER}, KEPT),
        Grant(Action.SIDE_SEE, {Relation.SUPPORTER, Relation.SUPERVISOR}, KEPT),
        Grant(Action.SIDE_WRITE, {Relation.SUPPORTER, Relation.SUPERVISOR}, ALIVE),
    ],
    state_field="state",
)
register(
    Thread,
    relations={
        Relation.PARTICIPANT: lambda actor: _with_kind(
            _mine_through("conversation", actor, MEMBER, SUPPORTER), Thread.MAIN
        ),
        Relation.SUPERVISOR: lambda actor: _with_kind(
            _mine_through("conversation", actor, SUPPORTER, SUPERVISOR), Thread.SIDE
        ),
    },
    grants=[
        Grant(Action.CONVERSATION_SEE, {Relation.PARTICIPANT}),
        Grant(Action.SIDE_SEE, {Relation.SUPERVISOR}),
    ],
)
register(
    HandOver,
    relations={
        Relation.REQUESTER: lambda actor: _mine_through("conversation", actor, MEMBER),
        Relation.SUPPORTER: lambda actor: _mine_through("conversation", actor, SUPPORTER),
        Relation.OFFERED: lambda actor: Q(to=actor.membership) if actor.membership else None,
    },
    grants=[
        Grant(Action.CONVERSATION_CONSENT_HAND_OVER, {Relation.REQUESTER}, {HandOver.ASKED}),
        Grant(Action.CONVERSATION_HAND_OVER, {Relation.SUPPORTER, Relation.OFFERED}, {HandOver.ASKED, HandOver.AGREED}),
    ],
    state_field="state",
)
register(
    Debrief,
    relations={
        Relation.OWNER: lambda actor: Q(writer=actor.membership) if actor.membership else None,
        Relation.SUPERVISOR: lambda actor: Q(reader=actor.membership) if actor.membership else None,
    },
    grants=[Grant(Action.DEBRIEF_READ, {Relation.OWNER, Relation.SUPERVISOR})],
)


def _with_kind(condition: Q | None, kind: str) -> Q | None:
    return None if condition is None else condition & Q(kind=kind)
