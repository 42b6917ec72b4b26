"""The quiet channel of a supporter and a supervisor: the member's words never go there by themselves."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.accounts.keyring import start_container
from muruna.conversations.actions.messages import put_words
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.queries import least_busy_supervisor
from muruna.foundation import live, news
from muruna.foundation.trace import trace


class NobodyThere(Exception):
    """The space has no supervisor who could be asked."""


def ask_supervisor(*, actor: Any, conversation_id: UUID, text: str) -> Thread:
    """Bring in the supervisor with the fewest side channels (if none is there yet) and tell them `text`.

    The supervisor learns the member's persona name and nothing they wrote. Raises NotFound, NobodyThere.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.DEBRIEF_WRITE, Conversation, conversation_id)
        thread = (
            Thread.objects.select_for_update().filter(conversation=conversation, kind=Thread.SIDE).first()
        )
        if thread is None:
            supervisor = least_busy_supervisor(conversation, actor.membership)
            if supervisor is None:
                raise NobodyThere
            Participant.objects.create(
                space=actor.space,
                conversation=conversation,
                membership=supervisor,
                part=Participant.SUPERVISOR,
            )
            thread = Thread.objects.create(space=actor.space, conversation=conversation, kind=Thread.SIDE)
            start_container(thread.pk, [actor.person, supervisor.person])
            trace(actor, "side.begin", conversation)
            for thread_id in Thread.objects.filter(conversation=conversation).values_list("pk", flat=True):
                live.changed(thread=thread_id)
        _say(actor, conversation, thread, text)
        return thread


def say_aside(*, actor: Any, conversation_id: UUID, text: str) -> Message:
    """Put words at the end of the side thread; raises NotFound."""
    with transaction.atomic():
        conversation = find_locked(actor, Action.SIDE_WRITE, Conversation, conversation_id)
        thread = Thread.objects.select_for_update().get(conversation=conversation, kind=Thread.SIDE)
        require(actor, Action.SIDE_SEE, thread)
        return _say(actor, conversation, thread, text)


def _say(actor: Any, conversation: Conversation, thread: Thread, text: str) -> Message:
    message = put_words(actor, thread, text)
    beside = Participant.objects.filter(
        conversation=conversation, is_here=True, part__in=(Participant.SUPPORTER, Participant.SUPERVISOR)
    )
    beside.filter(membership=actor.membership).update(seen_aside=message.seq)
    for one in beside.exclude(membership=actor.membership).select_related("membership"):
        news.tell(one.membership.person_id)
    return message
