"""Showing chosen words of a meeting to those who look after safety, while they are still there."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find
from muruna.circles.models import Meeting, Room, Seat
from muruna.circles.rooms import read
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case

MOST_CHOSEN = 50


@all_or_nothing
def report_meeting(*, actor: Actor, meeting_id: UUID, ids: list[UUID], why: str) -> Case:
    """Hand chosen words to the case team, opened here with the actor's own key, and so known to be genuine.

    Raises NotFound, safeguarding's NobodyToTell, and ValidationError when none of them is somebody else's.
    """
    meeting = find(actor, Action.MEETING_REPORT, Meeting, meeting_id)
    floor = Room.objects.get(meeting=meeting, kind=Room.FLOOR)
    chosen = [one for one in read(actor, floor) if one.id in set(ids[:MOST_CHOSEN])]
    seats = {
        one.pk: one for one in Seat.objects.filter(circle=meeting.circle_id).select_related("membership")
    }
    others = [
        one for one in chosen if one.seat_id and seats[one.seat_id].membership_id != actor.membership.pk
    ]
    if not others:
        raise ValidationError(_("Please tick at least one message that somebody else wrote."))
    excerpts = [
        {
            "seq": one.seq,
            "sender_name": seats[one.seat_id].name if one.seat_id else "",
            "at": one.at.isoformat(),
            "text": one.text,
        }
        for one in chosen
    ]
    *also, named = [seats[one.seat_id].membership for one in others]
    case: Case = open_report(
        actor=actor, conversation=meeting, named=named, also_named=also, words=excerpts, why=why,
        action=Action.MEETING_REPORT,
    )  # fmt: skip
    trace(actor, Action.MEETING_REPORT, meeting)
    return case
