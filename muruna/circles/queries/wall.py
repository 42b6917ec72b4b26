"""Reading the wall of a circle, and what waits there for somebody."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from muruna.access import Action, Actor, find, visible
from muruna.accounts.queries import apart_in
from muruna.circles.logic.wall import is_new, waits_for_reader
from muruna.circles.models import Circle, Meeting, Post, Seat
from muruna.circles.walls import Written, opened
from muruna.foundation.clock import now, today
from muruna.safeguarding.queries import next_duty, unread_on_duty

MOST = 60


@dataclass
class Thread:
    """A post with what was written below it."""

    post: Written
    replies: list[Written] = field(default_factory=list)
    is_alone: bool = False  # a reply of the reader's whose post is hidden from them


def wall(actor: Actor, circle_id: UUID) -> list[Thread]:
    """The newest posts that the actor may read, newest first, with their replies; raises NotFound.

    A post that waits is seen by its writer and the facilitators; nobody sees those of whom they
    blocked in this circle.
    """
    circle = find(actor, Action.CIRCLE_READ, Circle, circle_id)
    apart = apart_in(actor.person, circle.pk)
    holds = visible(actor, Action.CIRCLE_LEAD, Circle).filter(pk=circle.pk).exists()
    seen = Q(state=Post.SHOWN) | Q(seat__membership=actor.membership)
    rows = Post.objects.filter(circle=circle).exclude(state=Post.AWAY)
    rows = rows.exclude(seat__membership__person__in=apart)
    rows = rows if holds else rows.filter(seen)
    threads: dict[UUID, Thread] = {}
    newest = list(rows.filter(answers=None).order_by("-seq")[:MOST])
    for one in opened(actor, circle, newest):
        threads[one.id] = Thread(one)
    for one in opened(actor, circle, rows.filter(answers__in=list(threads)).order_by("seq")):
        threads[one.answers_id].replies.append(one)  # type: ignore[index]
    # What one has written is never gone for oneself because somebody blocked, even below words of theirs.
    mine = rows.filter(answers__seat__membership__person__in=apart, seat__membership=actor.membership)
    alone = [Thread(one, is_alone=True) for one in opened(actor, circle, mine.order_by("-seq")[:MOST])]
    return sorted([*threads.values(), *alone], key=lambda one: one.post.seq, reverse=True)


def taken_away(actor: Actor, circle: Circle) -> list[tuple[Written, str]]:
    """What the actor wrote and a facilitator took away, the newest first, with the reason."""
    mine = visible(actor, Action.POST_CHANGE, Post).filter(circle=circle, state=Post.AWAY)
    because = {one.pk: one.away_because for one in mine}
    return [(one, because[one.id]) for one in opened(actor, circle, mine.order_by("-seq"))]


def post_words(actor: Actor, post: Post) -> Written | None:
    """One post, opened; None when it is from before the actor came."""
    return next(iter(opened(actor, post.circle, [post])), None)


def post_waits(actor: Any, circle: Circle, seat: Seat, words: str) -> bool:
    """Whether these words on the wall wait now until a facilitator has read them."""
    return _waits(actor, circle, seat, _unread(actor, words, circle.language))


def post_may_wait(actor: Any, circle: Circle, seat: Seat | None, spoken: str) -> bool:
    """Whether a post to be written now may have to wait: in the circle's language, or the one `spoken`."""
    if seat is None or not _waits(actor, circle, seat, circle.language):
        return False  # it would not wait even where nobody reads it
    return any(_unread(actor, "", one) for one in dict.fromkeys([circle.language, spoken]))


def _waits(actor: Any, circle: Circle, seat: Seat, unread: str) -> bool:
    return waits_for_reader(
        shown_before=Post.objects.filter(circle=circle, seat=seat, state=Post.SHOWN).count(),
        first_posts_reviewed=actor.space.effective().first_posts_reviewed,
        reader_is_there=not unread,
        holds=seat.part == Seat.FACILITATOR,
    )


def _unread(actor: Any, words: str, beside: str) -> str:
    return unread_on_duty(actor.space, now(), words, beside=beside, never={actor.membership.pk})


def next_reader(actor: Any, circle: Circle, waiting: Written) -> dt.datetime | None:
    """When the next duty of somebody begins who reads what waits on the wall."""
    unread = _unread(actor, f"{waiting.note} {waiting.text}", circle.language)
    return next_duty(actor.space, now(), reads=unread or circle.language)


@dataclass(frozen=True)
class FirstWeek:
    """What somebody new may like to do, and whether they have done it."""

    has_written: bool
    next_meeting: Meeting | None
    buddy: Seat | None


def first_week(actor: Actor, seat: Seat | None) -> FirstWeek | None:
    """The path of somebody's first week in a circle; None when it is over or has not begun."""
    if seat is None or seat.state != Seat.HERE or seat.part != Seat.MEMBER or not is_new(seat.since, today()):
        return None
    coming: Any = visible(actor, Action.MEETING_SEE, Meeting).filter(
        circle=seat.circle_id, state__in=(Meeting.PLANNED, Meeting.OPEN)
    )
    buddy = Seat.objects.filter(pk=seat.buddy_id, state=Seat.HERE).first() if seat.buddy_id else None
    return FirstWeek(
        Post.objects.filter(seat=seat).exists(), coming.order_by("starts_at", "pk").first(), buddy
    )


def newcomers_of(seat: Seat | None) -> list[Seat]:
    """Those whom this seat keeps company in their first week."""
    if seat is None or not seat.offers_company:
        return []
    rows = Seat.objects.filter(buddy=seat, state=Seat.HERE).order_by("since", "pk")
    return [one for one in rows if is_new(one.since, today())]
