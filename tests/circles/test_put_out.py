"""Whoever was put out of a meeting leads it no more; and two who hold it cannot put each other out."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.circles.actions import leading, meetings, taking_part
from muruna.circles.models import Meeting, Presence, Room
from muruna.circles.queries import meetings as queries
from muruna.foundation.clock import stopped_at
from muruna.foundation.models import Trace
from muruna.foundation.tenancy import in_space
from tests.circles.people import World, form, hold_beside, make_world
from tests.circles.test_asking_aside import ask
from tests.circles.test_meetings import meeting, presence, said, say
from tests.conversations.people import Somebody
from tests.harness.at_once import at_once

__all__ = ["meeting"]


def put_out(by: Somebody, one: Presence, what: str = "put_out") -> None:
    leading.look_after(actor=by.actor, presence_id=one.pk, what=what, because="safety")


def test_who_holds_a_meeting_is_not_put_out_by_another_who_does(world: World, meeting: Meeting) -> None:
    partner = presence(world.partner, meeting)

    for what in ("put_out", "mute"):
        with pytest.raises(NotFound):
            put_out(world.holder, partner, what)

    browser = world.holder.browser()
    assert browser.get(world.at(f"inside/{partner.pk}/")).status_code == 404
    page = browser.get(world.at(f"meetings/{meeting.pk}/people/")).content.decode()
    assert "Ash" in page
    assert f"inside/{partner.pk}/" not in page
    assert f"inside/{presence(world.sam, meeting).pk}/" in page


def test_the_hand_of_who_holds_a_meeting_is_taken_up_by_another_who_does(
    world: World, meeting: Meeting
) -> None:
    taking_part.raise_hand(actor=world.partner.actor, meeting_id=meeting.pk, is_up=True)

    leading.lower_hand(actor=world.holder.actor, presence_id=presence(world.partner, meeting).pk)

    assert presence(world.partner, meeting).hand == 0


def test_whoever_is_out_leads_nothing_and_is_asked_nothing(world: World, meeting: Meeting) -> None:
    room, back = ask(world, meeting), Room.objects.get(meeting=meeting, kind=Room.BACK)
    assert room.helper == world.seat(world.partner)
    Presence.objects.filter(seat=world.seat(world.partner)).update(is_out=True, is_here=False)
    out, sam = world.partner.actor, presence(world.sam, meeting)

    deeds: list[Any] = [
        lambda: leading.lower_hand(actor=out, presence_id=sam.pk),
        lambda: leading.look_after(actor=out, presence_id=sam.pk, what="put_out", because="safety"),
        lambda: meetings.end_meeting(actor=out, meeting_id=meeting.pk, because="finished"),
        lambda: taking_part.say_back(actor=out, room_id=back.pk, text="hello"),
        lambda: taking_part.say_aside(actor=out, room_id=room.pk, text="hello"),
        lambda: queries.side_room(out, room.pk),
    ]
    for deed in deeds:
        with pytest.raises(NotFound):
            deed()
    browser = world.partner.browser()
    assert (
        browser.post(world.at(f"meetings/{meeting.pk}/lead/"), form(what="forward.welcome")).status_code
        == 404
    )
    for part in ("people/", "end/"):
        assert browser.get(world.at(f"meetings/{meeting.pk}/{part}")).status_code == 404
    assert queries.others_inside(out, meeting) == []
    assert queries.back_room(out, meeting) is None
    seen = queries.show(out, meeting.pk)
    assert not seen.leads
    taking_part.say_aside(actor=world.noor.actor, room_id=room.pk, text="Is somebody there?")
    assert queries.side_room(world.holder.actor, room.pk).pk == room.pk


def test_a_new_call_never_goes_to_whoever_is_out(world: World, meeting: Meeting) -> None:
    Presence.objects.filter(seat=world.seat(world.partner)).update(is_out=True, is_here=False)
    Presence.objects.filter(seat=world.seat(world.holder)).update(heard_at=None)

    room = ask(world, meeting)

    assert room.helper is None
    with pytest.raises(NotFound):
        queries.side_room(world.partner.actor, room.pk)
    assert queries.side_room(world.holder.actor, room.pk).pk == room.pk


def test_whoever_was_put_out_may_be_let_back(world: World, meeting: Meeting) -> None:
    one = presence(world.sam, meeting)
    put_out(world.holder, one)
    with pytest.raises(ValidationError):
        meetings.enter_meeting(actor=world.sam.actor, meeting_id=meeting.pk)

    put_out(world.holder, one, "let_back")
    meetings.enter_meeting(actor=world.sam.actor, meeting_id=meeting.pk)

    say(world.noor, meeting, "Welcome back.")
    assert said(world.sam, meeting) == ["Welcome back."]
    assert Trace.objects.filter(action="presence.lead", reason="let_back.safety").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_hold_a_meeting_never_lock_each_other_out_at_once() -> None:
    world = make_world()
    with in_space(world.space):
        made = Meeting.objects.order_by("starts_at")[0]
        hold_beside(world)
        with stopped_at(made.starts_at):
            meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
            meetings.enter_meeting(actor=world.partner.actor, meeting_id=made.pk)

    def puts_out(by: Somebody, whom: Somebody) -> None:
        with in_space(world.space), stopped_at(made.starts_at):
            put_out(by, presence(whom, made))

    errors = at_once(
        [lambda: puts_out(world.holder, world.partner), lambda: puts_out(world.partner, world.holder)]
    )

    assert [type(one) for one in errors] == [NotFound, NotFound]
    with in_space(world.space):
        assert not Presence.objects.filter(is_out=True).exists()
