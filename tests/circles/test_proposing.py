"""A circle begins as it was read by whoever said yes, with hours that are still to come."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.circles.actions import proposing
from muruna.circles.models import Circle, Meeting
from muruna.circles.queries import as_shown
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.tenancy import in_space
from tests.circles.people import World, answer, form, make_world, plan
from tests.harness.at_once import at_once

SENTENCE = "It was changed after you opened this page."


def propose(world: World, **changes: Any) -> Circle:
    return proposing.propose_circle(actor=world.holder.actor, plan=plan(**changes), name="Robin")


def change(world: World, made: Circle, **changes: Any) -> None:
    proposing.change_proposal(actor=world.holder.actor, circle_id=made.pk, plan=plan(**changes))


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    return found[1] if found else ""


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "Something else altogether."},
        {"agreement": "No rules."},
        {"ages": ("25+",)},
        {"at": dt.time(23)},
        {"is_closed": True},
        {"capacity": 24},
        {"who_for": "Everybody."},
    ],
)
def test_nobody_says_yes_to_what_they_have_not_read(world: World, changes: dict[str, Any]) -> None:
    made, cora = propose(world), world.coordinator.browser()
    there = world.at(f"{made.pk}/answer/")
    seen = seen_on(cora.get(there).content.decode())

    change(world, made, **changes)
    refused = cora.post(there, form(begins="yes", seen=seen, words="My words."))

    page = refused.content.decode()
    assert refused.status_code == 422
    assert SENTENCE in page
    assert "My words." in page
    assert "checked" not in page
    assert Circle.objects.get(pk=made.pk).state == Circle.PROPOSED
    assert not Meeting.objects.filter(circle=made).exists()
    if "purpose" in changes:
        assert changes["purpose"] in page
    assert cora.post(there, form(begins="yes", seen=seen_on(page))).status_code == 303
    assert Circle.objects.get(pk=made.pk).state == Circle.OPEN


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_an_answer_says_what_it_answers(world: World, seen: str) -> None:
    made = propose(world)

    refused = world.coordinator.browser().post(world.at(f"{made.pk}/answer/"), form(begins="yes", seen=seen))

    assert refused.status_code == 422
    assert Circle.objects.get(pk=made.pk).state == Circle.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_what_is_changed_at_the_very_moment_of_the_yes_does_not_begin_unread() -> None:
    world = make_world()
    with in_space(world.space):
        made = propose(world)
        seen = as_shown(made)

    def changes() -> None:
        with in_space(world.space):
            change(world, made, purpose="CHANGED")

    def says_yes() -> None:
        with in_space(world.space):
            proposing.answer_proposal(
                actor=world.coordinator.actor, circle_id=made.pk, begins=True, seen=seen
            )

    errors = at_once([changes, says_yes])

    assert len(errors) == 1  # whoever comes second is refused
    with in_space(world.space):
        after = Circle.objects.get(pk=made.pk)
        assert (after.state, after.purpose) in {(Circle.OPEN, "To arrive."), (Circle.PROPOSED, "CHANGED")}


def test_whoever_answers_is_shown_all_of_it(world: World) -> None:
    made = propose(world, is_closed=True, rhythm="fortnightly", times=7, language="ar", title="Quiet hours")

    page = world.coordinator.browser().get(world.at(f"{made.pk}/answer/")).content.decode()

    page = page[page.index("<h2>") : page.index("<form", page.index("<h2>"))]
    for told in ("Quiet hours", "Every two weeks", "العربية", "A facilitator lets each person in", "25"):
        assert told in page
    assert page.count("<time") == 3


def test_an_hour_that_has_passed_today_is_refused_at_its_field(world: World) -> None:
    noon = dt.datetime.combine(today(), dt.time(12), dt.UTC) + dt.timedelta(days=1)
    with stopped_at(noon):
        with pytest.raises(ValidationError) as refused:
            propose(world, first_on=noon.date(), at=dt.time(3), time_zone="UTC", rhythm="once", times=1)
        assert list(refused.value.message_dict) == ["at"]

        # It is still yesterday there, and the evening is to come.
        propose(world, first_on=noon.date(), at=dt.time(3), time_zone="Pacific/Pago_Pago")


def test_a_proposal_whose_hours_have_passed_does_not_begin(world: World) -> None:
    made = propose(world, rhythm="once", times=1)
    with stopped_at(now() + dt.timedelta(days=3)):
        page = world.coordinator.browser().get(world.at(f"{made.pk}/answer/")).content.decode()
        assert "1 of its meetings lies in the past" in page
        with pytest.raises(ValidationError):
            answer(world, made)

        answer(world, made, begins=False, words="Which day?")

    assert Circle.objects.get(pk=made.pk).state == Circle.RETURNED


def test_whoever_answers_is_told_which_hours_are_lost(world: World) -> None:
    made = propose(world, times=4)
    with stopped_at(now() + dt.timedelta(days=9)):
        page = world.coordinator.browser().get(world.at(f"{made.pk}/answer/")).content.decode()
        assert "2 of its meetings lie in the past" in page
        answer(world, made)

        assert Meeting.objects.filter(circle=made).count() == 2
