"""Meetings: opened, entered, led through, ended; who opens which words; and nothing left of them."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.accounts.models import ContentGrant, Person
from muruna.circles.actions import joining, leading, leaving, meetings, taking_part
from muruna.circles.actions.reporting import report_meeting
from muruna.circles.actions.taking_part import NotNow
from muruna.circles.events import circles_to_hear
from muruna.circles.models import AfterCheck, Meeting, Presence, Room, Sign, Word
from muruna.circles.queries import meetings as queries
from muruna.foundation.clock import stopped_at
from muruna.foundation.models import LiveNote, Trace
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import CannotOpen
from muruna.safeguarding.models import Case, DutyWindow
from muruna.spaces.contact import MayIdentify
from muruna.spaces.models import Right
from tests.circles.people import World, begin, hold_beside, make_world, sit_down
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, somebody


@pytest.fixture
def meeting(world: World) -> Iterator[Meeting]:
    """The first meeting of the circle, open for five minutes; Noor and Sam have come in, Kim has not."""
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    seat = hold_beside(world)
    assert seat
    for who, name in ((world.noor, "Moon"), (world.sam, "Reed"), (world.kim, "Kay")):
        sit_down(world, who, name)
    with stopped_at(made.starts_at + dt.timedelta(minutes=5)):
        meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
        for who in (world.partner, world.noor, world.sam):
            meetings.enter_meeting(actor=who.actor, meeting_id=made.pk)
        yield made


def said(who: Somebody, meeting: Meeting) -> list[str]:
    floor = queries.floor_of(meeting)
    return [one.text for one in queries.words_of(who.actor, floor)] if floor else []


def say(who: Somebody, meeting: Meeting, text: str, **more: Any) -> Word:
    return taking_part.speak(actor=who.actor, meeting_id=meeting.pk, text=text, **more)


def presence(who: Somebody, meeting: Meeting) -> Presence:
    return Presence.objects.get(meeting=meeting, seat__membership=who.membership)


def test_a_circle_that_begins_has_its_meetings_in_the_calendar(world: World) -> None:
    starts = list(Meeting.objects.filter(circle=world.circle).values_list("starts_at", flat=True))

    assert len(starts) == 6
    assert all((b - a).days in {6, 7} for a, b in pairwise(starts))


def test_doors_open_ten_minutes_before_by_a_facilitator_alone(world: World) -> None:
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    sit_down(world, world.noor)
    with stopped_at(made.starts_at - dt.timedelta(minutes=11)):
        with pytest.raises(ValidationError):
            meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
    with stopped_at(made.starts_at - dt.timedelta(minutes=10)):
        for who in (world.noor, world.coordinator, world.partner):
            with pytest.raises(NotFound):
                meetings.open_meeting(actor=who.actor, meeting_id=made.pk)
        with pytest.raises(NotFound):
            meetings.enter_meeting(actor=world.noor.actor, meeting_id=made.pk)
        meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
        meetings.enter_meeting(actor=world.noor.actor, meeting_id=made.pk)


def test_a_meeting_of_minors_waits_for_somebody_trained_on_duty(world: World) -> None:
    world.space.profile = "school"
    world.space.save()
    fit = somebody(world.space, "Fi", Right.FACILITATOR, Right.SUPPORTER, age_band="25+")
    world.holder = fit
    world.circle = begin(world, ages=("13-15", "16-17"))
    sit_down(world, world.minor)
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    with stopped_at(made.starts_at):
        with pytest.raises(meetings.NobodyOnDuty):
            meetings.open_meeting(actor=fit.actor, meeting_id=made.pk)
        lead = somebody(world.space, "Lea", Right.SAFEGUARDING_LEAD, age_band="25+")
        DutyWindow.objects.create(
            space=world.space, lead=lead.membership, weekday=made.starts_at.weekday(), starts=dt.time(0),
            ends=dt.time(23, 59), languages=["en"],
        )  # fmt: skip
        meetings.open_meeting(actor=fit.actor, meeting_id=made.pk)
        meetings.enter_meeting(actor=world.minor.actor, meeting_id=made.pk)
        with pytest.raises(MayIdentify):
            say(world.minor, made, "call 079 555 12 34")
        say(world.minor, made, "call 079 555 12 34", knows_risk=True)


def test_whoever_comes_late_reads_what_the_facilitators_wrote_and_nothing_else(
    world: World, meeting: Meeting
) -> None:
    say(world.holder, meeting, "Welcome, all.")
    say(world.noor, meeting, "Between us.")

    meetings.enter_meeting(actor=world.kim.actor, meeting_id=meeting.pk)
    say(world.sam, meeting, "Hello Kay.")

    assert said(world.noor, meeting) == ["Welcome, all.", "Between us.", "Hello Kay."]
    assert said(world.kim, meeting) == ["Welcome, all.", "Hello Kay."]


def test_outside_the_meeting_nothing_opens(world: World, meeting: Meeting) -> None:
    say(world.noor, meeting, "Between us.")

    for who in (world.late, world.coordinator, world.minor):
        assert said(who, meeting) == []
        with pytest.raises(NotFound):
            queries.show(who.actor, meeting.pk)
        with pytest.raises(NotFound):
            say(who, meeting, "hello")


def test_whoever_leaves_opens_nothing_that_is_said_later(world: World, meeting: Meeting) -> None:
    meetings.leave_meeting(actor=world.sam.actor, meeting_id=meeting.pk)
    say(world.noor, meeting, "After that.")

    assert said(world.sam, meeting) == []
    with pytest.raises(NotFound):
        say(world.sam, meeting, "hello")
    meetings.enter_meeting(actor=world.sam.actor, meeting_id=meeting.pk)
    assert said(world.sam, meeting) == []


def test_in_the_round_each_has_a_turn_may_pass_and_a_facilitator_moves_on(
    world: World, meeting: Meeting
) -> None:
    for part in ("welcome", "agreement"):
        leading.move_on(actor=world.holder.actor, meeting_id=meeting.pk, seen=part, by=1)
    first = Meeting.objects.get(pk=meeting.pk).turn_of
    who, other = (world.noor, world.sam) if first == world.seat(world.noor) else (world.sam, world.noor)
    with pytest.raises(NotNow):
        say(other, meeting, "too early")
    say(who, meeting, "my turn")
    say(world.holder, meeting, "a facilitator may")
    taking_part.finish_turn(actor=who.actor, meeting_id=meeting.pk)
    assert Meeting.objects.get(pk=meeting.pk).turn_of == world.seat(other)

    taking_part.sit_quietly(actor=other.actor, meeting_id=meeting.pk, is_quiet=True)

    assert Meeting.objects.get(pk=meeting.pk).turn_of is None
    with pytest.raises(NotFound):
        leading.move_on(actor=world.noor.actor, meeting_id=meeting.pk, seen="round", by=1)


def test_hands_go_up_in_order_and_signs_stand_instead_of_replies(world: World, meeting: Meeting) -> None:
    word = say(world.noor, meeting, "This was hard.")
    taking_part.raise_hand(actor=world.sam.actor, meeting_id=meeting.pk, is_up=True)
    taking_part.raise_hand(actor=world.noor.actor, meeting_id=meeting.pk, is_up=True)
    taking_part.give_sign(actor=world.sam.actor, meeting_id=meeting.pk, seq=word.seq, kind="hear")
    taking_part.give_sign(actor=world.sam.actor, meeting_id=meeting.pk, seq=word.seq, kind="with_you")
    with pytest.raises(ValidationError):  # not for oneself
        taking_part.give_sign(actor=world.noor.actor, meeting_id=meeting.pk, seq=word.seq, kind="hear")

    floor = queries.floor_of(meeting)
    assert floor
    seen = queries.panel(
        world.noor.actor,
        queries.show(world.noor.actor, meeting.pk),
        floor,
        queries.words_of(world.noor.actor, floor),
    )
    assert [one.seat.name for one in seen.hands] == ["Reed", "Moon"]
    assert seen.signs == [("Moon", "This was hard.", [("with_you", "Reed")])]
    leading.lower_hand(actor=world.holder.actor, presence_id=presence(world.sam, meeting).pk)
    assert presence(world.sam, meeting).hand == 0


def test_not_ok_reaches_the_one_who_does_not_lead_and_nobody_else(world: World, meeting: Meeting) -> None:
    LiveNote.objects.all().delete()

    room = taking_part.ask_aside(actor=world.noor.actor, meeting_id=meeting.pk, text="I am not OK.")

    heard = set(LiveNote.objects.values_list("channel", flat=True))
    assert heard == {f"thread:{room.pk}", f"thread:{presence(world.partner, meeting).pk}"}
    assert [one.text for one in queries.words_of(world.partner.actor, room)] == ["I am not OK."]
    for who in (world.holder, world.sam, world.kim):
        assert queries.words_of(who.actor, room) == []
        with pytest.raises(NotFound):
            queries.side_room(who.actor, room.pk)
        with pytest.raises(NotFound):
            taking_part.say_aside(actor=who.actor, room_id=room.pk, text="hello")
    taking_part.say_aside(actor=world.partner.actor, room_id=room.pk, text="I am here.")
    again = taking_part.ask_aside(actor=world.noor.actor, meeting_id=meeting.pk, text="Thank you.")
    assert again == room
    assert len(queries.words_of(world.noor.actor, room)) == 3


def test_the_back_room_is_the_facilitators_alone(world: World, meeting: Meeting) -> None:
    room = Room.objects.get(meeting=meeting, kind=Room.BACK)
    taking_part.say_back(actor=world.holder.actor, room_id=room.pk, text="Shall we go on?")

    assert [one.text for one in queries.words_of(world.partner.actor, room)] == ["Shall we go on?"]
    assert queries.words_of(world.noor.actor, room) == []
    with pytest.raises(NotFound):
        taking_part.say_back(actor=world.noor.actor, room_id=room.pk, text="hello")


def test_muting_and_putting_out_need_a_reason_that_is_traced(world: World, meeting: Meeting) -> None:
    one = presence(world.sam, meeting)
    with pytest.raises(ValidationError):
        leading.look_after(actor=world.holder.actor, presence_id=one.pk, what="mute", because="just so")
    with pytest.raises(NotFound):
        leading.look_after(actor=world.noor.actor, presence_id=one.pk, what="mute", because="safety")

    leading.look_after(actor=world.holder.actor, presence_id=one.pk, what="mute", because="over_time")
    with pytest.raises(NotNow):
        say(world.sam, meeting, "but")
    leading.look_after(actor=world.holder.actor, presence_id=one.pk, what="put_out", because="safety")
    say(world.noor, meeting, "calmer now")

    assert said(world.sam, meeting) == []
    with pytest.raises(ValidationError):
        meetings.enter_meeting(actor=world.sam.actor, meeting_id=meeting.pk)
    reasons = set(Trace.objects.filter(action="presence.lead").values_list("reason", flat=True))
    assert reasons == {"mute.over_time", "put_out.safety"}


def test_a_seat_taken_away_in_the_middle_of_a_meeting_closes_it(world: World, meeting: Meeting) -> None:
    leaving.remove_from_circle(actor=world.holder.actor, seat_id=world.seat(world.sam).pk, because="safety")
    say(world.noor, meeting, "after")
    say(world.holder, meeting, "guide after")

    assert said(world.sam, meeting) == []
    with pytest.raises(NotFound):
        queries.show(world.sam.actor, meeting.pk)
    assert "after" in said(world.noor, meeting)


def test_reported_words_go_to_the_case_team_under_the_name_of_the_circle(
    world: World, meeting: Meeting
) -> None:
    somebody(world.space, "Lea", Right.SAFEGUARDING_LEAD, age_band="25+")
    somebody(world.space, "Lio", Right.SAFEGUARDING_LEAD, age_band="25+")
    word = say(world.sam, meeting, "something bad")
    own = say(world.noor, meeting, "mine")
    with pytest.raises(ValidationError):
        report_meeting(actor=world.noor.actor, meeting_id=meeting.pk, ids=[own.pk], why="-")

    other = say(world.holder, meeting, "something worse")

    case = report_meeting(
        actor=world.noor.actor, meeting_id=meeting.pk, ids=[word.pk, own.pk, other.pk], why="It hurt."
    )

    assert Case.objects.get().pk == case.pk
    named = {one.membership for one in case.people.filter(part="named")}
    assert named == {world.sam.membership, world.holder.membership}
    with pytest.raises(NotFound):
        report_meeting(actor=world.late.actor, meeting_id=meeting.pk, ids=[word.pk], why="-")


def test_at_the_end_a_number_and_a_theme_stay_and_no_word(world: World, meeting: Meeting) -> None:
    word = say(world.noor, meeting, "gone soon")
    taking_part.give_sign(actor=world.sam.actor, meeting_id=meeting.pk, seq=word.seq, kind="hear")
    taking_part.ask_aside(actor=world.noor.actor, meeting_id=meeting.pk, text="aside")

    meetings.end_meeting(
        actor=world.holder.actor, meeting_id=meeting.pk, because="finished", theme="arriving"
    )

    over = Meeting.objects.get(pk=meeting.pk)
    assert (over.state, over.attended, over.theme) == (Meeting.ENDED, 2, "arriving")
    for model in (Word, Sign, Room, Presence):
        assert not model.objects.exists()
    containers = set(ContentGrant.objects.values_list("container", flat=True))
    assert containers == {world.circle.pk}


def test_two_answers_are_counted_and_who_gave_them_is_forgotten(world: World, meeting: Meeting) -> None:
    meetings.end_meeting(actor=world.holder.actor, meeting_id=meeting.pk, because="finished")
    check = queries.checks_of(world.noor.actor)[0]
    with pytest.raises(NotFound):
        meetings.answer_check(actor=world.sam.actor, check_id=check.pk, given={"belonged": 2, "took": 1})

    meetings.answer_check(actor=world.noor.actor, check_id=check.pk, given={"belonged": 2, "took": 1})

    assert Meeting.objects.get(pk=meeting.pk).answers == {"belonged": [0, 0, 1], "took": [0, 1, 0]}
    assert queries.checks_of(world.noor.actor) == []
    assert AfterCheck.objects.count() == 1
    assert (
        queries.answers_of(queries.show(world.holder.actor, meeting.pk)) is None
    )  # one answer tells too much


def test_what_nobody_ended_ends_by_itself_and_what_nobody_opened_is_noted(
    world: World, meeting: Meeting
) -> None:
    say(world.noor, meeting, "left lying")
    with stopped_at(meeting.starts_at + dt.timedelta(minutes=119)):
        assert meetings.tidy() == 0
    with stopped_at(meeting.starts_at + dt.timedelta(days=7, minutes=121)):
        meetings.tidy()

    states = list(Meeting.objects.order_by("starts_at").values_list("state", flat=True))
    assert states[:3] == ["ended", "missed", "planned"]
    assert not Word.objects.exists()


def test_whoever_is_kept_apart_reads_nothing_of_the_other(world: World, meeting: Meeting) -> None:
    leaving.block_from_seat(actor=world.noor.actor, seat_id=world.seat(world.sam).pk)
    say(world.sam, meeting, "from Sam")
    say(world.noor, meeting, "from Noor")

    assert said(world.noor, meeting) == ["from Noor"]
    assert said(world.sam, meeting) == ["from Sam"]
    assert said(world.holder, meeting) == ["from Sam", "from Noor"]


def test_a_word_opens_only_in_its_place(world: World, meeting: Meeting) -> None:
    word = say(world.noor, meeting, "here")
    Word.objects.filter(pk=word.pk).update(seat=world.seat(world.sam))

    with pytest.raises(CannotOpen):
        said(world.noor, meeting)


def test_a_deleted_person_leaves_no_word_and_no_presence(world: World, meeting: Meeting) -> None:
    say(world.noor, meeting, "mine")
    say(world.sam, meeting, "yours")
    leaving.forget_person(Person.objects.get(pk=world.noor.person.pk))

    assert said(world.sam, meeting) == ["yours"]
    assert not Presence.objects.filter(seat__membership=world.noor.membership).exists()


def test_open_pages_hear_their_own_rooms(world: World, meeting: Meeting) -> None:
    floor, back = (Room.objects.get(meeting=meeting, kind=kind) for kind in (Room.FLOOR, Room.BACK))
    room = taking_part.ask_aside(actor=world.noor.actor, meeting_id=meeting.pk, text="I am not OK.")

    heard = {
        name: set(circles_to_hear(getattr(world, name).person.pk))
        for name in ("holder", "noor", "kim", "late")
    }

    circle = f"thread:{world.circle.pk}"
    mine = {name: f"thread:{presence(getattr(world, name), meeting).pk}" for name in ("holder", "noor")}
    assert heard == {
        "holder": {circle, f"thread:{floor.pk}", f"thread:{back.pk}", mine["holder"]},
        "noor": {circle, f"thread:{floor.pk}", f"thread:{room.pk}", mine["noor"]},
        "kim": {circle},
        "late": set(),
    }


@pytest.mark.django_db(transaction=True)
def test_words_of_a_meeting_are_not_readable_on_the_disk_and_are_gone_at_its_end() -> None:
    canary = "Kanarienvogel im Kreis"
    world = make_world()
    with in_space(world.space):
        made = Meeting.objects.order_by("starts_at")[0]
        sit_down(world, world.noor)
        with stopped_at(made.starts_at):
            meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
            meetings.enter_meeting(actor=world.noor.actor, meeting_id=made.pk)
            say(world.noor, made, canary)
            say(world.holder, made, canary)
            sealed = [bytes(body) for body in Word.objects.values_list("body", flat=True)]
            assert hidden_in(disk(), canary) == []
            pieces = [body[20:60] for body in sealed]
            assert all(piece in disk() or piece.hex().encode() in disk() for piece in pieces)

            meetings.end_meeting(actor=world.holder.actor, meeting_id=made.pk, because="finished")

    left = disk()
    assert not any(piece in left or piece.hex().encode() in left for piece in pieces)


def test_whoever_is_let_in_while_a_meeting_goes_on_comes_late_like_others(world: World) -> None:
    world.circle = begin(world, is_closed=True)
    made = Meeting.objects.filter(circle=world.circle).order_by("starts_at")[0]
    with stopped_at(made.starts_at):
        meetings.open_meeting(actor=world.holder.actor, meeting_id=made.pk)
        say(world.holder, made, "Welcome, all.")
        seat = sit_down(world, world.noor)
        joining.answer_asking(actor=world.holder.actor, seat_id=seat.pk, lets_in=True)
        meetings.enter_meeting(actor=world.noor.actor, meeting_id=made.pk)

        assert said(world.noor, made) == ["Welcome, all."]
