"""Pausing, leaving and blocking: either side may, at any time, without a reason."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked
from muruna.accounts.actions.blocking import block_person
from muruna.accounts.keyring import drop_reader
from muruna.accounts.queries import parts_on
from muruna.conversations.actions.messages import NotOpen, talkers
from muruna.conversations.bounds import drop_bounds
from muruna.conversations.going_on import has_support, may_go_on
from muruna.conversations.logic.endings import erase_day
from muruna.conversations.models import Conversation, Gap, HandOver, Participant, Thread
from muruna.conversations.queries import days_kept
from muruna.foundation import live, outbox
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.matching.places import close_place
from muruna.spaces.models import Membership


class NotYours(Exception):
    """The other one paused, and only they may go on."""


def pause_conversation(*, actor: Any, conversation_id: UUID) -> None:
    """Let the conversation rest; only whoever paused it may resume it. Twice is as good as once."""
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_PAUSE, Conversation, conversation_id)
        if conversation.state == Conversation.PAUSED:
            return
        conversation.state, conversation.paused_by = Conversation.PAUSED, actor.membership
        conversation.save(update_fields=["state", "paused_by"])
        trace(actor, Action.CONVERSATION_PAUSE, conversation)
        tell_both(conversation)


def resume_conversation(*, actor: Any, conversation_id: UUID) -> None:
    """Go on after a pause that was the actor's own; raises NotYours when it was the other's.

    Raises NotOpen while nobody may support in it. While the other one is suspended it goes on resting, and by
    itself when they are back.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_PAUSE, Conversation, conversation_id)
        if conversation.state == Conversation.OPEN:
            return
        if Gap.objects.filter(conversation=conversation).exists():
            raise NotOpen(Conversation.PAUSED)
        # When whoever paused is no longer here, the one who stays may go on.
        paused_by_other = conversation.participants.filter(membership=conversation.paused_by_id, is_here=True)
        if conversation.paused_by_id != actor.membership.pk and paused_by_other.exists():
            raise NotYours
        people = talkers(conversation)
        if not has_support(people):
            raise NotOpen(Conversation.PAUSED)
        conversation.state = Conversation.OPEN if may_go_on(people) else Conversation.PAUSED
        conversation.paused_by = None
        conversation.save(update_fields=["state", "paused_by"])
        trace(actor, Action.CONVERSATION_PAUSE, conversation, reason="resumed")
        tell_both(conversation)


def leave_conversation(*, actor: Any, conversation_id: UUID) -> None:
    """End the conversation for both, without a reason; the other is told kindly that the actor has left."""
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_LEAVE, Conversation, conversation_id)
        trace(actor, Action.CONVERSATION_LEAVE, conversation)
        end_now(conversation, by=actor.membership, how=Conversation.LEFT)


def block_other(*, actor: Any, conversation_id: UUID) -> None:
    """Block the one the actor talks with, over all personas; for them it looks as if the actor had left.

    Whoever has deleted their account is met no more anyway: then nothing is left to do.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.PERSON_BLOCK, Conversation, conversation_id)
        others = [one.membership for one in talkers(conversation) if one.membership_id != actor.membership.pk]
        for other in others:
            block_person(actor=actor, membership=other)
        if conversation.state != Conversation.ENDED:
            # The same trace as leaving: nobody can read from it that someone was blocked.
            trace(actor, Action.CONVERSATION_LEAVE, conversation)
            end_now(conversation, by=actor.membership, how=Conversation.LEFT)


def end_now(conversation: Conversation, *, by: Membership | None, how: str) -> None:
    """Make the locked `conversation` ended: its place is free, and its words have a last day."""
    if conversation.state == Conversation.ENDED:
        return
    for one in talkers(conversation):
        if one.part == Participant.SUPPORTER:
            close_place(supporter=one.membership)
    conversation.state, conversation.paused_by, conversation.end_asked_by = Conversation.ENDED, None, None
    conversation.ended_by, conversation.ended_how, conversation.ended_on = by, how, today()
    conversation.erase_on = erase_day(today(), days_kept(conversation.space))
    conversation.save()
    _take_back_what_was_shared(conversation)
    Gap.objects.filter(conversation=conversation).delete()
    drop_bounds(conversation)
    HandOver.objects.filter(conversation=conversation, state__in=HandOver.UNDER_WAY).update(
        state=HandOver.REFUSED
    )
    outbox.emit("conversation.ended", space=conversation.space_id, conversation=conversation.pk)
    tell_both(conversation)


def _take_back_what_was_shared(conversation: Conversation) -> None:
    """Whoever was about to go on, and never did, keeps no key to what was said before."""
    agreed = HandOver.objects.filter(conversation=conversation, state=HandOver.AGREED, shares_history=True)
    for one in agreed.select_related("to__person"):
        drop_reader(Thread.objects.get(conversation=conversation, kind=Thread.MAIN).pk, one.to.person)


def tell_both(conversation: Conversation) -> None:
    """Tell the open pages of the two, and of whoever stands beside, that something has changed."""
    for thread in Thread.objects.filter(conversation=conversation):
        live.changed(thread=thread.pk)
    for one in talkers(conversation):
        live.changed(person=one.membership.person_id)


def part_blocked() -> int:
    """End, in the active space, conversations of two whom a block parts, when its day has come; how many."""
    with transaction.atomic():
        parted = 0
        alive = Conversation.objects.filter(state__in=(Conversation.OPEN, Conversation.PAUSED))
        for conversation in alive.select_for_update():
            people = talkers(conversation)
            pairs = [
                (a.membership.person, b.membership.person) for a in people for b in people if a.pk < b.pk
            ]
            days = [parts_on(one, other, conversation.space_id, conversation.pk) for one, other in pairs]
            if any(day is not None and day <= today() for day in days):
                end_now(conversation, by=None, how=Conversation.LEFT)
                parted += 1
        return parted
