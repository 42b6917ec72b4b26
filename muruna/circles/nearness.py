"""Which facilitators are really there: somebody whose open page was heard just now."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q

from muruna.accounts.queries import apart_in
from muruna.circles.models import Meeting, Presence, Room, Seat
from muruna.foundation.clock import now

HEARD = dt.timedelta(seconds=60)  # an open page is heard every 20 seconds
OFTEN = dt.timedelta(seconds=10)


def hear(seats: Any) -> None:
    """Note that a page of those who sit there is open now; of facilitators inside a meeting alone."""
    inside = Presence.objects.filter(seat__in=seats, seat__part=Seat.FACILITATOR, is_here=True, is_out=False)
    inside.filter(Q(heard_at=None) | Q(heard_at__lt=now() - OFTEN)).update(heard_at=now())


def is_heard(presence: Presence) -> bool:
    """Whether an open page of theirs was heard just now."""
    return presence.heard_at is not None and presence.heard_at > now() - HEARD


def holding(actor: Any, circle_id: UUID, besides: UUID) -> list[Seat]:
    """Everybody else who holds the circle, but for whom the actor keeps apart from."""
    rows = Seat.objects.filter(circle=circle_id, part=Seat.FACILITATOR, state=Seat.HERE).exclude(pk=besides)
    apart = apart_in(actor.person, circle_id)  # they would not read each other's words
    return list(
        rows.exclude(membership__person__in=apart).select_related("membership__person").order_by("pk")
    )


def there(meeting: Meeting, seats: list[Seat]) -> list[Seat]:
    """Those of `seats` who are inside and were heard just now; who leads comes last."""
    rows = Presence.objects.filter(meeting=meeting, is_here=True, is_out=False, seat__in=seats)
    heard = {one.seat_id for one in rows if is_heard(one)}
    return sorted((one for one in seats if one.pk in heard), key=lambda one: one.pk == meeting.led_by_id)


def has_left(room: Room) -> bool:
    """Whether the facilitator who was asked has gone out of the meeting."""
    here = Presence.objects.filter(meeting=room.meeting_id, seat=room.helper_id, is_here=True, is_out=False)
    return room.helper_id is not None and not here.exists()
