"""Circles of the walk: one in each state, with seats in each state, so that every page and deed is tried."""

import datetime as dt
from typing import Any

from muruna.circles.actions.calendars import make_feed
from muruna.circles.actions.joining import ask_for_seat
from muruna.circles.actions.leaving import end_circle, remove_from_circle
from muruna.circles.actions.meetings import end_meeting, enter_meeting, open_meeting
from muruna.circles.actions.proposing import answer_proposal, propose_circle
from muruna.circles.actions.taking_part import ask_aside, speak
from muruna.circles.actions.wall import write_post
from muruna.circles.logic.plan import Plan
from muruna.circles.models import Circle, Meeting, Post, Seat
from muruna.circles.queries import as_shown
from muruna.foundation.clock import now, today
from muruna.spaces.models import Membership
from tests.access.world import CANARY, World

# Who holds, lets begin, sits, waits and asks: in B everybody is the foreigner or the twin.
A = {"holder": "facilitator", "answers": "coordinator", "sits": "member", "waits": "friend", "asks": "second"}
B = {"holder": "foreigner", "answers": "twin", "sits": "twin", "waits": "twin", "asks": "twin"}


def sit(world: World, letter: str) -> None:
    """A closed and an open circle, a proposal, one that came back, and one that has ended."""
    cast = A if letter == "A" else B
    opened = begin(world, letter)
    _ask(world, letter, opened, cast["sits"])
    closed = begin(world, letter, is_closed=True)
    _ask(world, letter, closed, cast["asks"])
    propose(world, letter)
    returned = propose(world, letter)
    answer_proposal(
        actor=_actor(world, cast["answers"], letter),
        circle_id=returned.pk,
        begins=False,
        words="-",
        seen=as_shown(returned),
    )
    if letter == "A":
        _rest(world, opened)
    if letter == "A":
        meet(world, opened)
    ended = begin(world, letter)
    _ask(world, letter, ended, cast["sits"])
    end_circle(actor=_actor(world, cast["holder"], letter), circle_id=ended.pk, because="finished")


def meet(world: World, circle: Circle) -> None:
    """The first meeting of a circle has ended; the next one goes on, with a side room beside it."""
    first, second = Meeting.objects.filter(circle=circle).order_by("starts_at")[:2]
    holder, member = _actor(world, "facilitator", "A"), _actor(world, "member", "A")
    for meeting in (first, second):
        meeting.starts_at = now() + dt.timedelta(minutes=5)
        meeting.save()
        open_meeting(actor=holder, meeting_id=meeting.pk)
        enter_meeting(actor=member, meeting_id=meeting.pk)
        speak(actor=member, meeting_id=meeting.pk, text=f"{CANARY} said in a meeting")
        speak(actor=holder, meeting_id=meeting.pk, text=f"{CANARY} said by who holds it")
        if meeting == first:
            end_meeting(actor=holder, meeting_id=meeting.pk, because="finished", theme=f"{CANARY} theme")
    ask_aside(actor=member, meeting_id=second.pk, text=f"{CANARY} aside")
    missed = Meeting.objects.filter(circle=circle, state=Meeting.PLANNED).order_by("starts_at").last()
    Meeting.objects.filter(pk=missed.pk if missed else None).update(state=Meeting.MISSED)
    make_feed(actor=member)
    post = write_post(actor=member, circle_id=circle.pk, text=f"{CANARY} on the wall")
    write_post(actor=holder, circle_id=circle.pk, text=f"{CANARY} below", answers=post.pk)
    waiting = write_post(actor=member, circle_id=circle.pk, text=f"{CANARY} waits", note=f"{CANARY} note")
    Post.objects.filter(pk=waiting.pk).update(state=Post.WAITING)


def more(world: World) -> None:
    """One more circle that everybody can find, and one more proposal."""
    begin(world, "A")
    propose(world, "A")


def begin(world: World, letter: str, **changes: Any) -> Circle:
    """A circle that somebody has let begin."""
    made = propose(world, letter, **changes)
    answers = A["answers"] if letter == "A" else B["answers"]
    actor = _actor(world, answers, letter)
    return answer_proposal(actor=actor, circle_id=made.pk, begins=True, seen=as_shown(made))


def propose(
    world: World, letter: str, *, partner: Membership | None = None, is_closed: bool = False
) -> Circle:
    """A circle of the facilitator's."""
    word = CANARY if letter == "A" else "Other"
    plan = Plan(
        template="new-here", title=f"{word} title", purpose=f"{word} purpose", who_for=f"{word} who",
        ages=("18-24", "25+"), capacity=3, language="en", is_closed=is_closed, agreement=f"{word} agreement",
        first_on=today() + dt.timedelta(days=2), at=dt.time(18), minutes=60, time_zone="UTC",
        rhythm="weekly", times=4,
    )  # fmt: skip
    holder = _actor(world, A["holder"] if letter == "A" else B["holder"], letter)
    return propose_circle(actor=holder, plan=plan, name=f"{word} holds", partner=partner)


def _rest(world: World, opened: Circle) -> None:
    """Somebody waits, was removed, is asked to hold it too, or holds it beside."""
    for kind in ("supporter", "supervisor"):
        _ask(world, "A", opened, kind)
    _ask(world, "A", opened, A["waits"])
    removed = Seat.objects.get(circle=opened, membership=world.persona("supervisor"))
    Seat.objects.filter(circle=opened, membership=world.persona(A["waits"])).update(state=Seat.WAITING)
    remove_from_circle(actor=_actor(world, "facilitator", "A"), seat_id=removed.pk, because="other")
    Seat.objects.filter(circle=opened, membership=world.persona(A["waits"])).update(state=Seat.WAITING)
    _ask_to_hold(world)


def _ask_to_hold(world: World) -> None:
    held = begin(world, "A")
    Seat.objects.create(
        space=held.space, circle=held, membership=world.persona("ended"), part=Seat.FACILITATOR,
        state=Seat.INVITED,
    )  # fmt: skip
    Seat.objects.create(
        space=held.space, circle=held, membership=world.persona("supervisor"), part=Seat.FACILITATOR,
        state=Seat.HERE, name=f"{CANARY} beside", agreed_to=held.agreement_version,
    )  # fmt: skip


def _ask(world: World, letter: str, circle: Circle, kind: str) -> Seat:
    word = CANARY if letter == "A" else "Other"
    return ask_for_seat(
        actor=_actor(world, kind, letter), circle_id=circle.pk, name=f"{word} {kind} there",
        declares=True, agrees=True, agreed_to=circle.agreement_version,
    )  # fmt: skip


def _actor(world: World, kind: str, letter: str) -> Any:
    return world.people[kind].actor(world.spaces[letter])
