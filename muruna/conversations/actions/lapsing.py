"""A hand-over that comes to nothing: it lapses by itself, or is taken back, and whoever waits reads that."""

from django.db import transaction

from muruna.accounts.keyring import drop_reader
from muruna.conversations.actions.messages import talkers
from muruna.conversations.actions.stopping import tell_both
from muruna.conversations.going_on import may_support
from muruna.conversations.models import Conversation, Gap, HandOver, Participant, Thread
from muruna.foundation import live, news
from muruna.foundation.clock import today
from muruna.spaces.models import Right
from muruna.spaces.queries import holders


def lapse_hand_overs() -> int:
    """Let every hand-over of the active space lapse whose time is over, or whose next one may not support.

    Returns how many. A block is not among the reasons: from the moment of it nobody could know of whom. It is
    asked when the next one says yes, and the time does the rest.
    """
    lapsed = 0
    under_way = HandOver.objects.filter(state__in=HandOver.UNDER_WAY)
    for id in list(under_way.values_list("conversation", flat=True)):
        with transaction.atomic():
            # The conversation first: every deed takes its locks in the same order.
            Conversation.objects.select_for_update().filter(pk=id).first()
            one = under_way.select_for_update(of=("self",)).filter(conversation=id)
            row = one.select_related("conversation", "to__person").first()
            if row is not None and _is_over(row):
                come_to_nothing(row, HandOver.LAPSED)
                lapsed += 1
    return lapsed


def come_to_nothing(hand_over: HandOver, state: str) -> None:
    """Close the hand-over of a locked conversation: what was shared for it is taken back unread.

    `state` is LAPSED or TAKEN_BACK.
    """
    had_agreed, conversation = hand_over.state == HandOver.AGREED, hand_over.conversation
    hand_over.state, hand_over.day = state, today()
    hand_over.save(update_fields=["state", "day"])
    if hand_over.shares_history:
        drop_reader(Thread.objects.get(conversation=conversation, kind=Thread.MAIN).pk, hand_over.to.person)
    people = {one.part: one.membership.person_id for one in talkers(conversation)}
    if Gap.objects.filter(conversation=conversation).exists():
        waiting = [one.person_id for one in holders(Right.COORDINATOR)]
    else:
        waiting = [people[part] for part in (Participant.SUPPORTER,) if part in people]
    if had_agreed:
        waiting += [people[part] for part in (Participant.MEMBER,) if part in people]
        live.changed(person=hand_over.to.person_id)
    for person_id in waiting if state == HandOver.LAPSED else ():
        news.tell(person_id)
    tell_both(conversation)


def _is_over(hand_over: HandOver) -> bool:
    if today() > hand_over.last_day:
        return True
    people = talkers(hand_over.conversation)
    member = next((one.membership for one in people if one.part == Participant.MEMBER), None)
    return member is None or not may_support(hand_over.to, member)
