"""Two presses on the same page move a meeting on once: no part and nobody's turn is skipped."""

import re

import pytest

from muruna.circles.actions import leading, meetings, taking_part
from muruna.circles.models import Meeting
from muruna.foundation.clock import stopped_at
from muruna.foundation.tenancy import in_space
from tests.circles.people import World, form, hold_beside, make_world, sit_down
from tests.circles.test_meetings import meeting
from tests.conversations.people import Somebody
from tests.harness.at_once import at_once

__all__ = ["meeting"]


def press_on(page: str, what: str) -> str:
    """What the button that does `what` sends from this page."""
    found = re.search(rf'name="what" value="({what}[^"]*)"', page)
    assert found
    return found[1]


def test_a_part_is_not_skipped_by_two_who_press_on_the_same_page(world: World, meeting: Meeting) -> None:
    first, second = world.holder.browser(), world.partner.browser()
    there = world.at(f"meetings/{meeting.pk}/")
    for what, part in (("forward", "agreement"), ("back", "welcome")):
        presses = [(one, press_on(one.get(there).content.decode(), what)) for one in (first, second)]

        answers = [one.post(f"{there}lead/", form(what=value)) for one, value in presses]

        assert [one.status_code for one in answers] == [303, 303]
        assert Meeting.objects.get(pk=meeting.pk).stage == part


def test_a_turn_is_not_skipped_by_one_who_is_done_and_one_who_moves_on(
    world: World, meeting: Meeting
) -> None:
    for part in ("welcome", "agreement"):
        leading.move_on(actor=world.holder.actor, meeting_id=meeting.pk, seen=part, by=1)
    turn = Meeting.objects.get(pk=meeting.pk).turn_of
    who, other = (world.noor, world.sam) if turn == world.seat(world.noor) else (world.sam, world.noor)
    there, browser = world.at(f"meetings/{meeting.pk}/"), world.holder.browser()
    value = press_on(browser.get(there).content.decode(), "next")

    taking_part.finish_turn(actor=who.actor, meeting_id=meeting.pk)
    browser.post(f"{there}lead/", form(what=value))

    assert Meeting.objects.get(pk=meeting.pk).turn_of == world.seat(other)
    browser.post(f"{there}lead/", form(what=press_on(browser.get(there).content.decode(), "next")))
    assert Meeting.objects.get(pk=meeting.pk).turn_of is None


@pytest.mark.parametrize("what", ["forward", "back", "next", "forward.", "next.x", "forward.none"])
def test_a_press_that_does_not_say_what_it_saw_moves_nothing(
    world: World, meeting: Meeting, what: str
) -> None:
    world.holder.browser().post(world.at(f"meetings/{meeting.pk}/lead/"), form(what=what))

    assert Meeting.objects.get(pk=meeting.pk).stage == "welcome"


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_very_same_moment_move_on_once() -> None:
    world = make_world()
    with in_space(world.space):
        made = Meeting.objects.order_by("starts_at")[0]
        hold_beside(world)
        for who in (world.noor, world.sam):
            sit_down(world, who)
        with stopped_at(made.starts_at):
            meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
            for who in (world.noor, world.sam):
                meetings.enter_meeting(actor=who.actor, meeting_id=made.pk)

    def forward(who: Somebody, seen: str) -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            leading.move_on(actor=who.actor, meeting_id=made.pk, seen=seen, by=1)

    for seen in ("welcome", "agreement"):
        twice = [lambda who=who, seen=seen: forward(who, seen) for who in (world.holder, world.partner)]
        assert at_once(twice) == []
    with in_space(world.space):
        now = Meeting.objects.get(pk=made.pk)
        assert now.stage == "round"
        turn = now.turn_of
    who = world.noor if turn and turn.membership_id == world.noor.membership.pk else world.sam

    def done() -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            taking_part.finish_turn(actor=who.actor, meeting_id=made.pk)

    def next_one(by: Somebody) -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            leading.next_in_round(actor=by.actor, meeting_id=made.pk, seen=str(now.turn_of_id))

    assert at_once([done, lambda: next_one(world.holder), lambda: next_one(world.partner)]) == []

    with in_space(world.space):
        after = Meeting.objects.get(pk=made.pk)
        assert after.turn_of_id not in (None, now.turn_of_id)
