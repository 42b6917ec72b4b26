"""Whoever waits hears that the doors are open; nobody is left alone unasked; a block shows itself nowhere."""

import datetime as dt

import pytest

from muruna.circles import tasks
from muruna.circles.actions import leading, leaving, meetings
from muruna.circles.events import circles_to_hear
from muruna.circles.models import Meeting
from muruna.circles.queries import meetings as queries
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import LiveNote
from tests.circles.people import World, form, sit_down
from tests.circles.test_meetings import meeting, presence
from tests.conversations.people import Somebody

__all__ = ["meeting"]
NOBODY = "Nobody who holds this circle is here just now."


def panel_of(who: Somebody, meeting: Meeting) -> queries.Panel:
    seen, floor = queries.show(who.actor, meeting.pk), queries.floor_of(meeting)
    assert floor
    return queries.panel(who.actor, seen, floor, queries.words_of(who.actor, floor))


def names_to(who: Somebody, meeting: Meeting) -> list[str]:
    return [one.seat.name for one in panel_of(who, meeting).inside]


def test_whoever_waits_before_the_doors_hears_that_they_are_open(world: World) -> None:
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    sit_down(world, world.noor)
    here, fragment = world.at(f"meetings/{made.pk}/"), {"X-Fragment": "1"}
    with stopped_at(made.starts_at - dt.timedelta(minutes=3)):
        noor, robin = world.noor.browser(), world.holder.browser()
        page = noor.get(here).content.decode()
        assert f'data-live-thread="{world.circle.pk}"' in page
        assert f'data-live-src="{here}?part=doors"' in page
        assert "<noscript><p><a" not in page
        waiting = noor.get(f"{here}?part=doors", headers=fragment)
        assert "X-Over" not in waiting.headers
        assert "The doors open at" in waiting.content.decode()
        assert "Open the doors" in robin.get(f"{here}?part=doors", headers=fragment).content.decode()
        LiveNote.objects.all().delete()

        meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)

        channels = set(LiveNote.objects.values_list("channel", flat=True))
        assert channels & set(circles_to_hear(world.noor.person.pk)) == {f"thread:{world.circle.pk}"}
        assert noor.get(f"{here}?part=doors", headers=fragment).headers["X-Over"] == "1"
        assert "Come in" in noor.get(here).content.decode()


def test_a_page_that_waits_for_the_hour_hears_it(world: World) -> None:
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    here, fragment = world.at(f"meetings/{made.pk}/"), {"X-Fragment": "1"}
    hour = made.starts_at - dt.timedelta(minutes=10)
    heard = LiveNote.objects.filter(channel=f"thread:{world.circle.pk}")
    LiveNote.objects.all().delete()
    with stopped_at(hour - dt.timedelta(seconds=20)):
        tasks.tell_who_waits()
        waiting = world.holder.browser().get(f"{here}?part=doors", headers=fragment).content.decode()
        assert "Open the doors" not in waiting
        assert "Look again" in waiting  # without a script
    assert not heard.exists()

    with stopped_at(hour + dt.timedelta(seconds=20)):  # it looks every thirty seconds
        tasks.tell_who_waits()
        robin = world.holder.browser().get(f"{here}?part=doors", headers=fragment).content.decode()
    assert heard.exists()
    assert "Open the doors" in robin
    LiveNote.objects.all().delete()
    with stopped_at(hour + dt.timedelta(seconds=90)):
        tasks.tell_who_waits()
    assert not heard.exists()  # once it has been said, nobody is told again and again


def test_the_last_who_holds_it_is_asked_before_they_leave_and_those_who_stay_are_told(
    world: World, meeting: Meeting
) -> None:
    here, robin, ash = world.at(f"meetings/{meeting.pk}/"), world.holder.browser(), world.partner.browser()
    assert robin.post(here + "do/", form(what="leave")).status_code == 303  # Ash is there
    assert NOBODY not in world.noor.browser().get(here).content.decode()

    asked = ash.post(here + "do/", form(what="leave", text="half a word"))

    page = asked.content.decode()
    assert asked.status_code == 422
    for told in ("If you go, those who stay are told so.", "Leave all the same", "half a word", "/end/"):
        assert told in page
    assert presence(world.partner, meeting).is_here
    assert ash.post(here + "do/", form(what="go")).status_code == 303
    there = world.noor.browser().get(here).content.decode()
    told = there[there.index(NOBODY) :]
    assert "Numbers to call" in told[:500]


def test_members_leave_and_nobody_asks_them(world: World, meeting: Meeting) -> None:
    left = world.noor.browser().post(world.at(f"meetings/{meeting.pk}/do/"), form(what="leave"))

    assert left.status_code == 303


def test_the_last_who_holds_it_is_not_asked_when_nobody_would_stay(world: World, meeting: Meeting) -> None:
    for who in (world.noor, world.sam, world.partner):
        meetings.leave_meeting(actor=who.actor, meeting_id=meeting.pk)

    meetings.leave_meeting(actor=world.holder.actor, meeting_id=meeting.pk, is_sure=False)


def test_those_inside_are_told_when_the_pages_of_who_holds_it_are_closed(
    world: World, meeting: Meeting
) -> None:
    with stopped_at(now() + dt.timedelta(seconds=75)):
        assert NOBODY in world.noor.browser().get(world.at(f"meetings/{meeting.pk}/")).content.decode()


def test_nobody_goes_out_of_sight_at_the_moment_of_a_block(world: World, meeting: Meeting) -> None:
    before = names_to(world.sam, meeting)

    leaving.block_from_seat(actor=world.noor.actor, seat_id=world.seat(world.sam).pk)

    assert names_to(world.sam, meeting) == before == names_to(world.noor, meeting)
    with stopped_at(now() + dt.timedelta(days=7)):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=now())
        later = Meeting.objects.get(pk=meeting.pk)
        assert "Moon" not in names_to(world.sam, later)
        assert "Reed" not in names_to(world.noor, later)


@pytest.mark.parametrize("first", [True, False])
def test_a_turn_of_somebody_kept_apart_is_somebodys(world: World, meeting: Meeting, first: bool) -> None:
    leaving.block_from_seat(actor=world.noor.actor, seat_id=world.seat(world.sam).pk)
    with stopped_at(now() + dt.timedelta(days=7)):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=now())
        for part in ("welcome", "agreement"):
            leading.move_on(actor=world.holder.actor, meeting_id=meeting.pk, seen=part, by=1)
        turn = Meeting.objects.get(pk=meeting.pk).turn_of
        if not first:
            leading.next_in_round(actor=world.holder.actor, meeting_id=meeting.pk, seen=str(turn and turn.pk))
            turn = Meeting.objects.get(pk=meeting.pk).turn_of
        other = world.noor if turn == world.seat(world.sam) else world.sam

        page = other.browser().get(world.at(f"meetings/{meeting.pk}/")).content.decode()

    assert "It is somebody else’s turn." in page
    assert "Everybody has had a turn." not in page
