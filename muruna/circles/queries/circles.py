"""Reading circles: those I may know of, one of them, its people."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from muruna.access import Action, Actor, NotFound, visible
from muruna.accounts.queries import apart_in
from muruna.circles import holders
from muruna.circles.access import unheard
from muruna.circles.logic.series import BadRule, Series, occurrences, rhythm_of
from muruna.circles.models import Circle, Seat
from muruna.foundation.clock import now
from muruna.foundation.vault import as_read
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders as facilitators

MOST = 60  # circles on the list
# All of a proposal that its writer can change.
SHOWN = ("title", "purpose", "who_for", "ages", "capacity", "language", "is_closed", "agreement", "first_on",
         "at", "minutes", "time_zone", "rule")  # fmt: skip


@dataclass(frozen=True)
class View:
    """A circle as one person sees it."""

    circle: Circle
    mine: Seat | None  # my seat, whatever its state, but for one that I gave up
    holding: list[Seat]  # the facilitators who are there
    may: frozenset[str]  # what I may do: join, read, lead, change, approve, end

    @property
    def is_mine(self) -> bool:
        """Whether I sit in it, hold it, wait for it, or proposed it."""
        has_seat = self.mine is not None and self.mine.state in Seat.ALIVE
        return has_seat or "change" in self.may

    @property
    def must_agree(self) -> bool:
        """Whether the agreement has changed since I accepted it."""
        seat = self.mine
        return bool(
            seat
            and self.circle.state == Circle.OPEN
            and seat.state in (Seat.ASKED, Seat.WAITING, Seat.HERE)
            and seat.agreed_to != self.circle.agreement_version
        )


DEEDS = {
    "join": Action.CIRCLE_JOIN,
    "read": Action.CIRCLE_READ,
    "lead": Action.CIRCLE_LEAD,
    "change": Action.CIRCLE_CHANGE,
    "approve": Action.CIRCLE_APPROVE,
    "end": Action.CIRCLE_END,
}


def _rows(actor: Actor) -> QuerySet[Circle]:
    mine = Seat.objects.filter(membership=actor.membership).exclude(state=Seat.LEFT)
    mine = mine.exclude(unheard(actor)).order_by("since", "pk")
    holding = Seat.objects.filter(holders.holding(actor.space)).order_by("since", "pk")
    rows = visible(actor, Action.CIRCLE_SEE, Circle).prefetch_related(
        Prefetch("seats", mine, to_attr="my_seats"), Prefetch("seats", holding, to_attr="holding")
    )
    may = {f"may_{name}": Exists(visible(actor, deed, Circle).filter(pk=OuterRef("pk")))
           for name, deed in DEEDS.items()}  # fmt: skip
    return rows.annotate(**may)


def _view(circle: Any) -> View:
    seats: list[Seat] = circle.my_seats
    may = frozenset(name for name in DEEDS if getattr(circle, f"may_{name}"))
    return View(circle, seats[-1] if seats else None, circle.holding, may)


def circles_of(actor: Actor) -> list[View]:
    """Every circle that the actor may know of: those in which they sit or wait first, then the others."""
    with_seat = Exists(Seat.objects.filter(circle=OuterRef("pk"), membership=actor.membership,
                                           state__in=Seat.ALIVE))  # fmt: skip
    order = Case(When(with_seat, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = _rows(actor).annotate(order=order).order_by("order", "state", "-proposed_on", "pk")
    return [_view(circle) for circle in rows[:MOST]]


def circle_view(actor: Actor, id: UUID) -> View:
    """One circle; raises NotFound."""
    circle = _rows(actor).filter(pk=id).first()
    if circle is None:
        raise NotFound
    return _view(circle)


def coming(circle: Circle, most: int = 3) -> list[dt.datetime]:
    """The next starts of the circle's series (UTC), as it was planned."""
    series = Series(circle.first_on, circle.at, circle.minutes, circle.time_zone, circle.rule)
    try:
        return [start for start in occurrences(series) if start > now()][:most]
    except BadRule:
        return []


def hours_ahead(circle: Circle) -> tuple[int, int]:
    """How many meetings the circle's series has, and how many of them are still to come."""
    _rhythm, times = rhythm_of(circle.rule)
    return times, len(coming(circle, times))


def as_shown(circle: Circle) -> str:
    """The mark of a proposal as it reads now (see `vault.as_read`)."""
    return as_read("circle as shown", [str(getattr(circle, name)) for name in SHOWN])


def people_of(actor: Actor, circle: Circle) -> list[Seat]:
    """Everybody in a circle that the actor sits in or holds, by the name that each has there."""
    if not visible(actor, Action.CIRCLE_READ, Circle).filter(pk=circle.pk).exists():
        return []
    held = Q(part=Seat.MEMBER) | Q(pk__in=holders.holders_of(circle).values("pk"))
    here = Seat.objects.filter(held, circle=circle, state=Seat.HERE)
    apart = apart_in(actor.person, circle.pk)
    return list(here.exclude(membership__person__in=apart).order_by("part", "since", "pk"))


def seats_to_answer(actor: Actor, circle: Circle) -> list[Seat]:
    """Who asks to be let in."""
    return list(visible(actor, Action.SEAT_ANSWER, Seat).filter(circle=circle).order_by("place", "pk"))


def others_seats(actor: Actor, circle: Circle) -> list[Seat]:
    """Everybody whose seat the actor could take away, those who sit first."""
    rows = visible(actor, Action.SEAT_REMOVE, Seat).filter(circle=circle).exclude(state=Seat.ASKED)
    return list(rows.order_by("state", "place", "pk"))


def seats_beside(actor: Actor, circle: Circle) -> list[Seat]:
    """The seats of others who hold a circle that the actor holds."""
    return list(visible(actor, Action.SEAT_ASK_AWAY, Seat).filter(circle=circle).order_by("since", "pk"))


def seats_to_decide(actor: Actor) -> list[Seat]:
    """Seats of those who hold a circle, where another who holds it asks the actor to take it away."""
    if not actor.has(Right.COORDINATOR):
        return []
    rows = visible(actor, Action.SEAT_REMOVE, Seat).filter(part=Seat.FACILITATOR, state=Seat.HERE)
    return list(rows.exclude(asked_away_because="").select_related("circle").order_by("since", "pk"))


def who_asks(seat: Seat) -> str:
    """What whoever asks for this seat to be taken is called in its circle; empty when they have left it."""
    found = Seat.objects.filter(circle=seat.circle_id, membership=seat.asked_away_by_id, state=Seat.HERE)
    return "".join(one.name for one in found[:1])


def asked_to_agree(actor: Actor) -> bool:
    """Whether the agreement of one of the actor's circles has changed since they accepted it."""
    mine = Seat.objects.filter(membership=actor.membership, state=Seat.HERE, circle__state=Circle.OPEN)
    return bool(mine.exclude(agreed_to=F("circle__agreement_version")).exists())


def possible_partners(actor: Actor) -> list[Membership]:
    """Whom the actor may ask to hold a circle together."""
    others = facilitators(Right.FACILITATOR).exclude(pk=actor.membership.pk)
    # Whom they blocked in a circle stays: a persona that is missing here would be known for that seat's.
    return list(others.exclude(person__in=apart_in(actor.person, actor.space.pk)).order_by("pk"))


def have_met(actor: Actor, membership: Any) -> bool:
    """Whether the actor sits in a circle with this persona."""
    mine = Seat.objects.filter(membership=actor.membership, state=Seat.HERE).values("circle")
    return bool(Seat.objects.filter(Q(circle__in=mine), membership=membership, state=Seat.HERE).exists())
