"""A small world of circles: two who hold them, one who lets them begin, and those who sit in them."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from muruna.circles.actions.joining import ask_for_seat
from muruna.circles.actions.proposing import answer_proposal, propose_circle
from muruna.circles.logic.plan import Plan
from muruna.circles.models import Circle, Seat
from muruna.circles.queries import as_shown
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Right, Space
from tests.conversations.people import Somebody, open_space, somebody

AGREEMENT = "What is said here stays here.\nEverybody may pass."


def plan(**changes: Any) -> Plan:
    """A circle for adults that begins tomorrow and comes round each week."""
    usual = dict(
        template="new-here", title="New here", purpose="To arrive.", who_for="Whoever is new.",
        ages=("18-24", "25+"), capacity=3, language="en", is_closed=False, agreement=AGREEMENT,
        first_on=today() + dt.timedelta(days=1), at=dt.time(18), minutes=60, time_zone="Europe/Berlin",
        rhythm="weekly", times=6,
    )  # fmt: skip
    return Plan(**{**usual, **changes})


@dataclass
class World:
    """A space, those with a part in its circles, and the circle that they have."""

    space: Space
    holder: Somebody
    partner: Somebody
    coordinator: Somebody
    noor: Somebody
    sam: Somebody
    kim: Somebody
    late: Somebody
    minor: Somebody
    circle: Circle

    def again(self) -> Circle:
        return Circle.objects.get(pk=self.circle.pk)

    def seat(self, who: Somebody) -> Seat:
        return Seat.objects.exclude(state__in=(Seat.LEFT,)).get(circle=self.circle, membership=who.membership)

    def state_of(self, who: Somebody) -> str:
        return str(self.seat(who).state)

    def at(self, rest: str = "") -> str:
        return f"/s/{self.space.code}/circles/{rest}"


def sit_down(world: World, who: Somebody, name: str = "", **more: Any) -> Seat:
    """Ask for a seat, as the form does it."""
    circle = world.again()
    said: dict[str, Any] = {"declares": True, "agrees": True, "agreed_to": circle.agreement_version}
    return ask_for_seat(
        actor=who.actor, circle_id=circle.pk, name=name or f"{who.membership.name} here", **{**said, **more}
    )


def hold_beside(world: World) -> Seat:
    """The partner holds the circle too, as "Ash"."""
    return Seat.objects.create(
        space=world.space, circle=world.circle, membership=world.partner.membership, part=Seat.FACILITATOR,
        state=Seat.HERE, name="Ash", agreed_to=1,
    )  # fmt: skip


def answer(
    world: World, made: Circle, *, by: Somebody | None = None, begins: bool = True, words: str = ""
) -> None:
    """Say yes or no to a proposal, as it reads now."""
    read = Circle.objects.get(pk=made.pk)
    actor = (by or world.coordinator).actor
    answer_proposal(actor=actor, circle_id=made.pk, begins=begins, seen=as_shown(read), words=words)


def begin(world: World, **changes: Any) -> Circle:
    """One more circle of the holder's, which the coordinator has let begin."""
    made = propose_circle(actor=world.holder.actor, plan=plan(**changes), name="Robin")
    answer(world, made)
    return Circle.objects.get(pk=made.pk)


def make_world(**changes: Any) -> World:
    """Robin holds a circle of three places; Cora has let it begin; nobody sits in it yet."""
    with transaction.atomic():
        space = open_space("organisation")
        with in_space(space):
            people = {
                "holder": somebody(space, "Ren", Right.FACILITATOR, age_band="25+"),
                "partner": somebody(space, "Alex", Right.FACILITATOR, age_band="25+"),
                "coordinator": somebody(space, "Cora", Right.COORDINATOR, age_band="25+"),
                "noor": somebody(space, "Noor"),
                "sam": somebody(space, "Sam"),
                "kim": somebody(space, "Kim", age_band="25+"),
                "late": somebody(space, "Lou"),
                "minor": somebody(space, "Mina", age_band="16-17"),
            }
            world = World(space=space, circle=None, **people)  # type: ignore[arg-type]
            world.circle = begin(world, **changes)
            return world


def form(**fields: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {"key": str(uuid.uuid4()), **fields}
