"""What a person has typed in a talk and not sent: sealed for them alone, shown when they are back."""

import re
import secrets
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from muruna.conversations.logic.drafts import Draft
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.words import open_chosen
from muruna.foundation.deeds import answer_of
from muruna.foundation.vault import CannotOpen

BEFORE = "-"  # the mark of words that were kept before they had one


def draft_in(actor: Any, me: Participant) -> Draft | None:
    """My unsent words in this conversation, with the form that they were typed in."""
    if me.draft_sealed is None:
        return None
    try:
        kept = actor.keys.open_own("draft", me.draft_sealed)
    except CannotOpen:
        return None
    return Draft(**kept) if isinstance(kept, dict) else Draft(str(kept), mark=BEFORE)


def draft_of(actor: Any, me: Participant) -> str:
    """My unsent words in this conversation."""
    draft = draft_in(actor, me)
    return draft.text if draft else ""


def sealed_draft(actor: Any, draft: Draft | None) -> bytes | None:
    """Unsent words as they are kept, each version under a mark of its own; None for none."""
    if draft is None or not draft.text:
        return None
    return bytes(actor.keys.seal_own_padded("draft", asdict(replace(draft, mark=secrets.token_hex(8)))))


def sent_with(actor: Any, conversation: Conversation, key: str) -> str | None:
    """The words that went out of the form with this key, if they did: "" when nothing of them is left."""
    answer = answer_of(actor.person.pk, UUID(key)) if key else None
    told = re.search(rf"/{conversation.pk}/#m(\d+)$", str(answer))
    if told is None:
        return None
    thread = Thread.objects.get(conversation=conversation, kind=Thread.MAIN)
    ids = Message.objects.filter(thread=thread, seq=int(told[1]), sender=actor.membership)
    words = open_chosen(actor, thread, list(ids.values_list("pk", flat=True)))
    return words[0].text or "" if words else ""
