"""Nobody is called so that they could be taken for somebody else in a circle."""

import pytest
from django.core.exceptions import ValidationError

from muruna.circles.actions import joining, wall
from muruna.circles.logic.names import folded
from tests.circles.people import World, sit_down

SAME = [
    "Robin",
    "robin",
    " Robin ",
    "Ro\u200bbin",
    "Rоbin",
    "Ｒｏｂｉｎ",
    "Robin\u3164",
    "Ro\u202ebin",
    "Róbin",
    "R0bin",
]


@pytest.mark.parametrize("name", SAME)
def test_a_name_that_looks_like_the_facilitators_is_refused_on_joining(world: World, name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        sit_down(world, world.noor, name)
    assert "name" in refusal.value.message_dict


def test_a_name_that_looks_like_anothers_is_refused_on_renaming(world: World) -> None:
    seat = sit_down(world, world.noor, "Moon")
    with pytest.raises(ValidationError):
        joining.change_name_here(actor=world.noor.actor, seat_id=seat.pk, name="ROBIN", pronouns="")
    joining.change_name_here(actor=world.noor.actor, seat_id=seat.pk, name="moon", pronouns="they")
    assert world.seat(world.noor).name == "moon"


def test_the_wall_says_who_holds_the_circle(world: World) -> None:
    sit_down(world, world.noor, "Moon")
    for who in (world.holder, world.noor):
        wall.write_post(actor=who.actor, circle_id=world.circle.pk, text="Hello.")

    page = world.noor.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode()

    assert "Robin</bdi> (holds this circle)" in page
    assert page.count("holds this circle") == 1


def test_different_names_stay_different() -> None:
    names = ["मा", "मी", "محمد", "محمود", "Ana", "Anna", "かな", "がな", "🌙", "🌞"]
    assert len({folded(one) for one in names}) == len(names)
