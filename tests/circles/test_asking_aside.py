""" "I'm not OK" reaches a facilitator who is really there, or all of them; and nobody writes into nothing."""

import datetime as dt

import pytest

from muruna.access import NotFound
from muruna.circles.actions import meetings, taking_part
from muruna.circles.events import circles_to_hear
from muruna.circles.models import Meeting, Room
from muruna.circles.queries import meetings as queries
from muruna.foundation.clock import now, stopped_at
from tests.circles.people import World, form
from tests.circles.test_meetings import meeting, presence

__all__ = ["meeting"]


def ask(world: World, meeting: Meeting) -> Room:
    return taking_part.ask_aside(actor=world.noor.actor, meeting_id=meeting.pk, text="I am not OK.")


def test_it_goes_to_the_one_whose_page_is_open(world: World, meeting: Meeting) -> None:
    with stopped_at(now() + dt.timedelta(seconds=75)):
        circles_to_hear(world.holder.actor.person.pk)
        room = ask(world, meeting)

    assert room.helper == world.seat(world.holder)
    with pytest.raises(NotFound):
        queries.side_room(world.partner.actor, room.pk)


def test_it_goes_to_all_when_nobody_is_there_and_the_first_who_answers_stays(
    world: World, meeting: Meeting
) -> None:
    with stopped_at(now() + dt.timedelta(seconds=75)):
        page = world.noor.browser().get(world.at(f"meetings/{meeting.pk}/ask/")).content.decode()
        assert "Nobody who holds this circle is here just now." in page
        room = ask(world, meeting)
        assert room.helper is None
        for who in (world.holder, world.partner):
            seen = queries.side_room(who.actor, room.pk)
            assert [one.text for one in queries.words_of(who.actor, seen)] == ["I am not OK."]
            assert f"thread:{room.pk}" in circles_to_hear(who.actor.person.pk)
        with pytest.raises(NotFound):
            queries.side_room(world.sam.actor, room.pk)

        taking_part.say_aside(actor=world.partner.actor, room_id=room.pk, text="I am here.")

        with pytest.raises(NotFound):
            queries.side_room(world.holder.actor, room.pk)
        assert Room.objects.get(pk=room.pk).helper == world.seat(world.partner)


def test_whoever_was_asked_is_warned_before_they_leave_and_the_room_says_that_they_left(
    world: World, meeting: Meeting
) -> None:
    room = ask(world, meeting)
    assert room.helper == world.seat(world.partner)
    partner, place = world.partner.browser(), world.at(f"meetings/{meeting.pk}/do/")

    warned = partner.post(place, form(what="leave"))
    assert warned.status_code == 422
    assert "Leave all the same" in warned.content.decode()
    assert presence(world.partner, meeting).is_here
    assert partner.post(place, form(what="go")).status_code == 303
    assert not presence(world.partner, meeting).is_here

    there = world.noor.browser().get(world.at(f"rooms/{room.pk}/aside/")).content.decode()
    assert "Ash has left the meeting." in there
    assert "What you write now reaches all the others" in there
    taking_part.say_aside(actor=world.noor.actor, room_id=room.pk, text="Is somebody there?")
    mine = queries.side_room(world.holder.actor, room.pk)
    assert [one.text for one in queries.words_of(world.holder.actor, mine)] == ["Is somebody there?"]


def test_the_call_stands_in_the_head_and_the_newest_words_next_to_the_line(
    world: World, meeting: Meeting
) -> None:
    ask(world, meeting)

    page = world.partner.browser().get(world.at(f"meetings/{meeting.pk}/")).content.decode()

    head = page[page.index('class="talk-head"') : page.index('class="many"')]
    assert "A room for the two of you" in head
    assert 'role="status"' in head
    assert page.index('id="end"') < page.index('id="compose"') < page.index("Here now:")
    assert "away just now" not in page
    meetings.leave_meeting(actor=world.noor.actor, meeting_id=meeting.pk)
