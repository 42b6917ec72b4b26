"""Whoever was put out, removed, or whose words were taken away is told why, and where to turn to."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.circles.actions import leading, leaving, wall
from muruna.circles.actions.reporting import report_meeting
from muruna.circles.models import Meeting, Post
from muruna.circles.queries.wall import taken_away
from muruna.safeguarding.actions import together
from muruna.safeguarding.models import Case
from muruna.safeguarding.sealing import opened
from muruna.spaces.models import Right
from tests.circles.people import World, form, sit_down
from tests.circles.test_meetings import meeting, presence, said, say
from tests.circles.test_wall import seen, write
from tests.conversations.people import somebody

__all__ = ["meeting"]
HELP = ("Numbers to call", "Ask for somebody to talk with", "Say that this was wrong", 'href="/contact/"')


def put_out(world: World, meeting: Meeting, what: str = "put_out") -> None:
    leading.look_after(
        actor=world.holder.actor, presence_id=presence(world.sam, meeting).pk, what=what, because="over_time"
    )


def test_whoever_is_put_out_is_told_why_and_where_to_turn_to(world: World, meeting: Meeting) -> None:
    put_out(world, meeting)

    page = world.sam.browser().get(world.at(f"meetings/{meeting.pk}/")).content.decode()

    for told in ("So that others can speak, too", *HELP, f"meetings/{meeting.pk}/show/"):
        assert told in page
    put_out(world, meeting, "let_back")
    assert presence(world.sam, meeting).out_because == ""


def test_whoever_is_put_out_can_still_show_what_was_said_to_them_and_nothing_later(
    world: World, meeting: Meeting
) -> None:
    for name in ("Lea", "Lio"):
        somebody(world.space, name, Right.SAFEGUARDING_LEAD, age_band="25+")
    bad = say(world.noor, meeting, "something bad")
    put_out(world, meeting)
    later = say(world.noor, meeting, "said later")

    page = world.sam.browser().get(world.at(f"meetings/{meeting.pk}/show/")).content.decode()
    assert "something bad" in page
    assert "said later" not in page
    with pytest.raises(ValidationError):
        report_meeting(actor=world.sam.actor, meeting_id=meeting.pk, ids=[later.pk], why="-")
    report_meeting(actor=world.sam.actor, meeting_id=meeting.pk, ids=[bad.pk], why="It hurt.")

    assert Case.objects.get().people.get(part="named").membership == world.noor.membership
    with pytest.raises(NotFound):
        say(world.sam, meeting, "but")
    for who in (world.late, world.minor, world.coordinator):
        with pytest.raises(NotFound):
            report_meeting(actor=who.actor, meeting_id=meeting.pk, ids=[bad.pk], why="-")
    assert "said later" in said(world.noor, meeting)


def test_whoever_is_removed_is_told_why_and_where_to_turn_to(world: World) -> None:
    sit_down(world, world.sam)
    leaving.remove_from_circle(
        actor=world.holder.actor, seat_id=world.seat(world.sam).pk, because="not_the_place"
    )

    page = world.sam.browser().get(world.at(f"{world.circle.pk}/")).content.decode()

    for told in ("This is not the right circle just now", *HELP):
        assert told in page


def test_what_is_taken_from_the_wall_stays_with_whoever_wrote_it(world: World) -> None:
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.noor, "my own words", note="heavy")
    wall.review_post(actor=world.holder.actor, post_id=post.pk, shows=True)
    below = write(world, world.sam, "below them", answers=post.pk)
    review = world.at(f"posts/{post.pk}/review/")
    holder = world.holder.browser()
    assert holder.post(review, form(answer="away")).status_code == 422  # a reason is asked for

    assert holder.post(review, form(answer="away", because="agreement")).status_code == 303

    page = world.noor.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode()
    for told in ("my own words", "heavy", "The agreement was not kept", "Only you still read it", *HELP):
        assert told in page
    assert [(one.text, why) for one, why in taken_away(world.noor.actor, world.circle)] == [
        ("my own words", "agreement")
    ]
    assert [one.text for one, _why in taken_away(world.sam.actor, world.circle)] == ["below them"]
    for who in (world.noor, world.sam, world.holder):
        assert seen(world, who) == []
    deeds: list[Any] = [
        lambda: wall.review_post(actor=world.holder.actor, post_id=post.pk, shows=True),
        lambda: wall.report_post(actor=world.sam.actor, post_id=post.pk, why="-"),
        lambda: wall.report_post(actor=world.holder.actor, post_id=post.pk, why="-"),
        lambda: wall.take_back_post(actor=world.holder.actor, post_id=post.pk),
    ]
    for deed in deeds:
        with pytest.raises(NotFound):
            deed()
    with pytest.raises(wall.NotThere):
        write(world, world.sam, "an answer to nothing", answers=post.pk)
    wall.take_back_post(actor=world.noor.actor, post_id=post.pk)
    assert not Post.objects.filter(pk__in=[post.pk, below.pk]).exists()


def test_a_post_that_waits_is_reported_by_who_holds_the_circle_with_its_note(world: World) -> None:
    leads = [somebody(world.space, name, Right.SAFEGUARDING_LEAD, age_band="25+") for name in ("Lea", "Lio")]
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.sam, "fine words", note="an ugly note")
    assert post.state == Post.WAITING
    assert f"posts/{post.pk}/show/" in (
        world.holder.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode()
    )
    with pytest.raises(NotFound):
        wall.report_post(actor=world.noor.actor, post_id=post.pk, why="-")

    case = wall.report_post(actor=world.holder.actor, post_id=post.pk, why="It is ugly.")

    for lead in leads:
        together.agree_to_open(actor=lead.actor, case_id=case.pk)
    notes = [one.body and one.body.get("text") for one in opened(leads[0].actor, case).notes]
    assert notes == ["It is ugly.", "an ugly note\nfine words"]
