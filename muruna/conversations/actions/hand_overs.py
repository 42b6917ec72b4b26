"""Handing a conversation over: the supporter asks, the member decides, the new supporter accepts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find, find_locked
from muruna.accounts.keyring import add_reader, drop_reader, newest_epoch, start_epoch
from muruna.conversations.actions.lapsing import come_to_nothing
from muruna.conversations.actions.messages import put_with_key, talkers
from muruna.conversations.actions.resting import close_gap
from muruna.conversations.actions.stopping import tell_both
from muruna.conversations.bounds import can_go_on
from muruna.conversations.models import Conversation, Gap, HandOver, Participant, Thread
from muruna.conversations.words import JOINED
from muruna.foundation import live, news
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.matching.places import close_place, open_place
from muruna.spaces.models import Membership


class AlreadyUnderWay(Exception):
    """A hand-over of this conversation is waiting for an answer."""


def propose_hand_over(
    *, actor: Any, conversation_id: UUID, to: Membership, eligible: Iterable[UUID]
) -> HandOver:
    """Ask the member whether `to` may go on; `eligible` are the supporters whom the matcher allows them.

    Raises NotFound for anyone else, AlreadyUnderWay.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_HAND_OVER, Conversation, conversation_id)
        hand_over = _asked(conversation, to, eligible)
        trace(actor, Action.CONVERSATION_HAND_OVER, conversation)
        return hand_over


def propose_from_outside(*, actor: Any, gap_id: UUID, to: Membership, eligible: Iterable[UUID]) -> HandOver:
    """A coordinator proposes who could go on where nobody may support; the member still decides.

    Raises NotFound, also when coordinators propose themselves, and AlreadyUnderWay.
    """
    with transaction.atomic():
        gap = find(actor, Action.WAITING_BOARD, Gap, gap_id)
        conversation = Conversation.objects.select_for_update().get(pk=gap.conversation_id)
        if to.person_id == actor.person.pk:
            raise NotFound
        hand_over = _asked(conversation, to, eligible)
        trace(actor, Action.WAITING_BOARD, gap)
        return hand_over


def _asked(conversation: Conversation, to: Membership, eligible: Iterable[UUID]) -> HandOver:
    inside = conversation.participants.filter(membership=to).exists()
    if to.pk not in set(eligible) or inside:
        raise NotFound
    if conversation.hand_overs.filter(state__in=HandOver.UNDER_WAY).exists():
        raise AlreadyUnderWay
    # What came to nothing before is told no more.
    conversation.hand_overs.filter(state__in=HandOver.FOR_NOTHING).update(state=HandOver.REFUSED)
    hand_over = HandOver.objects.create(space_id=conversation.space_id, conversation=conversation, to=to)
    member = next(one for one in talkers(conversation) if one.part == Participant.MEMBER)
    news.tell(member.membership.person_id)
    tell_both(conversation)
    return hand_over


def answer_hand_over(*, actor: Any, hand_over_id: UUID, agrees: bool, shares_history: bool) -> HandOver:
    """The member agrees or not, and decides whether the next one may read what was said so far.

    When the next one cannot go on within what the member asked for at first, it lapses; nothing is shared.
    """
    with transaction.atomic():
        hand_over = _locked(actor, Action.CONVERSATION_CONSENT_HAND_OVER, hand_over_id)
        if agrees and not can_go_on(hand_over.to, hand_over.conversation, member_asks=actor):
            trace(actor, Action.CONVERSATION_CONSENT_HAND_OVER, hand_over.conversation, reason="lapsed")
            come_to_nothing(hand_over, HandOver.LAPSED)
            return hand_over
        hand_over.state, hand_over.day = HandOver.AGREED if agrees else HandOver.REFUSED, today()
        hand_over.shares_history = agrees and shares_history
        hand_over.save(update_fields=["state", "shares_history", "day"])
        if hand_over.shares_history:
            # Only the member's session can wrap the old keys; the page opens when the next one accepts.
            add_reader(actor, _thread(hand_over).pk, hand_over.to.person)
        trace(actor, Action.CONVERSATION_CONSENT_HAND_OVER, hand_over.conversation)
        tell_both(hand_over.conversation)
        if agrees:
            news.tell(hand_over.to.person_id)
        return hand_over


def accept_hand_over(*, actor: Any, hand_over_id: UUID) -> Conversation:
    """Go on with a conversation whose member agreed; the earlier supporter can read it no more.

    Raises NotFound, also when the two may no longer meet, and ValidationError ("full") at the actor's limit.
    """
    with transaction.atomic():
        hand_over = _locked(actor, Action.CONVERSATION_HAND_OVER, hand_over_id)
        conversation = hand_over.conversation
        here = {one.part: one for one in talkers(conversation)}
        member = here[Participant.MEMBER].membership
        # Since the member agreed, one may have blocked the other, a right may have ended, or what they offer
        # may stand against what the member asked for at first: it looks alike.
        if not can_go_on(actor.membership, conversation):
            raise NotFound
        open_place(supporter=actor.membership)
        thread = _thread(hand_over)
        if old := here.get(Participant.SUPPORTER):
            close_place(supporter=old.membership)
            Participant.objects.filter(pk=old.pk).update(is_here=False, draft_sealed=None)
            drop_reader(thread.pk, old.membership.person)
        hand_over.aside = _close_aside(conversation)
        key = start_epoch(thread.pk, [member.person, actor.person])
        Participant.objects.create(
            space=actor.space,
            conversation=conversation,
            membership=actor.membership,
            part=Participant.SUPPORTER,
            seen=0 if hand_over.shares_history else thread.next_seq - 1,
        )
        hand_over.state, hand_over.day = HandOver.DONE, today()
        hand_over.earlier = old.membership if old else None
        hand_over.save(update_fields=["state", "day", "earlier", "aside"])
        close_gap(conversation)
        put_with_key(thread, actor.membership, key, newest_epoch(thread.pk), "", JOINED)
        news.tell(member.person_id)
        trace(actor, Action.CONVERSATION_HAND_OVER, conversation)
        tell_both(conversation)
        return conversation


def decline_hand_over(*, actor: Any, hand_over_id: UUID) -> None:
    """Not take it on, without a reason; what had been shared for it is taken back unread."""
    with transaction.atomic():
        hand_over = _locked(actor, Action.CONVERSATION_HAND_OVER, hand_over_id)
        hand_over.state = HandOver.REFUSED
        hand_over.save(update_fields=["state"])
        if hand_over.shares_history:
            drop_reader(_thread(hand_over).pk, actor.person)
        trace(actor, Action.CONVERSATION_HAND_OVER, hand_over.conversation, reason="declined")
        tell_both(hand_over.conversation)


def take_back_hand_over(*, actor: Any, conversation_id: UUID) -> None:
    """The supporter takes back the question that is under way; twice is as good as once.

    Raises NotFound for anyone else, and where nobody supports: there it is the coordinators' to take back.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_HAND_OVER, Conversation, conversation_id)
        if Gap.objects.filter(conversation=conversation).exists():
            raise NotFound
        trace(actor, Action.CONVERSATION_HAND_OVER, conversation, reason="taken_back")
        _take_back(conversation)


def take_back_from_outside(*, actor: Any, gap_id: UUID) -> None:
    """A coordinator takes back the question whether somebody may go on where nobody supports."""
    with transaction.atomic():
        gap = find(actor, Action.WAITING_BOARD, Gap, gap_id)
        conversation = Conversation.objects.select_for_update().get(pk=gap.conversation_id)
        trace(actor, Action.WAITING_BOARD, gap, reason="taken_back")
        _take_back(conversation)


def _take_back(conversation: Conversation) -> None:
    for one in conversation.hand_overs.select_for_update().filter(state__in=HandOver.UNDER_WAY):
        come_to_nothing(one, HandOver.TAKEN_BACK)


def _locked(actor: Any, action: Action, hand_over_id: UUID) -> HandOver:
    # The conversation first: every deed takes its locks in the same order.
    row = HandOver.objects.filter(pk=hand_over_id).values_list("conversation", flat=True).first()
    if row is None:
        raise NotFound
    conversation = Conversation.objects.select_for_update().get(pk=row)
    hand_over: HandOver = find_locked(actor, action, HandOver, hand_over_id)
    if conversation.state == Conversation.ENDED:
        raise NotFound
    hand_over.conversation = conversation
    return hand_over


def _thread(hand_over: HandOver) -> Thread:
    return Thread.objects.select_for_update().get(conversation=hand_over.conversation, kind=Thread.MAIN)


def _close_aside(conversation: Conversation) -> Thread | None:
    """What was said aside is read by the earlier supporter alone from now on, and not for long."""
    thread = Thread.objects.filter(conversation=conversation, kind=Thread.SIDE).first()
    beside = conversation.participants.filter(part=Participant.SUPERVISOR)
    if thread is not None:
        for one in beside.select_related("membership__person"):
            drop_reader(thread.pk, one.membership.person)
        thread.kind = Thread.PAST
        thread.save(update_fields=["kind"])
        live.changed(thread=thread.pk)
    beside.delete()
    return thread
