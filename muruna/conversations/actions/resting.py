"""When two may not talk for a time: the talk rests at once, and goes on by itself when they may again.

A member whose supporter may support no longer is told, and finds a way on.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find, find_locked
from muruna.conversations.actions.lapsing import lapse_hand_overs
from muruna.conversations.actions.messages import talkers
from muruna.conversations.actions.stopping import end_now, tell_both
from muruna.conversations.going_on import has_support, may_go_on
from muruna.conversations.models import Conversation, Gap, Participant
from muruna.foundation import news
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Request
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders


def settle_support() -> int:
    """Let every talk of the active space rest in which words may not pass, and go on where they may again.

    Hand-overs lapse that nobody can take up any more.

    Returns how many changed. Safe to repeat: what stands right already is left alone, nobody is told twice.
    """
    changed = lapse_hand_overs()
    alive = Conversation.objects.filter(state__in=(Conversation.OPEN, Conversation.PAUSED))
    for id in list(alive.values_list("pk", flat=True)):
        with transaction.atomic():
            conversation = alive.select_for_update().filter(pk=id).first()
            changed += conversation is not None and _settle(conversation)
    return changed


def _settle(conversation: Conversation) -> bool:
    people, gap = talkers(conversation), Gap.objects.filter(conversation=conversation)
    is_alone, was_alone = not has_support(people), gap.exists()
    if is_alone and not was_alone:
        _begin_gap(conversation, next(one.membership for one in people if one.part == Participant.MEMBER))
    elif was_alone and not is_alone:
        gap.delete()
    has_turned = rest_or_go_on(conversation, people)
    if not has_turned and is_alone == was_alone:
        return False
    if not is_alone and conversation.state == Conversation.OPEN:
        for one in people:
            news.tell(one.membership.person_id)
    tell_both(conversation)
    return True


def _begin_gap(conversation: Conversation, member: Membership) -> None:
    Gap.objects.create(space_id=conversation.space_id, conversation=conversation)
    news.tell(member.person_id)
    for coordinator in holders(Right.COORDINATOR):
        news.tell(coordinator.person_id)


def rest_or_go_on(conversation: Conversation, people: list[Participant]) -> bool:
    """Let the locked `conversation` of `people` rest or go on, as it must; whether that changed it.

    A rest that one of the two wanted stays theirs.
    """
    must_rest = not may_go_on(people)
    rests_by_itself = conversation.state == Conversation.PAUSED and conversation.paused_by_id is None
    if must_rest and conversation.state == Conversation.OPEN:
        conversation.state, conversation.paused_by = Conversation.PAUSED, None
    elif rests_by_itself and not must_rest:
        conversation.state = Conversation.OPEN
        if conversation.end_asked_by_id:  # nobody could answer meanwhile: the time to answer begins anew
            conversation.end_asked_on = today()
    else:
        return False
    conversation.save(update_fields=["state", "paused_by", "end_asked_on"])
    return True


def close_gap(conversation: Conversation) -> None:
    """Somebody supports in the locked `conversation` again: it goes on, unless one wanted a rest."""
    Gap.objects.filter(conversation=conversation).delete()
    rest_or_go_on(conversation, talkers(conversation))


def ask_anew(*, actor: Any, gap_id: UUID, ask: Ask) -> Request:
    """Ask for somebody else instead of waiting; the talk that rests ends, and its words stay their time.

    Raises NotFound, and ValidationError for what cannot be asked: then nothing ends either.
    """
    with transaction.atomic():
        gap = find(actor, Action.CONVERSATION_END, Gap, gap_id)
        conversation = find_locked(actor, Action.CONVERSATION_END, Conversation, gap.conversation_id)
        request: Request = write_request(actor=actor, ask=ask)
        trace(actor, Action.CONVERSATION_END, conversation, reason="asked_anew")
        end_now(conversation, by=actor.membership, how=Conversation.PLANNED)
        return request
