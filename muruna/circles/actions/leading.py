"""What those who hold a meeting do: the parts of the show, turns, hands, and keeping its peace."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked
from muruna.circles.logic.show import ROUND
from muruna.circles.logic.show import step as step_of
from muruna.circles.models import Meeting, Presence, Room
from muruna.circles.queries.meetings import presence_of_member
from muruna.circles.rooms import renew_floor
from muruna.circles.turns import give_next
from muruna.foundation import live
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace

BECAUSE = ("agreement", "safety", "over_time", "other")
PUT_OUT = "put_out"
CHANGES: dict[str, dict[str, int | str]] = {
    "mute": {"is_muted": True},
    "unmute": {"is_muted": False},
    PUT_OUT: {"is_out": True, "is_here": False, "hand": 0},
    "let_back": {"is_out": False, "out_because": ""},
}


def _leading(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = find_locked(actor, Action.MEETING_LEAD, Meeting, meeting_id)
    if meeting.state != Meeting.OPEN:
        raise ValidationError(_("This meeting is not open."))
    return meeting  # type: ignore[no-any-return]


@all_or_nothing
def move_on(*, actor: Actor, meeting_id: UUID, seen: str, by: int) -> None:
    """Go from the part that was `seen` to the next, or back; a round begins with its first turn.

    Nothing happens when somebody has moved on meanwhile: no part is skipped by two presses.
    """
    meeting = _leading(actor, meeting_id)
    if meeting.stage != seen:
        return
    meeting.stage, meeting.turn_of = step_of(meeting.stage, 1 if by > 0 else -1), None
    meeting.save(update_fields=["stage", "turn_of"])
    if meeting.stage == ROUND:
        Presence.objects.filter(meeting=meeting).update(has_had_turn=False)
        give_next(meeting)
    trace(actor, Action.MEETING_LEAD, meeting, reason=meeting.stage)
    _tell(meeting)


@all_or_nothing
def next_in_round(*, actor: Actor, meeting_id: UUID, seen: str) -> None:
    """Give the turn to the next one, when somebody is done or does not answer.

    `seen` is the seat whose turn it was on the page; nothing happens when it is somebody else's meanwhile.
    """
    meeting = _leading(actor, meeting_id)
    if meeting.stage == ROUND and str(meeting.turn_of_id or "") == seen:
        give_next(meeting)
        _tell(meeting)


@all_or_nothing
def lower_hand(*, actor: Actor, presence_id: UUID) -> None:
    """Take up what somebody raised a hand for."""
    presence = find(actor, Action.PRESENCE_LEAD, Presence, presence_id)
    _leading(actor, presence.meeting_id)
    Presence.objects.filter(pk=presence.pk).update(hand=0)
    _tell(presence.meeting)


@all_or_nothing
def look_after(*, actor: Actor, presence_id: UUID, what: str, because: str) -> None:
    """Mute a member, let them write again, put them out of this meeting or let them come back, traced why.

    Two who hold a circle cannot put each other out: those inside would be left with nobody.
    Raises NotFound, ValidationError.
    """
    meeting = _leading(actor, find(actor, Action.PRESENCE_LEAD, Presence, presence_id).meeting_id)
    presence = presence_of_member(actor, presence_id)
    if because not in BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    changes = CHANGES.get(what)
    if changes is None:
        raise ValidationError({"what": _("Please choose one.")})
    if what == PUT_OUT:
        changes = {**changes, "out_because": because}
    Presence.objects.filter(pk=presence.pk).update(**changes)
    trace(actor, Action.PRESENCE_LEAD, presence.seat_id, reason=f"{what}.{because}")
    if what == PUT_OUT:
        if meeting.turn_of_id == presence.seat_id:
            give_next(meeting)
        renew_floor(meeting)
    live.changed(thread=presence.pk)
    _tell(meeting)


def _tell(meeting: Meeting) -> None:
    for room in Room.objects.filter(meeting=meeting, kind=Room.FLOOR):
        live.changed(thread=room.pk)
