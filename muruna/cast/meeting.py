"""Meetings of the demo world's circles: one that was, one that goes on just now, and what was said in it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from muruna.cast.troupe import Troupe
from muruna.circles.actions import leading, meetings, taking_part
from muruna.circles.models import AfterCheck, Circle, Meeting
from muruna.foundation.clock import stopped_at
from muruna.spaces.models import Space

BETWEEN_LINES = dt.timedelta(seconds=70)


def meet(told: Mapping[str, Any], holder: str, circle: Circle, troupe: Troupe, space: Space) -> None:
    """The next meeting of `circle` that nobody has opened yet, as its script tells it."""
    meeting = Meeting.objects.filter(circle=circle, state=Meeting.PLANNED).order_by("starts_at")[0]
    moment = meeting.starts_at
    with stopped_at(moment):
        meetings.open_meeting(actor=troupe.inside(holder, space), meeting_id=meeting.pk)
        for who in told["inside"]:
            meetings.enter_meeting(actor=troupe.inside(who, space), meeting_id=meeting.pk)
    for who, text in told["lines"]:
        moment += BETWEEN_LINES
        with stopped_at(moment):
            actor = troupe.inside(who, space)
            if text == "->":
                meeting.refresh_from_db()
                leading.move_on(actor=actor, meeting_id=meeting.pk, seen=meeting.stage, by=1)
            else:
                taking_part.speak(actor=actor, meeting_id=meeting.pk, text=text)
    if "theme" in told:
        with stopped_at(moment):
            _end(told, holder, meeting, troupe, space)


def _end(told: Mapping[str, Any], holder: str, meeting: Meeting, troupe: Troupe, space: Space) -> None:
    meetings.end_meeting(
        actor=troupe.inside(holder, space), meeting_id=meeting.pk, because="finished", theme=told["theme"]
    )
    for who, belonged, took in told.get("answers", ()):
        actor = troupe.inside(who, space)
        check = AfterCheck.objects.get(meeting=meeting, seat__membership=actor.membership)
        meetings.answer_check(actor=actor, check_id=check.pk, given={"belonged": belonged, "took": took})
