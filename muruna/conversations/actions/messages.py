"""Beginning a conversation, and saying something in it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from muruna.access import Action, find_locked, require
from muruna.accounts.keyring import container_key, newest_epoch, start_container
from muruna.accounts.queries import is_blocked_here
from muruna.conversations.going_on import may_go_on
from muruna.conversations.logic.drafts import after_sending
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.unsent import draft_in, sealed_draft
from muruna.conversations.words import REQUEST, SAID, place, seal_words
from muruna.foundation import live, news
from muruna.foundation.clock import now
from muruna.foundation.prepared import prepared
from muruna.foundation.trace import trace
from muruna.spaces.contact import ask_first, has_minor
from muruna.spaces.models import Membership


class NotOpen(Exception):
    """The conversation takes no more words now; `state` says whether it is paused or has ended."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def begin_conversation(
    *,
    actor: Any,
    member: Membership,
    supporter: Membership,
    request_id: UUID | None,
    words: str = "",
    asked_at: dt.datetime | None = None,
) -> Conversation:
    """Two people who were matched may talk; `words` are what the member asked with, and stand first.

    Called inside the deed of the match, which has required its own action. The member is away: their words
    are sealed with the new key, which is at hand only now.
    """
    conversation = Conversation.objects.create(space=actor.space, request_id=request_id)
    for membership, part in ((member, Participant.MEMBER), (supporter, Participant.SUPPORTER)):
        Participant.objects.create(
            space=actor.space, conversation=conversation, membership=membership, part=part
        )
    thread = Thread.objects.create(space=actor.space, conversation=conversation, kind=Thread.MAIN)
    key = start_container(thread.pk, [member.person, supporter.person])
    if words:
        _put(thread, member, key, 1, words, REQUEST, asked_at or now())
    trace(actor, "conversation.begin", conversation)
    for person_id in (member.person_id, supporter.person_id):
        live.changed(person=person_id)
    return conversation


def say(
    *,
    actor: Any,
    conversation_id: UUID,
    text: str,
    knows_risk: bool = False,
    key: str = "",
    made_of: str = "",
) -> Message:
    """Put the actor's words at the end of the main thread; of their unsent words, those that these were go.

    `key` is that of the form, and `made_of` what it showed when it was drawn. With a minor in the
    conversation, contact details need `knows_risk`: else MayIdentify is raised and nothing is kept.
    Raises NotFound, NotOpen, TooLong.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_SEE, Conversation, conversation_id)
        if conversation.state != Conversation.OPEN:
            raise NotOpen(conversation.state)
        require(actor, Action.CONVERSATION_WRITE, conversation)
        people = talkers(conversation)
        others = [one.membership for one in people if one.membership_id != actor.membership.pk]
        if any(is_blocked_here(actor.person, other.person, actor.space.pk) for other in others):
            # Blocked here, by another door: it looks like an ending, never like a block. What was blocked in
            # another room ends this talk on a day of its own (`part_blocked`).
            raise NotOpen(Conversation.ENDED)
        if not may_go_on(people):
            # The supporter's right has ended, or is not for this age any more: the member may leave or wait.
            raise NotOpen(Conversation.PAUSED)
        two = [one.membership for one in people]
        ask_first(text, beside_minors=has_minor(two), knows_risk=knows_risk)
        thread = _threads_locked(conversation, kind=Thread.MAIN)[0]
        message = put_words(actor, thread, text)
        mine = next(one for one in people if one.membership_id == actor.membership.pk)
        draft = draft_in(actor, mine)
        left = after_sending(draft, sent=text, key=key, made_of=made_of)
        waits = mine.draft_sealed if left is draft else sealed_draft(actor, left)
        Participant.objects.filter(pk=mine.pk).update(seen=message.seq, draft_sealed=waits)
        for other in others:
            news.tell(other.person_id)
        return message


def put_words(actor: Any, thread: Thread, text: str, kind: str = SAID) -> Message:
    """Seal `text` as the next message of the locked `thread`, and tell open pages."""
    epoch = newest_epoch(thread.pk)
    return _put(thread, actor.membership, container_key(actor, thread.pk, epoch), epoch, text, kind, now())


def put_with_key(thread: Thread, sender: Membership, key: bytes, epoch: int, text: str, kind: str) -> Message:
    """As `put_words`, for a deed that holds a key which was made a moment ago."""
    return _put(thread, sender, key, epoch, text, kind, now())


def _put(
    thread: Thread, sender: Membership, key: bytes, epoch: int, text: str, kind: str, at: dt.datetime
) -> Message:
    seq = thread.next_seq
    message = Message.objects.create(
        space_id=thread.space_id,
        thread=thread,
        seq=seq,
        sender=sender,
        epoch=epoch,
        body=seal_words(key, place(thread.pk, epoch, seq, sender.pk), text=text, at=at, kind=kind),
    )
    thread.next_seq = seq + 1
    Thread.objects.filter(pk=thread.pk).update(next_seq=thread.next_seq)
    live.changed(thread=thread.pk)
    return message


@prepared
def _talkers(conversation: Conversation) -> QuerySet[Participant]:
    here = Participant.objects.filter(conversation=conversation, is_here=True)
    two = here.filter(part__in=(Participant.MEMBER, Participant.SUPPORTER))
    return two.select_related("membership__person", "membership__space")


def talkers(conversation: Conversation) -> list[Participant]:
    """The two who talk in `conversation` now, with their personas and persons."""
    return _talkers(conversation)


@prepared
def _threads_locked(conversation: Conversation, *, kind: str) -> QuerySet[Thread]:
    return Thread.objects.select_for_update().filter(conversation=conversation, kind=kind)


def note_seen(*, actor: Any, conversation: Conversation, seq: int, aside: bool = False) -> None:
    """Remember, for the actor's own eyes, up to where they have read; it never goes back."""
    require(actor, Action.SIDE_SEE if aside else Action.CONVERSATION_SEE, conversation)
    field = "seen_aside" if aside else "seen"
    Participant.objects.filter(
        conversation=conversation, membership=actor.membership, **{f"{field}__lt": seq}
    ).update(**{field: seq})
