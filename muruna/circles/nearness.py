"""Which facilitators are really there: somebody whose open page was heard just now."""

import datetime as dt
from typing import Any

from django.db.models import Q

from muruna.accounts.queries import apart_in
from muruna.circles.holders import holders_of
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


def to_be_asked(asker: Seat, meeting: Meeting) -> list[Seat]:
    """All others who hold the circle today and were not put out, but for whom the asker keeps apart from."""
    out = Presence.objects.filter(meeting=meeting, is_out=True).values("seat")
    rows = holders_of(meeting.circle).exclude(pk=asker.pk).exclude(pk__in=out)
    apart = apart_in(asker.membership.person, meeting.circle_id)  # they would not read each other's words
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
