"""Who stands beside a talk: the supervisor who reads what is said aside, as long as their right lasts."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from muruna.access import Action, Actor, visible
from muruna.accounts.queries import blocked_person_ids
from muruna.conversations.models import Conversation, Participant, Thread
from muruna.foundation import live, news
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders

ALIVE = (Conversation.OPEN, Conversation.PAUSED)
SUPPORTER, SUPERVISOR = Participant.SUPPORTER, Participant.SUPERVISOR


def _readers() -> Any:
    """Parts of supervisors who may read beside a talk today: neither suspended nor without the right."""
    return Participant.objects.filter(part=SUPERVISOR, is_here=True, membership__in=holders(Right.SUPERVISOR))


def reader_of(conversation: Conversation) -> Membership | None:
    """The supervisor who reads beside `conversation` today, or None when nobody does."""
    part = _readers().filter(conversation=conversation).select_related("membership__person").first()
    return part.membership if part else None


def least_busy_supervisor(conversation: Conversation, supporter: Membership) -> Membership | None:
    """The supervisor with the fewest side channels open, who is not in the conversation and not blocked by or
    blocking the supporter; None when there is nobody."""
    inside = Participant.objects.filter(
        conversation=conversation, part__in=(Participant.MEMBER, Participant.SUPPORTER)
    )
    busy = Q(participations__part=SUPERVISOR, participations__is_here=True,
             participations__conversation__state__in=ALIVE)  # fmt: skip
    free = holders(Right.SUPERVISOR).exclude(pk__in=inside.values("membership"))
    free = free.exclude(pk=supporter.pk).exclude(person__in=blocked_person_ids(supporter.person))
    return free.annotate(beside=Count("participations", filter=busy)).order_by("beside", "pk").first()


def may_read_next(conversation: Conversation, supporter: Membership) -> Membership | None:
    """Who reads what `supporter` says aside now: whoever is there, or whoever would be asked."""
    return reader_of(conversation) or least_busy_supervisor(conversation, supporter)


def unread_asides(actor: Actor) -> list[Conversation]:
    """Talks of the actor, who supports in them, where they had asked somebody aside who reads no more."""
    if not actor.has(Right.SUPPORTER):
        return []
    mine = Participant.objects.filter(membership=actor.membership, part=SUPPORTER, is_here=True)
    side = Thread.objects.filter(conversation=OuterRef("pk"), kind=Thread.SIDE)
    rows = visible(actor, Action.SIDE_WRITE, Conversation).filter(
        Exists(side), state__in=ALIVE, pk__in=mine.values("conversation")
    )
    rows = rows.exclude(Exists(_readers().filter(conversation=OuterRef("pk"))))
    return list(rows.order_by("began_on", "pk"))


def tell_who_asked(supervisor: Membership) -> None:
    """Tell everybody who had asked `supervisor` aside that they read it no more; once for each talk."""
    beside = Participant.objects.filter(membership=supervisor, part=SUPERVISOR, is_here=True)
    threads = Thread.objects.filter(
        kind=Thread.SIDE, conversation__state__in=ALIVE, conversation__in=beside.values("conversation")
    )
    for thread in threads:
        live.changed(thread=thread.pk)
        asked = Participant.objects.filter(
            conversation=thread.conversation_id, part=SUPPORTER, is_here=True
        ).select_related("membership")
        for one in asked:
            news.tell(one.membership.person_id)


def note_reader(conversation: Conversation, supporter: Membership) -> Membership | None:
    """Who a note after a hard talk goes to; after a hand-over, who stands beside the talk is another's."""
    supports = Participant.objects.filter(
        conversation=conversation, membership=supporter, part=SUPPORTER, is_here=True
    )
    if supports.exists():
        return may_read_next(conversation, supporter)
    return least_busy_supervisor(conversation, supporter)
