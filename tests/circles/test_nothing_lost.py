"""Whatever ends, closes or changes while somebody types: their words come back, and the screen lets go."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from muruna.circles.actions import leaving, meetings, taking_part, wall
from muruna.circles.models import Meeting, Post, Presence, Room, Word
from muruna.circles.queries.wall import wall as wall_of
from muruna.foundation.clock import now
from muruna.foundation.models import LiveNote
from tests.circles.people import World, form, hold_beside, sit_down
from tests.conversations.people import Somebody

TYPED = "I cannot breathe tonight"
LIVE = {"x-fragment": "1"}


@dataclass
class Evening:
    """A meeting that is open: Robin and Ash hold it, Moon and Reed have come in."""

    world: World
    meeting: Meeting
    here: str
    robin: Client
    ash: Client
    moon: Client
    reed: Client

    def presence(self, who: Somebody) -> Presence:
        return Presence.objects.get(meeting=self.meeting, seat__membership=who.membership)

    def end(self) -> None:
        meetings.end_meeting(actor=self.world.holder.actor, meeting_id=self.meeting.pk, because="finished")


@pytest.fixture
def evening(world: World) -> Evening:
    meeting = Meeting.objects.order_by("starts_at")[0]
    meeting.starts_at = now() + dt.timedelta(minutes=5)
    meeting.save()
    hold_beside(world)
    people = (world.holder, world.partner, world.noor, world.sam)
    for who, name in ((world.noor, "Moon"), (world.sam, "Reed")):
        sit_down(world, who, name)
    meetings.open_meeting(actor=world.holder.actor, meeting_id=meeting.pk)
    for who in people[1:]:
        meetings.enter_meeting(actor=who.actor, meeting_id=meeting.pk)
    return Evening(world, meeting, world.at(f"meetings/{meeting.pk}/"), *(one.browser() for one in people))


def composer(client: Client, path: str) -> str:
    """What stands in the line for words."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", client.get(path).content.decode(), re.S)
    return found[1] if found else ""


@pytest.mark.parametrize("room", ["aside", "back"])
def test_a_room_that_went_with_its_meeting_clears_the_screen_and_gives_words_back(
    evening: Evening, room: str
) -> None:
    if room == "aside":
        opened = taking_part.ask_aside(
            actor=evening.world.noor.actor, meeting_id=evening.meeting.pk, text="I am not OK."
        )
        client = evening.moon
    else:
        opened = Room.objects.get(meeting=evening.meeting, kind=Room.BACK)
        client = evening.robin
    path = evening.world.at(f"rooms/{opened.pk}/{room}/")
    evening.end()

    assert client.get(path + "?after=0", headers=LIVE).headers["X-Over"] == "1"
    for sent in ({"text": TYPED}, {"text": TYPED, "unsent": "unsent"}):
        back = client.post(path, form(**sent))
        html = back.content.decode()
        assert (back.status_code, TYPED in html) == (404, True)
        assert "This room is closed" in html
        assert "/numbers/" in html
        assert f"/s/{evening.world.space.code}/ask/" in html  # somebody to turn to
    # Nobody is told whether there ever was a room: for others it is the same page.
    outside = evening.world.late.browser().post(path, form(text=TYPED))
    assert outside.status_code == 404
    assert "This room is closed" in outside.content.decode()


@pytest.mark.parametrize("how", ["over", "out", "left"])
def test_words_said_too_late_come_back_with_what_happened(evening: Evening, how: str) -> None:
    says = {
        "over": "The meeting is over",
        "out": "You are out of this meeting",
        "left": "You have left the meeting",
    }
    if how == "over":
        evening.end()
    elif how == "out":
        Presence.objects.filter(pk=evening.presence(evening.world.noor).pk).update(is_out=True, is_here=False)
    else:
        meetings.leave_meeting(actor=evening.world.noor.actor, meeting_id=evening.meeting.pk)

    for rest, more in (("say/", {}), ("do/", {"what": "hand"})):
        answer = evening.moon.post(evening.here + rest, form(text=TYPED, **more))
        html = answer.content.decode()
        assert (answer.status_code, TYPED in html, says[how] in html) == (422, True, True)
    assert evening.moon.post(evening.here + "say/", form(text="")).status_code == 303
    assert not Word.objects.exists()


def test_whoever_loses_the_seat_while_typing_gets_the_words_back(evening: Evening) -> None:
    seat = evening.world.seat(evening.world.noor)
    leaving.remove_from_circle(actor=evening.world.holder.actor, seat_id=seat.pk, because="safety")

    answer = evening.moon.post(evening.here + "say/", form(text=TYPED))

    assert answer.status_code == 404
    assert TYPED in answer.content.decode()
    assert "/numbers/" in answer.content.decode()


@pytest.mark.parametrize("what", ["hand", "quiet", "hear.1", "pass", "leave"])
def test_a_press_keeps_what_stands_in_the_line(evening: Evening, what: str) -> None:
    taking_part.speak(actor=evening.world.sam.actor, meeting_id=evening.meeting.pk, text="first")

    assert evening.moon.post(evening.here + "do/", form(what=what, text=TYPED)).status_code == 303

    if what == "leave":
        evening.moon.post(evening.here + "enter/", form())
    assert composer(evening.moon, evening.here) == TYPED
    assert TYPED.encode() not in bytes(evening.presence(evening.world.noor).draft_sealed)
    assert evening.moon.post(evening.here + "say/", form(text=TYPED)).status_code == 303
    assert composer(evening.moon, evening.here) == ""


def test_a_press_of_a_facilitator_keeps_it_too(evening: Evening) -> None:
    taking_part.raise_hand(actor=evening.world.noor.actor, meeting_id=evening.meeting.pk, is_up=True)
    lower = evening.world.at(f"inside/{evening.presence(evening.world.noor).pk}/lower/")

    for path, what in ((evening.here + "lead/", "forward"), (lower, "")):
        evening.robin.post(path, form(what=what, text=f"{TYPED} {what}".strip()))
        assert composer(evening.robin, evening.here) == f"{TYPED} {what}".strip()


def test_every_button_of_the_panel_sends_the_line_along(evening: Evening) -> None:
    taking_part.speak(actor=evening.world.sam.actor, meeting_id=evening.meeting.pk, text="first")
    html = evening.robin.get(evening.here).content.decode()
    panel = html[html.index('part=panel"') : html.index('class="talk-refresh"')]

    buttons = re.findall(r"<button[^>]*>", panel)
    assert len(buttons) >= 6
    assert all('form="compose"' in one and "formaction=" in one for one in buttons)
    assert 'id="compose"' in html
    # Nothing that changes stands below the buttons, so that none moves under a finger.
    assert "Here now:" in panel[: panel.index("Raise my hand")]
    assert "Here now:" in panel[: panel.index("I hear you")]


def test_unsent_words_are_kept_and_not_said(evening: Evening) -> None:
    """What app.js sends when a page goes away under somebody who types."""
    answer = evening.moon.post(evening.here + "say/", form(text=TYPED, unsent="unsent"))

    assert answer.status_code == 303
    assert composer(evening.moon, evening.here) == TYPED
    assert not Word.objects.exists()


def test_the_draft_is_its_writers_and_ends_with_the_meeting(evening: Evening) -> None:
    path = evening.here + "draft/"
    assert evening.moon.post(path, form(text=TYPED)).status_code == 204
    assert composer(evening.moon, evening.here) == TYPED
    assert composer(evening.reed, evening.here) == ""
    assert evening.world.late.browser().post(path, form(text=TYPED)).status_code == 404
    assert evening.moon.get(path).status_code == 405

    evening.end()

    assert evening.moon.post(path, form(text=TYPED)).status_code == 404
    assert not Presence.objects.exists()


@pytest.mark.parametrize("how", ["leaves the meeting", "leaves the circle", "is removed"])
def test_the_turn_goes_on_when_its_holder_goes(evening: Evening, how: str) -> None:
    world = evening.world
    for part in ("welcome", "agreement"):
        evening.robin.post(evening.here + "lead/", form(what=f"forward.{part}"))
    first = Meeting.objects.get(pk=evening.meeting.pk).turn_of
    goes, stays = (world.noor, world.sam) if first == world.seat(world.noor) else (world.sam, world.noor)

    if how == "leaves the meeting":
        meetings.leave_meeting(actor=goes.actor, meeting_id=evening.meeting.pk)
    elif how == "leaves the circle":
        leaving.leave_circle(actor=goes.actor, seat_id=world.seat(goes).pk)
    else:
        leaving.remove_from_circle(actor=world.holder.actor, seat_id=world.seat(goes).pk, because="safety")

    assert Meeting.objects.get(pk=evening.meeting.pk).turn_of == world.seat(stays)


def test_a_new_agreement_is_read_on_the_way_and_leads_straight_back(evening: Evening) -> None:
    world, moon = evening.world, evening.moon
    taking_part.speak(actor=world.holder.actor, meeting_id=evening.meeting.pk, text="said before")
    LiveNote.objects.all().delete()
    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")

    assert moon.get(evening.here).status_code == 200  # nobody is thrown out of a meeting that goes on
    assert "X-Over" not in moon.get(evening.here + "?after=0", headers=LIVE).headers
    assert moon.post(evening.here + "say/", form(text="still here")).status_code == 303
    meetings.leave_meeting(actor=world.noor.actor, meeting_id=evening.meeting.pk)

    floor = Room.objects.get(meeting=evening.meeting, kind=Room.FLOOR)
    assert LiveNote.objects.filter(channel=f"thread:{floor.pk}").exists()  # open pages learn of it
    asked = moon.post(evening.here + "say/", form(text=TYPED))
    agree = asked["Location"]
    assert (asked.status_code, f"to={evening.meeting.pk}" in agree) == (303, True)
    assert moon.get(evening.here)["Location"] == agree
    assert "New words." in moon.get(agree).content.decode()
    accepted = moon.post(agree, form(agrees="on", agreed_to="2"))

    assert accepted["Location"] == evening.here + "#end"
    meetings.enter_meeting(actor=world.noor.actor, meeting_id=evening.meeting.pk)
    html = moon.get(evening.here).content.decode()
    assert "said before" in html
    assert composer(moon, evening.here) == TYPED
    assert world.late.browser().get(evening.here).status_code == 404


def test_a_side_room_does_not_close_for_a_new_agreement(evening: Evening) -> None:
    world = evening.world
    room = taking_part.ask_aside(actor=world.noor.actor, meeting_id=evening.meeting.pk, text="I am not OK.")
    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")

    path = world.at(f"rooms/{room.pk}/aside/")
    assert "I am not OK." in evening.moon.get(path).content.decode()
    assert evening.moon.post(path, form(text="please")).status_code == 303


@pytest.mark.parametrize("wish", ["https://elsewhere.example/", "00000000-0000-4000-8000-000000000000", ""])
def test_nobody_is_led_elsewhere_after_agreeing(world: World, wish: str) -> None:
    sit_down(world, world.noor)
    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")
    path = world.at(f"seats/{world.seat(world.noor).pk}/agree/")

    answer = world.noor.browser().post(f"{path}?to={wish}", form(agrees="on", agreed_to="2"))

    assert answer["Location"] == world.at(f"{world.circle.pk}/")


def test_a_reply_to_what_was_taken_away_can_stand_by_itself(world: World) -> None:
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = wall.write_post(actor=world.holder.actor, circle_id=world.circle.pk, text="above")
    path, client = world.at(f"{world.circle.pk}/wall/"), world.noor.browser()
    wall.take_back_post(actor=world.holder.actor, post_id=post.pk)

    refused = client.post(path, form(text=TYPED, answers=str(post.pk)))

    html = refused.content.decode()
    assert (refused.status_code, TYPED in html) == (422, True)
    assert "has been taken away" in html
    main = html[html.index("<main") : html.index("</form>", html.index(TYPED))]
    again = dict(re.findall(r'name="(key|answers)" value="([^"]*)"', main))
    assert not again.get("answers")
    assert client.post(path, {**again, "text": TYPED}).status_code == 303
    assert Post.objects.get().answers is None
    assert wall_of(world.noor.actor, world.circle.pk)[0].post.text == TYPED


def test_a_new_line_of_words_costs_no_more_queries(
    evening: Evening, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    evening.moon.get(evening.here)
    few = query_count(lambda: evening.moon.get(evening.here))
    evening.moon.post(evening.here + "draft/", form(text=TYPED))

    assert query_count(lambda: evening.moon.get(evening.here)) == few
