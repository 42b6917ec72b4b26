"""Talks that somebody handed over: for two weeks they say how it was, and read what was said aside."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from muruna.access import Action, Actor, visible
from muruna.conversations.models import DAYS_AFTER, Debrief, HandOver, Thread
from muruna.conversations.words import Words, open_thread
from muruna.foundation.clock import today
from muruna.spaces.models import Membership

MOST = 1000  # messages of an aside that are shown


def handed_over(actor: Actor, id: UUID) -> HandOver | None:
    """That I handed this conversation over, if I did: how it was for me is still mine to say."""
    rows = visible(actor, Action.DEBRIEF_WRITE, HandOver).filter(conversation=id)
    return rows.select_related("conversation").first()


def lately_handed_over(actor: Actor) -> list[HandOver]:
    """Conversations that I handed over in the last two weeks and have written no note about since."""
    notes = Debrief.objects.filter(
        conversation=OuterRef("conversation"), writer=OuterRef("earlier"), day__gte=OuterRef("day")
    )
    rows = visible(actor, Action.DEBRIEF_WRITE, HandOver).exclude(Exists(notes))
    return list(rows.filter(day__gte=today() - dt.timedelta(days=DAYS_AFTER)).order_by("-day", "pk"))


def past_asides(actor: Actor) -> QuerySet[HandOver]:
    """Talks that I handed over, of which I still read what a supervisor and I had said aside."""
    mine = visible(actor, Action.SIDE_SEE, Thread).filter(kind=Thread.PAST)
    rows = HandOver.objects.filter(aside__in=mine.values("pk"), earlier=actor.membership)
    return rows.select_related("aside").order_by("-day", "pk")


def said_aside(actor: Actor, hand_over: HandOver | None) -> list[tuple[Words, str]]:
    """What was said aside before I handed this over, with its writer's name ("" for me), oldest first."""
    row = past_asides(actor).filter(pk=hand_over.pk).first() if hand_over else None
    if row is None:
        return []
    words = open_thread(actor, row.aside, most=MOST)
    names = dict(Membership.objects.filter(pk__in={one.sender_id for one in words}).values_list("pk", "name"))
    names[actor.membership.pk] = ""
    return [(one, names.get(one.sender_id, "")) for one in words if one.text is not None]
