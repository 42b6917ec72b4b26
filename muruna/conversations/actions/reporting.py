"""Reporting chosen messages, and keeping those that helped."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find
from muruna.accounts.actions.keeping import keep_item
from muruna.conversations.models import Conversation, Participant, Thread
from muruna.conversations.words import Words, open_chosen
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case

MOST_CHOSEN = 50


class NothingChosen(Exception):
    """None of the chosen messages can be used for this."""


def _chosen(actor: Any, conversation: Conversation, ids: list[UUID]) -> list[Words]:
    thread = Thread.objects.get(conversation=conversation, kind=Thread.MAIN)
    return open_chosen(actor, thread, ids[:MOST_CHOSEN])


def report_words(*, actor: Any, conversation_id: UUID, ids: list[UUID], why: str) -> Case:
    """Hand chosen messages to the case team, opened here with the reporter's own key, so known to be genuine.

    Raises NothingChosen when none of them is the other's, and safeguarding's NobodyToTell.
    """
    with transaction.atomic():
        conversation = find(actor, Action.CONVERSATION_REPORT, Conversation, conversation_id)
        chosen = _chosen(actor, conversation, ids)
        people = {
            one.membership_id: one.membership
            for one in Participant.objects.filter(conversation=conversation).select_related(
                "membership__person"
            )
        }
        others = [one for one in chosen if one.sender_id in people and one.sender_id != actor.membership.pk]
        if not others:
            raise NothingChosen
        excerpts = [
            {
                "seq": one.seq,
                "sender_name": people[one.sender_id].name if one.sender_id in people else "",
                "at": one.at.isoformat() if one.at else "",
                "text": one.text,
            }
            for one in chosen
        ]
        # A lead whose own words are among them must not look after it, whosever words came last.
        *also, named = [people[one.sender_id] for one in others]  # type: ignore[index]
        case = open_report(
            actor=actor, conversation=conversation, named=named, also_named=also, words=excerpts, why=why
        )
        trace(actor, Action.CONVERSATION_REPORT, conversation)
        return case


def keep_words(*, actor: Any, conversation_id: UUID, ids: list[UUID]) -> int:
    """Keep chosen messages in the actor's own vault, where they outlive the conversation; returns how many.

    A member keeps any. A supporter keeps only what they wrote themselves: what was confided to them stays
    the member's. Raises NothingChosen.
    """
    with transaction.atomic():
        conversation = find(actor, Action.CONVERSATION_KEEP, Conversation, conversation_id)
        people = {one.membership_id: one for one in conversation.participants.select_related("membership")}
        is_member = people[actor.membership.pk].part == Participant.MEMBER
        chosen = [
            one
            for one in _chosen(actor, conversation, ids)
            if is_member or one.sender_id == actor.membership.pk
        ]
        if not chosen:
            raise NothingChosen
        for one in chosen:
            is_mine, writer = one.sender_id == actor.membership.pk, people.get(one.sender_id)
            kept = {"what": "said" if is_mine else "heard", "text": one.text}
            if one.at:
                kept["at"] = one.at.isoformat()
            by = writer.membership if writer and not is_mine else None
            keep_item(actor=actor, data=kept, by=by, once=f"{conversation_id} {one.id}")
        trace(actor, Action.CONVERSATION_KEEP, conversation)
        return len(chosen)
