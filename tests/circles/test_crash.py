"""S5: a kill between two steps of giving up a seat leaves who sits and who reads the same people."""

import pytest

from muruna.accounts.keyring import container_keys, newest_epoch
from muruna.circles.actions import leaving
from muruna.circles.models import Seat
from tests.circles.people import World, sit_down
from tests.harness.dying import deaths, in_pieces


def faults(world: World) -> list[str]:
    """What each death left, where those who sit are not exactly those who read what is written next."""
    people = {name: getattr(world, name) for name in ("holder", "noor", "sam", "late")}
    mine = world.seat(world.sam).pk
    found = []
    for is_whole in deaths(lambda: leaving.leave_circle(actor=world.sam.actor, seat_id=mine)):
        newest = newest_epoch(world.circle.pk)
        sitting = set(
            Seat.objects.filter(circle=world.circle, state=Seat.HERE).values_list("membership", flat=True)
        )
        sit = {name for name, one in people.items() if one.membership.pk in sitting}
        read = {name for name, one in people.items() if newest in container_keys(one.actor, world.circle.pk)}
        due = {"holder", "noor", "late"} if is_whole else {"holder", "noor", "sam"}
        found += [f"{sit} sit, {read} read"] if not sit == read == due else []
    return found


@pytest.fixture
def full(world: World) -> World:
    """Three sit, and somebody waits for the first place."""
    for who in (world.noor, world.sam, world.kim, world.late):
        sit_down(world, who)
    return world


def test_a_kill_between_two_steps_parts_nobody_from_the_key(full: World) -> None:
    assert faults(full) == []


# Planted fault: every step stands by itself.
def test_steps_that_stand_by_themselves_are_found(full: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "leave_circle", leaving.leave_circle.__wrapped__)  # type: ignore[attr-defined]
    in_pieces(monkeypatch)

    assert faults(full)
