"""The quiet channel of a supporter and a supervisor: the member's words never go there by themselves."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.accounts.keyring import drop_reader, newest_epoch, start_container, start_epoch
from muruna.conversations.actions.messages import put_with_key, put_words
from muruna.conversations.beside import least_busy_supervisor, reader_of
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.words import JOINED
from muruna.foundation import live, news
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.spaces.contact import ask_first, takes_minors
from muruna.spaces.models import Membership


class NobodyThere(Exception):
    """Nobody is there who could read it."""


def ask_supervisor(*, actor: Any, conversation_id: UUID, text: str, knows_risk: bool = False) -> Thread:
    """Bring in the supervisor with the fewest side channels (if none reads there) and tell them `text`.

    The supervisor learns the member's persona name and nothing they wrote. Raises NotFound, NobodyThere,
    MayIdentify.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.DEBRIEF_WRITE, Conversation, conversation_id)
        thread = (
            Thread.objects.select_for_update().filter(conversation=conversation, kind=Thread.SIDE).first()
        )
        if thread is None:
            supervisor = _next_one(actor, conversation)
            thread = Thread.objects.create(space=actor.space, conversation=conversation, kind=Thread.SIDE)
            start_container(thread.pk, [actor.person, supervisor.person])
            _stand_beside(actor, conversation, supervisor, seen=0)
        _say(actor, conversation, thread, text, knows_risk)
        return thread


def say_aside(*, actor: Any, conversation_id: UUID, text: str, knows_risk: bool = False) -> Message:
    """Put words at the end of the side thread. Raises NotFound, and NobodyThere when nobody would read them.
    Contact details raise MayIdentify without `knows_risk` where people under 18 may be supporters.

    Where the supervisor reads no more, because their right has ended or they are suspended or gone, the next
    one is brought in, who reads what is written from now on.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.SIDE_WRITE, Conversation, conversation_id)
        thread = Thread.objects.select_for_update().get(conversation=conversation, kind=Thread.SIDE)
        require(actor, Action.SIDE_SEE, thread)
        return _say(actor, conversation, thread, text, knows_risk)


def _say(actor: Any, conversation: Conversation, thread: Thread, text: str, knows_risk: bool) -> Message:
    beside = Participant.objects.filter(
        conversation=conversation, is_here=True, part__in=(Participant.SUPPORTER, Participant.SUPERVISOR)
    )
    if beside.filter(membership=actor.membership, part=Participant.SUPPORTER).exists():
        if reader_of(conversation) is None:
            _bring_in_next(actor, conversation, thread)
    elif not beside.exclude(membership=actor.membership).exclude(membership__state=Membership.LEFT).exists():
        raise NobodyThere
    # A supporter may be under 18, and nobody learns it from being asked: here everybody is.
    ask_first(text, beside_minors=takes_minors(actor.space), knows_risk=knows_risk)
    message = put_words(actor, thread, text)
    beside.filter(membership=actor.membership).update(seen_aside=message.seq)
    for one in beside.exclude(membership=actor.membership).select_related("membership"):
        news.tell(one.membership.person_id)
    return message


def _next_one(actor: Any, conversation: Conversation) -> Membership:
    supervisor = least_busy_supervisor(conversation, actor.membership)
    if supervisor is None:
        raise NobodyThere
    return supervisor


def _bring_in_next(actor: Any, conversation: Conversation, thread: Thread) -> None:
    """Somebody else reads from here on; what was said to the earlier one stays with who said it."""
    supervisor = _next_one(actor, conversation)
    earlier = Participant.objects.filter(conversation=conversation, part=Participant.SUPERVISOR)
    for one in earlier.filter(is_here=True).select_related("membership__person"):
        drop_reader(thread.pk, one.membership.person)
    earlier.update(is_here=False)
    key = start_epoch(thread.pk, [actor.person, supervisor.person])
    _stand_beside(actor, conversation, supervisor, seen=thread.next_seq - 1)
    put_with_key(thread, supervisor, key, newest_epoch(thread.pk), "", JOINED)


def _stand_beside(actor: Any, conversation: Conversation, supervisor: Membership, *, seen: int) -> None:
    now = {"part": Participant.SUPERVISOR, "is_here": True, "since": today(), "seen_aside": seen}
    Participant.objects.update_or_create(
        conversation=conversation,
        membership=supervisor,
        defaults=now,
        create_defaults={**now, "space": actor.space},
    )
    trace(actor, "side.begin", conversation)
    for thread_id in Thread.objects.filter(conversation=conversation).values_list("pk", flat=True):
        live.changed(thread=thread_id)
