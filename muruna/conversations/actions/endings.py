"""A planned ending: what I take with me, thanks, a day to look back, and what becomes of the words."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find, find_locked
from muruna.accounts.actions.keeping import keep_item
from muruna.accounts.keyring import container_key, newest_epoch
from muruna.conversations.actions.messages import NotOpen, put_words, talkers
from muruna.conversations.actions.stopping import end_now
from muruna.conversations.going_on import has_support, may_go_on
from muruna.conversations.logic.endings import has_waited_enough, may_be_followed_up
from muruna.conversations.models import Conversation, Ending, FollowUp, Participant, Thread
from muruna.conversations.queries import last_words
from muruna.conversations.words import END_ASKED, ending_place
from muruna.foundation import news
from muruna.foundation.clock import now, today
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.matching.actions.proposals import ask_for
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Request
from muruna.spaces.contact import ask_first, has_minor


class TooSoon(Exception):
    """The other has not yet had the time to answer."""


class NotADay(Exception):
    """The chosen day is not one on which one can look back."""


def propose_ending(*, actor: Any, conversation_id: UUID, text: str, knows_risk: bool = False) -> None:
    """Say that it may be time to end, with `text` as the next message; nothing else changes yet.

    As in every message: beside a minor, contact details raise MayIdentify without `knows_risk`.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_END, Conversation, conversation_id)
        find(actor, Action.CONVERSATION_WRITE, Conversation, conversation_id)
        if not may_go_on(talkers(conversation)):
            raise NotOpen(Conversation.PAUSED)
        two = [one.membership for one in talkers(conversation)]
        ask_first(text, beside_minors=has_minor(two), knows_risk=knows_risk)
        if conversation.end_asked_by_id != actor.membership.pk:
            conversation.end_asked_by, conversation.end_asked_on = actor.membership, today()
            conversation.save(update_fields=["end_asked_by", "end_asked_on"])
        thread = Thread.objects.select_for_update().get(conversation=conversation, kind=Thread.MAIN)
        put_words(actor, thread, text, END_ASKED)
        trace(actor, Action.CONVERSATION_END, conversation, reason="asked")
        for one in talkers(conversation):
            if one.membership_id != actor.membership.pk:
                news.tell(one.membership.person_id)


def end_conversation(
    *,
    actor: Any,
    conversation_id: UUID,
    summary: str = "",
    shares_summary: bool = False,
    thanks: str = "",
    follow_up_on: dt.date | None = None,
    knows_risk: bool = False,
) -> Conversation:
    """End well. A member may at any time; a supporter when they asked for it and had no answer for a week.

    The summary is the member's: it is kept in their own vault, and the supporter sees it only if
    `shares_summary`. Raises NotFound, TooSoon, NotADay, and NotOpen while the other one
    is suspended; MayIdentify for contact details that the other would read, beside a minor.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_END, Conversation, conversation_id)
        people_here = talkers(conversation)
        people = {one.part: one.membership for one in people_here}
        member, supporter = people.get(Participant.MEMBER), people.get(Participant.SUPPORTER)
        is_member = member is not None and member.pk == actor.membership.pk
        if not is_member:
            asked = conversation.end_asked_by_id == actor.membership.pk
            if not (asked and has_waited_enough(today(), conversation.end_asked_on)):
                raise TooSoon
            summary, shares_summary, follow_up_on = "", False, None
            if not has_support(people_here):
                thanks = ""  # whoever may not write here any more does not write at the end either
            elif not may_go_on(people_here):
                raise NotOpen(Conversation.PAUSED)  # the other one could neither answer nor read it
        theirs = (summary if shares_summary else "", thanks)
        ask_first(*theirs, beside_minors=has_minor(people.values()), knows_risk=knows_risk)
        if follow_up_on is not None:
            if not may_be_followed_up(today(), follow_up_on):
                raise NotADay
            FollowUp.objects.create(
                space=actor.space, membership=actor.membership, supporter=supporter, day=follow_up_on
            )
        if summary:
            kept = {"what": "summary", "text": summary, "at": now().isoformat()}
            keep_item(actor=actor, data=kept, by=supporter)
        _seal_last_words(actor, conversation, summary if shares_summary else "", thanks)
        trace(actor, Action.CONVERSATION_END, conversation)
        end_now(conversation, by=actor.membership, how=Conversation.PLANNED)
        return conversation


def _seal_last_words(actor: Any, conversation: Conversation, summary: str, thanks: str) -> None:
    thread = Thread.objects.get(conversation=conversation, kind=Thread.MAIN)
    epoch = newest_epoch(thread.pk)
    body = json.dumps({"summary": summary, "thanks": thanks}, ensure_ascii=False).encode()
    key = container_key(actor, thread.pk, epoch)
    Ending.objects.create(
        space=actor.space,
        conversation=conversation,
        epoch=epoch,
        body=seal_padded(key, body, ending_place(thread.pk, epoch)),
    )


def keep_last_words(*, actor: Any, conversation_id: UUID) -> None:
    """Keep the shared summary and the thanks in the actor's own vault."""
    with transaction.atomic():
        conversation = find(actor, Action.CONVERSATION_KEEP, Conversation, conversation_id)
        said = last_words(actor, conversation)
        text = "\n\n".join(one for one in (said["summary"], said["thanks"]) if one)
        if not text:
            raise NotFound
        # A supporter keeps nobody's name: it stays with the one whom it names.
        people = {one.part: one.membership for one in talkers(conversation)}
        other = people.get(Participant.SUPPORTER)
        kept = {"what": "last-words", "text": text, "at": now().isoformat()}
        by = other if other and other.pk != actor.membership.pk else None
        keep_item(actor=actor, data=kept, by=by, once=f"end of {conversation_id}")
        trace(actor, Action.CONVERSATION_KEEP, conversation)


def drop_follow_up(*, actor: Any, follow_up_id: UUID) -> None:
    """The day to look back has been seen; nothing of it stays."""
    with transaction.atomic():
        follow_up = find_locked(actor, Action.CONVERSATION_LIST, FollowUp, follow_up_id)
        trace(actor, Action.CONVERSATION_LIST, follow_up)
        follow_up.delete()


def ask_same_again(*, actor: Any, follow_up_id: UUID, ask: Ask) -> Request:
    """Ask the one whom the member talked with whether they would talk again; the reminder has done its work.

    They may say no. Raises NotFound, and ValidationError when the two cannot be brought together now.
    """
    with transaction.atomic():
        follow_up = find_locked(actor, Action.CONVERSATION_LIST, FollowUp, follow_up_id)
        if follow_up.supporter_id is None:
            raise NotFound
        request: Request = ask_for(actor=actor, ask=ask, supporter_id=follow_up.supporter_id)
        trace(actor, Action.CONVERSATION_LIST, follow_up, reason="asked_again")
        follow_up.delete()
        return request
