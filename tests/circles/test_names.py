"""Nobody is called so that they could be taken for somebody else in a circle."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from muruna.circles.actions import joining, leaving, wall
from muruna.circles.forms.circles import NameForm, PlanForm
from muruna.spaces.logic.names import folded
from tests.circles.people import World, begin, sit_down

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


def test_no_sign_that_turns_or_hides_stays_in_a_name_or_a_title() -> None:
    form = NameForm({"name": "Mo\u202eon\u2066\u200b", "pronouns": "\u202dthey", "key": str(uuid.uuid4())})
    assert form.is_valid()
    assert form.persona == {"name": "Moon", "pronouns": "they"}
    assert type(PlanForm.base_fields["title"]) is type(NameForm.base_fields["name"])


def test_a_closed_circle_is_not_called_open_in_the_list(world: World) -> None:
    begin(world, title="Behind a door", is_closed=True)
    page = world.noor.browser().get(world.at()).content.decode()
    assert page.count("Closed: you ask for a seat, and a facilitator answers") == 1


def test_the_first_week_leads_to_a_new_agreement(world: World) -> None:
    seat = sit_down(world, world.noor, "Moon")
    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")
    page = world.noor.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    assert "You have a name here. The agreement reads differently now" in page
    assert page.count(world.at(f"seats/{seat.pk}/agree/")) == 2
    assert "you have accepted the agreement" not in page
    assert world.at(f"{world.circle.pk}/wall/") not in page
