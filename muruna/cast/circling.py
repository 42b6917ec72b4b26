"""Circles of the demo world: proposed, answered, and the seats in them, each at its own time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from muruna.cast.meeting import meet
from muruna.cast.troupe import Troupe
from muruna.circles.actions.joining import accept_invitation, answer_asking, ask_for_seat
from muruna.circles.actions.proposing import answer_proposal, propose_circle
from muruna.circles.actions.wall import write_post
from muruna.circles.logic.plan import Plan
from muruna.circles.models import Circle, Seat
from muruna.circles.queries import as_shown
from muruna.circles.starting_points import templates
from muruna.foundation.clock import stopped_at, today
from muruna.spaces.models import Space


def gather(told: Mapping[str, Any], troupe: Troupe, space: Space, moment: dt.datetime) -> None:
    """One circle, from its proposal to where it stands at `moment`."""
    with stopped_at(moment - dt.timedelta(days=told["proposed_days_ago"])):
        circle = _propose(told, troupe, space, moment)
        if "answered_by" not in told:
            return
        reader = troupe.inside(told["answered_by"], space)
        answer_proposal(actor=reader, circle_id=circle.pk, begins=True, seen=as_shown(circle))
        if "partner" in told:
            _hold_too(told["partner"], troupe, space, circle)
        for row in told.get("seats", ()):
            _sit(row, told["by"], troupe, space, circle)
    for days_ago, who, text, *note in told.get("wall", ()):
        with stopped_at(moment - dt.timedelta(days=days_ago)):
            words = {"text": text, "note": note[0] if note else ""}
            write_post(actor=troupe.inside(who, space), circle_id=circle.pk, **words)
    for meeting in told.get("meetings", ()):
        meet(meeting, told["by"], circle, troupe, space)


def _propose(told: Mapping[str, Any], troupe: Troupe, space: Space, moment: dt.datetime) -> Circle:
    begun, holder = templates(told["language"])[told["template"]], troupe.inside(told["by"], space)
    first = today() + dt.timedelta(days=told["first_after_days"])
    plan = Plan(
        template=begun.id, title=begun.title, purpose=begun.purpose, who_for=begun.who_for,
        ages=tuple(told["ages"]), capacity=told.get("capacity", begun.capacity), language=told["language"],
        is_closed=begun.is_closed, agreement=begun.agreement, first_on=first,
        at=_hour(told["at"], space, moment), minutes=begun.minutes, time_zone=space.time_zone,
        rhythm=begun.rhythm, times=begun.times,
    )  # fmt: skip
    partner = troupe.inside(told["partner"]["handle"], space).membership if "partner" in told else None
    circle: Circle = propose_circle(
        actor=holder, plan=plan, name=told["name"], pronouns=told.get("pronouns", ""), partner=partner
    )
    return circle


def _hour(at: str, space: Space, moment: dt.datetime) -> dt.time:
    """The hour on the space's clock; "now" is a quarter of an hour before the demo was made."""
    if at != "now":
        return dt.time.fromisoformat(at)
    begun = (moment - dt.timedelta(minutes=15)).astimezone(ZoneInfo(space.time_zone))
    return begun.time().replace(second=0, microsecond=0)


def _hold_too(told: Mapping[str, Any], troupe: Troupe, space: Space, circle: Circle) -> None:
    actor = troupe.inside(told["handle"], space)
    seat = Seat.objects.get(circle=circle, membership=actor.membership)
    accept_invitation(
        actor=actor, seat_id=seat.pk, name=told["name"], pronouns=told.get("pronouns", ""), agrees=True,
        agreed_to=circle.agreement_version,
    )  # fmt: skip


def _sit(row: Mapping[str, Any], holder: str, troupe: Troupe, space: Space, circle: Circle) -> None:
    seat = ask_for_seat(
        actor=troupe.inside(row["by"], space), circle_id=circle.pk, name=row["name"],
        pronouns=row.get("pronouns", ""), declares=True, agrees=True, agreed_to=circle.agreement_version,
    )  # fmt: skip
    if seat.state == Seat.ASKED and not row.get("asks", False):
        answer_asking(actor=troupe.inside(holder, space), seat_id=seat.pk, lets_in=True)
