"""Only who holds a circle today is asked for help, leads, and reads: a right that ended or rests is none."""

import datetime as dt
import threading
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.circles import queries as circles
from muruna.circles.actions import meetings, taking_part
from muruna.circles.actions.wall import write_post
from muruna.circles.events import circles_to_hear, circles_to_write_for, look_who_may_hold
from muruna.circles.feeds import _meetings
from muruna.circles.models import Meeting, Post, Presence, Room
from muruna.circles.nearness import there
from muruna.circles.queries import meetings as queries
from muruna.circles.queries.wall import wall
from muruna.circles.tasks import tidy_meetings
from muruna.circles.walls import opened
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.members import restore_member, suspend_member
from muruna.spaces.actions.rights import end_right
from muruna.spaces.models import Membership, Right
from tests.circles.people import World, begin, hold_beside, make_world, sit_down
from tests.circles.test_asking_aside import ask
from tests.circles.test_meetings import meeting, presence, said, say
from tests.conversations.people import Somebody, somebody
from tests.harness.at_once import at_once

__all__ = ["meeting"]


def end(world: World, who: Somebody, role: str = Right.FACILITATOR) -> None:
    """Somebody else ends their right; what follows from it comes a moment later."""
    right = Right.objects.get(membership=who.membership, role=role)
    end_right(actor=world.coordinator.actor, right=right)
    who.roles -= {role}


def suspend(world: World, who: Somebody) -> None:
    suspend_member(actor=world.coordinator.actor, membership=who.membership, reason="safety")
    who.membership.refresh_from_db()


def follows(world: World, who: Somebody) -> None:
    look_who_may_hold(space=world.space.pk, membership=who.membership.pk)


def reads(who: Somebody, room: Room) -> list[str]:
    seen = queries.side_room(who.actor, room.pk)
    return [one.text for one in queries.words_of(who.actor, seen)]


@pytest.mark.parametrize("stops", [end, suspend])
def test_not_ok_goes_to_who_still_holds_the_circle(world: World, meeting: Meeting, stops: Any) -> None:
    stops(world, world.partner)

    room = ask(world, meeting)

    assert room.helper == world.seat(world.holder)
    assert reads(world.holder, room) == ["I am not OK."]


def test_whoever_holds_it_no_more_opens_no_side_room(world: World, meeting: Meeting) -> None:
    with stopped_at(now() + dt.timedelta(seconds=75)):
        unanswered = ask(world, meeting)
    answered = taking_part.ask_aside(actor=world.sam.actor, meeting_id=meeting.pk, text="Nor am I.")
    answered.helper = world.seat(world.partner)
    answered.save()

    end(world, world.partner)

    for room in (unanswered, answered):
        with pytest.raises(NotFound):
            queries.side_room(world.partner.actor, room.pk)
        with pytest.raises(NotFound):
            taking_part.say_aside(actor=world.partner.actor, room_id=room.pk, text="I am here.")


@pytest.mark.parametrize("stops", [end, suspend])
def test_what_was_asked_goes_on_to_the_others_at_once(world: World, meeting: Meeting, stops: Any) -> None:
    room = ask(world, meeting)
    assert room.helper == world.seat(world.partner)

    stops(world, world.partner)
    follows(world, world.partner)

    assert Room.objects.get(pk=room.pk).helper is None
    assert [one.pk for one in queries.side_rooms(world.holder.actor, meeting)] == [room.pk]
    page = world.noor.browser().get(world.at(f"rooms/{room.pk}/aside/")).content.decode()
    assert "What you write now reaches all the others who hold this circle." in page
    taking_part.say_aside(actor=world.noor.actor, room_id=room.pk, text="Is somebody there?")
    assert reads(world.holder, room) == ["Is somebody there?"]


def test_their_place_in_the_meeting_and_their_keys_end(world: World, meeting: Meeting) -> None:
    end(world, world.partner)
    follows(world, world.partner)

    seen = queries.show(world.noor.actor, meeting.pk)
    floor: Any = queries.floor_of(meeting)
    inside = queries.panel(world.noor.actor, seen, floor, []).inside
    assert "Ash" not in [one.seat.name for one in inside]
    assert not presence(world.partner, meeting).is_here
    back = Room.objects.get(meeting=meeting, kind=Room.BACK)
    taking_part.say_back(actor=world.holder.actor, room_id=back.pk, text="Only us now.")
    say(world.noor, meeting, "after")
    assert queries.words_of(world.partner.actor, back) == []
    assert said(world.partner, meeting) == []
    assert f"thread:{back.pk}" not in circles_to_hear(world.partner.person.pk)
    assert list(_meetings(world.partner.membership)) == []


def test_a_story_for_the_circle_is_not_for_who_held_it(world: World, meeting: Meeting) -> None:
    assert [one.my_name for one in circles_to_write_for(world.partner.actor)] == ["Ash"]

    end(world, world.partner)

    assert circles_to_write_for(world.partner.actor) == []
    follows(world, world.partner)
    write_post(actor=world.noor.actor, circle_id=world.circle.pk, text="on the wall")
    assert [one.post.text for one in wall(world.holder.actor, world.circle.pk)] == ["on the wall"]
    assert opened(world.partner.actor, world.circle, Post.objects.all()) == []


def test_the_page_of_the_circle_names_those_who_hold_it_today(world: World, meeting: Meeting) -> None:
    end(world, world.partner)

    seen = circles.circle_view(world.noor.actor, world.circle.pk)
    assert [one.name for one in seen.holding] == ["Robin"]
    assert "Ash" not in [one.name for one in circles.people_of(world.noor.actor, world.circle)]
    page = world.partner.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    assert "You held this circle as Ash." in page


def test_whose_right_comes_back_is_back(world: World, meeting: Meeting) -> None:
    suspend(world, world.partner)
    follows(world, world.partner)
    write_post(actor=world.noor.actor, circle_id=world.circle.pk, text="while away")
    restore_member(actor=world.coordinator.actor, membership=world.partner.membership)
    world.partner.membership.refresh_from_db()

    write_post(actor=world.partner.actor, circle_id=world.circle.pk, text="back, and the key not renewed yet")
    follows(world, world.partner)
    meetings.enter_meeting(actor=world.partner.actor, meeting_id=meeting.pk)

    say(world.partner, meeting, "Here again.")
    back = Room.objects.get(meeting=meeting, kind=Room.BACK)
    taking_part.say_back(actor=world.holder.actor, room_id=back.pk, text="Welcome back.")
    assert [one.text for one in queries.words_of(world.partner.actor, back)] == ["Welcome back."]
    assert said(world.partner, meeting) == ["Here again."]


def test_a_right_that_runs_out_with_its_day_ends_the_same(world: World, meeting: Meeting) -> None:
    room = ask(world, meeting)
    Right.objects.filter(membership=world.partner.membership).update(
        starts_on=today() - dt.timedelta(days=9), ends_on=today() - dt.timedelta(days=1)
    )

    tidy_meetings()

    assert Room.objects.get(pk=room.pk).helper is None
    assert not presence(world.partner, meeting).is_here


def test_a_suspended_member_is_inside_no_meeting(world: World, meeting: Meeting) -> None:
    suspend(world, world.sam)
    follows(world, world.sam)

    assert not presence(world.sam, meeting).is_here
    say(world.noor, meeting, "after")
    assert said(world.sam, meeting) == []


def test_circles_of_minors_are_held_by_those_who_may_support_them(world: World) -> None:
    world.space.profile = "school"
    world.space.save()
    fit = somebody(world.space, "Fi", Right.FACILITATOR, Right.SUPPORTER, age_band="25+")
    world.holder = fit
    world.circle = begin(world, ages=("13-15", "16-17"))
    seat = world.seat(fit)
    sit_down(world, world.minor)

    end(world, fit, Right.SUPPORTER)

    seen = circles.circle_view(world.minor.actor, world.circle.pk)
    assert seen.holding == []
    assert circles.people_of(world.minor.actor, world.circle) == [world.seat(world.minor)]
    assert circles_to_write_for(fit.actor) == []
    assert seat.part == seat.FACILITATOR
    assert Membership.objects.get(pk=fit.membership.pk).state == Membership.ACTIVE


def test_nobody_is_told_that_somebody_reads_it_when_nobody_holds_the_circle(
    world: World, meeting: Meeting
) -> None:
    end(world, world.partner)
    end(world, world.holder)

    page = world.noor.browser().get(world.at(f"meetings/{meeting.pk}/ask/")).content.decode()

    assert "Nobody holds this circle just now" in page
    assert "One facilitator reads this" not in page
    assert not Presence.objects.filter(meeting=meeting, is_out=True).exists()


def two_hold_a_meeting() -> tuple[World, Meeting]:
    """A meeting that has just been opened, with both who hold its circle and two members inside."""
    world = make_world()
    with in_space(world.space):
        made = Meeting.objects.order_by("starts_at")[0]
        hold_beside(world)
        for who in (world.noor, world.sam):
            sit_down(world, who)
        with stopped_at(made.starts_at):
            meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
            for who in (world.partner, world.noor, world.sam):
                meetings.enter_meeting(actor=who.actor, meeting_id=made.pk)
    return world, made


def suspended_at(world: World, made: Meeting) -> None:
    with in_space(world.space), stopped_at(made.starts_at):
        suspend(world, world.partner)
        follows(world, world.partner)


def nobody_waits_for_the_partner(world: World, made: Meeting, rooms: int) -> None:
    with in_space(world.space), stopped_at(made.starts_at):
        found = list(Room.objects.filter(kind=Room.ASIDE))
        assert len(found) == rooms
        for room in found:
            assert room.helper_id != world.seat(world.partner).pk
            assert queries.side_room(world.holder.actor, room.pk).pk == room.pk
            with pytest.raises(NotFound):
                queries.side_room(world.partner.actor, room.pk)


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_while_the_right_of_the_one_who_is_asked_ends_is_not_left_alone() -> None:
    world, made = two_hold_a_meeting()

    def asks(who: Somebody) -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            taking_part.ask_aside(actor=who.actor, meeting_id=made.pk, text="I am not OK.")

    errors = at_once([lambda: suspended_at(world, made), lambda: asks(world.noor), lambda: asks(world.sam)])

    assert errors == []
    nobody_waits_for_the_partner(world, made, rooms=2)


@pytest.mark.django_db(transaction=True)
def test_a_right_that_ends_between_the_look_and_the_asking_waits_for_the_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, made = two_hold_a_meeting()
    has_looked, has_ended = threading.Event(), threading.Event()

    def slowly(meeting: Meeting, others: Any) -> Any:
        found = there(meeting, others)
        has_looked.set()
        has_ended.wait(1)  # whoever holds the lock is not overtaken, however long they take
        return found

    monkeypatch.setattr(taking_part, "there", slowly)

    def ends() -> None:
        has_looked.wait(10)
        suspended_at(world, made)
        has_ended.set()

    def asks() -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            taking_part.ask_aside(actor=world.noor.actor, meeting_id=made.pk, text="I am not OK.")

    assert at_once([ends, asks]) == []
    nobody_waits_for_the_partner(world, made, rooms=1)
