"""Keeping unsent words, so that neither a reload nor a cut line loses them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked
from muruna.conversations.logic.drafts import Draft, rest_of
from muruna.conversations.models import LONGEST_MESSAGE, Conversation, Participant
from muruna.conversations.unsent import draft_in, sealed_draft, sent_with


class DraftFull(Exception):
    """With the words that already wait there it is longer than a message; `by` is how many characters."""

    def __init__(self, by: int) -> None:
        super().__init__(by)
        self.by = by


def keep_draft(*, actor: Any, conversation_id: UUID, text: str, key: str = "", made_of: str = "") -> None:
    """Keep unsent words, sealed for the actor alone; empty ones are let go.

    Also once it rests or has ended: what somebody typed is not lost because the other went meanwhile.

    `key` is that of the form they stand in; when they are `made_of` that same form, a message of it was on
    its way already. However late or out of order this comes, nothing that was sent waits again as unsent,
    and nothing newer is lost. Raises NotFound.
    """
    with transaction.atomic():
        mine = _mine_locked(actor, Action.CONVERSATION_SEE, conversation_id)
        is_later = bool(key) and made_of == key
        sent = sent_with(actor, mine.conversation, key)
        waiting = draft_in(actor, mine)
        is_overtaken = waiting is not None and waiting.key == key and waiting.is_later
        if not is_later and (sent is not None or is_overtaken):
            return  # typed before that message was on its way
        if sent is not None:
            text = rest_of(text, sent)
        _put(actor, mine, Draft(text, key, is_later=is_later))


def add_to_draft(*, actor: Any, conversation_id: UUID, text: str) -> None:
    """Put `text` below the unsent words of a conversation, which stay. Raises NotFound, and DraftFull."""
    with transaction.atomic():
        mine = _mine_locked(actor, Action.CONVERSATION_WRITE, conversation_id)
        waiting = draft_in(actor, mine) or Draft("")
        together = f"{waiting.text.rstrip()}\n\n{text}" if waiting.text.strip() else text
        if len(together) > LONGEST_MESSAGE:
            raise DraftFull(len(together) - LONGEST_MESSAGE)
        # A page with the words above may be open: when it sends them, these stay.
        _put(actor, mine, replace(waiting, text=together, has_more=True))


def _mine_locked(actor: Any, action: Action, conversation_id: UUID) -> Participant:
    """The actor's place in the locked conversation: who sends and who keeps take turns."""
    conversation = find_locked(actor, action, Conversation, conversation_id)
    mine: Participant = Participant.objects.get(conversation=conversation, membership=actor.membership)
    mine.conversation = conversation
    return mine


def _put(actor: Any, mine: Participant, draft: Draft) -> None:
    Participant.objects.filter(pk=mine.pk).update(draft_sealed=sealed_draft(actor, draft))
