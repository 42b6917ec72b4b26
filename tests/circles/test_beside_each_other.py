"""Nobody who holds a circle takes the seat of another who does: they ask, and somebody outside decides."""

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.accounts.keyring import container_keys, newest_epoch
from muruna.circles.actions import leaving
from muruna.circles.models import Seat
from muruna.foundation.models import OutboxEvent, Trace
from muruna.spaces.models import Right
from tests.circles.people import World, form, hold_beside
from tests.conversations.people import Somebody, somebody


@pytest.fixture
def ash(world: World) -> Seat:
    """The seat of the second who holds the circle."""
    return hold_beside(world)


def ask(world: World, ash: Seat, because: str = "agreement") -> None:
    leaving.ask_to_remove(actor=world.holder.actor, seat_id=ash.pk, because=because)


def state(seat: Seat) -> str:
    return str(Seat.objects.get(pk=seat.pk).state)


def page(who: Somebody, world: World, rest: str = "") -> str:
    return who.browser().get(world.at(rest)).content.decode()


def test_one_who_holds_a_circle_takes_no_seat_of_another_who_does(world: World, ash: Seat) -> None:
    other = world.seat(world.holder)

    for who, seat in ((world.holder, ash), (world.partner, other)):
        with pytest.raises(NotFound):
            leaving.remove_from_circle(actor=who.actor, seat_id=seat.pk, because="safety")
    answer = world.partner.browser().post(world.at(f"seats/{other.pk}/remove/"), form(because="safety"))

    assert answer.status_code in (303, 404)
    assert (state(ash), state(other)) == (Seat.HERE, Seat.HERE)


def test_they_ask_and_a_coordinator_decides(world: World, ash: Seat) -> None:
    people = page(world.holder, world, f"{world.circle.pk}/people/")
    assert "Ash" in people
    assert "a coordinator decides" in people

    answer = world.holder.browser().post(world.at(f"seats/{ash.pk}/ask-away/"), form(because="agreement"))

    assert answer.status_code == 303
    assert state(ash) == Seat.HERE
    assert OutboxEvent.objects.filter(
        topic="person.news", payload__person=str(world.coordinator.person.pk)
    ).exists()
    assert not OutboxEvent.objects.filter(
        topic="person.news", payload__person=str(world.partner.person.pk)
    ).exists()
    assert "You have asked" in page(world.holder, world, f"{world.circle.pk}/people/")
    assert "asked" not in page(world.partner, world, f"{world.circle.pk}/people/")
    assert f"seats/{ash.pk}/remove/" in page(world.coordinator, world)
    told = page(world.coordinator, world, f"seats/{ash.pk}/remove/")
    assert "The agreement was not kept" in told
    assert "Robin" in told

    done = world.coordinator.browser().post(world.at(f"seats/{ash.pk}/remove/"), form(because="agreement"))

    assert done.status_code == 303
    assert state(ash) == Seat.REMOVED
    assert newest_epoch(world.circle.pk) not in container_keys(world.partner.actor, world.circle.pk)
    assert Trace.objects.filter(action="seat.remove", reason="agreement").count() == 1
    assert f"seats/{ash.pk}/remove/" not in page(world.coordinator, world)


def test_a_coordinator_may_leave_it_as_it_is(world: World, ash: Seat) -> None:
    ask(world, ash)

    done = world.coordinator.browser().post(world.at(f"seats/{ash.pk}/remove/"), form(because="stays"))

    assert done.status_code == 303
    assert state(ash) == Seat.HERE
    assert f"seats/{ash.pk}/remove/" not in page(world.coordinator, world)
    assert "You have asked" not in page(world.holder, world, f"{world.circle.pk}/people/")


@pytest.mark.parametrize("who", ["late", "noor"])
def test_nobody_else_asks_or_decides(world: World, ash: Seat, who: str) -> None:
    actor = getattr(world, who).actor

    with pytest.raises(NotFound):
        leaving.ask_to_remove(actor=actor, seat_id=ash.pk, because="safety")
    with pytest.raises(NotFound):
        leaving.remove_from_circle(actor=actor, seat_id=ash.pk, because="safety")
    with pytest.raises(NotFound):
        leaving.leave_seat_as_it_is(actor=actor, seat_id=ash.pk)


def test_a_coordinator_who_holds_the_circle_too_decides_nothing_in_it(world: World, ash: Seat) -> None:
    both = somebody(world.space, "Bo", Right.FACILITATOR, Right.COORDINATOR, age_band="25+")
    Seat.objects.create(
        space=world.space, circle=world.circle, membership=both.membership, part=Seat.FACILITATOR,
        state=Seat.HERE, name="Oak", agreed_to=1,
    )  # fmt: skip
    Right.objects.filter(membership=world.coordinator.membership).delete()

    with pytest.raises(NotFound):
        leaving.remove_from_circle(actor=both.actor, seat_id=ash.pk, because="safety")
    with pytest.raises(ValidationError, match="Nobody"):
        ask(world, ash)

    assert state(ash) == Seat.HERE


def test_an_invitation_that_was_not_answered_is_taken_back_as_before(world: World, ash: Seat) -> None:
    Seat.objects.filter(pk=ash.pk).update(state=Seat.INVITED)

    leaving.remove_from_circle(actor=world.holder.actor, seat_id=ash.pk, because="other")

    assert state(ash) == Seat.REMOVED
