"""When somebody's right to be in a circle ends, rests or comes back: its keys and its meetings follow."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from muruna.accounts.keyring import newest_epoch
from muruna.accounts.models import ContentGrant
from muruna.circles.holders import holding, readers_in
from muruna.circles.models import Circle, Presence, Seat
from muruna.circles.rooms import go_out
from muruna.circles.seating import lock, renew_key
from muruna.spaces.models import Space


def settle_standing(memberships: Any) -> None:
    """Renew the keys of every circle of theirs; whoever may not be there is in no meeting any more."""
    rows = Seat.objects.filter(membership__in=memberships, state=Seat.HERE, circle__state=Circle.OPEN)
    _settle(rows.order_by("circle", "pk"))


def settle_what_ran_out(space: Space) -> None:
    """The same in the active `space` for those whose right ended with its day: nobody ended it by a deed."""
    held = Seat.objects.filter(holding(space))
    seats = Seat.objects.filter(part=Seat.FACILITATOR, state=Seat.HERE, circle__state=Circle.OPEN)
    gone = seats.exclude(pk__in=held.values("pk")).select_related("membership").order_by("circle", "pk")
    _settle([one for one in gone if _is_let_in(one)])


def _is_let_in(seat: Seat) -> bool:
    """Whether keys or a meeting are still open to them."""
    newest = newest_epoch(seat.circle_id)
    grants = ContentGrant.objects.filter(container=seat.circle_id, epoch=newest)
    inside = Presence.objects.filter(seat=seat, is_here=True)
    return grants.filter(person=seat.membership.person_id).exists() or inside.exists()


def _settle(seats: Iterable[Seat]) -> None:
    for one in seats:
        with transaction.atomic():
            circle = lock(one.circle_id)
            seat = Seat.objects.filter(pk=one.pk, state=Seat.HERE).first()
            if seat is None or circle.state != Circle.OPEN:
                continue
            if not readers_in(circle).filter(pk=seat.pk).exists():
                go_out(circle, seat, is_out=False)
            renew_key(circle)
