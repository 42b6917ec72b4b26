"""Who holds a circle today: a facilitator's seat counts only beside a right that is valid today."""

from typing import Any

from django.db.models import Q, QuerySet

from muruna.accounts.models import Person
from muruna.circles.models import Circle, Seat
from muruna.foundation.clock import today
from muruna.spaces.logic.rights import UNDER_18
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders, support_rights


def may_hold_minors(membership: Any, space: Any) -> bool:
    """Whether they may hold circles of people under 18: as for 1:1 talks, by a right that names them."""
    if membership.is_minor or not space.effective().adults_support_minors:
        return False
    return any(UNDER_18 in right.tracks for right in support_rights(membership))


def _trained(space: Any) -> list[Any]:
    """The personas of the active `space` who may hold circles of people under 18 today."""
    if not space.effective().adults_support_minors:
        return []
    day, able = today(), holders(Right.SUPPORTER)
    held = Right.objects.filter(role=Right.SUPPORTER, membership__in=able)
    rows = held.filter(starts_on__lte=day, ends_on__gte=day).select_related("membership")
    return [one.membership_id for one in rows if UNDER_18 in one.tracks and not one.membership.is_minor]


def holding(space: Any) -> Q:
    """Of the seats in all circles of the active `space`: those of facilitators who hold theirs today."""
    seats = Q(part=Seat.FACILITATOR, state=Seat.HERE, membership__in=holders(Right.FACILITATOR))
    return seats & (Q(circle__is_for_minors=False) | Q(membership__in=_trained(space)))


def holders_of(circle: Circle) -> QuerySet[Seat]:
    """The seats of those who hold `circle` today."""
    seats = Seat.objects.filter(
        circle=circle, part=Seat.FACILITATOR, state=Seat.HERE, membership__in=holders(Right.FACILITATOR)
    )
    return seats.filter(membership__in=_trained(circle.space)) if circle.is_for_minors else seats


def readers_in(circle: Circle) -> QuerySet[Seat]:
    """The seats of those who may read what is written in `circle` from now on."""
    here = Seat.objects.filter(circle=circle, state=Seat.HERE, membership__state=Membership.ACTIVE)
    return here.filter(Q(part=Seat.MEMBER) | Q(pk__in=holders_of(circle).values("pk")))


def people_of(seats: QuerySet[Seat]) -> list[Person]:
    """The people who sit there."""
    return [one.membership.person for one in seats.select_related("membership__person")]
