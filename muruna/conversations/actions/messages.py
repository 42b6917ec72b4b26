"""Beginning a conversation, and saying something in it."""

from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, find_locked
from muruna.accounts.keyring import container_key, newest_epoch, start_container
from muruna.accounts.queries import is_blocked_between
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.words import place, seal_words
from muruna.foundation import live
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership


def begin_conversation(*, actor: Any, member: Membership, supporter: Membership, request_id: Any) -> Conversation:
    """Two people who were matched may talk: a conversation with its main thread, sealed for both.

    Called inside the deed of the match, which has required its own action.
    """
    conversation = Conversation.objects.create(space=actor.space, request_id=request_id)
    for membership, part in ((member, Participant.MEMBER), (supporter, Participant.SUPPORTER)):
        Participant.objects.create(
            space=actor.space, conversation=conversation, membership=membership, part=part
        )
    thread = Thread.objects.create(space=actor.space, conversation=conversation, kind=Thread.MAIN)
    start_container(thread.pk, [member.person, supporter.person])
    trace(actor, "conversation.begin", conversation)
    for person_id in (member.person_id, supporter.person_id):
        live.changed(person=person_id)
    return conversation


def say(*, actor: Any, conversation_id: Any, text: str, kind: str = "said") -> Message:
    """Put the actor's words at the end of the main thread; raises NotFound, TooLong, CannotOpen.

    The row lock on the thread gives each message the next number with no gap, whoever else is writing.
    A message to someone who has blocked the writer is refused like one to a conversation that is not there.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_WRITE, Conversation, conversation_id)
        people = [
            p.membership.person_id
            for p in conversation.participants.filter(is_here=True, part__in=["member", "supporter"]).select_related(
                "membership"
            )
        ]
        if any(is_blocked_between(actor.person.pk, other) for other in people if other != actor.person.pk):
            raise NotFound
        thread = Thread.objects.select_for_update().get(conversation=conversation, kind=Thread.MAIN)
        return put_words(actor, thread, text, kind)


def put_words(actor: Any, thread: Thread, text: str, kind: str = "said") -> Message:
    """Seal `text` as the next message of the locked `thread`, and tell open pages."""
    seq, epoch = thread.next_seq, newest_epoch(thread.pk)
    key = container_key(actor, thread.pk, epoch)
    message = Message.objects.create(
        space=actor.space,
        thread=thread,
        seq=seq,
        sender=actor.membership,
        epoch=epoch,
        body=seal_words(key, place(thread.pk, epoch, seq, actor.membership.pk), text=text, at=now(), kind=kind),
    )
    Thread.objects.filter(pk=thread.pk).update(next_seq=seq + 1)
    live.changed(thread=thread.pk)
    return message
