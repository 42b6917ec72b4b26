"""Whose turn it is in the round of a meeting."""

from typing import Any

from muruna.circles.logic.show import Inside, next_turn
from muruna.circles.models import Presence, Seat


def give_next(meeting: Any) -> None:
    """The turn goes to the next in the round of the locked `meeting`, or to nobody when all had theirs."""
    if meeting.turn_of_id:
        Presence.objects.filter(meeting=meeting, seat=meeting.turn_of_id).update(has_had_turn=True)
    rows = Presence.objects.filter(meeting=meeting, is_out=False).order_by(
        "seat__part", "seat__since", "seat"
    )
    order = [
        (Inside(one.is_quiet, one.has_had_turn, one.is_here), one.seat_id)
        for one in rows.exclude(seat__part=Seat.FACILITATOR)
    ]
    meeting.turn_of_id = next_turn(order)
    meeting.save(update_fields=["turn_of"])
