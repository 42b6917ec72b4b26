"""Who may never be proposed to whom."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given

from muruna.matching.logic.filters import SAYABLE, Refusal, is_edge, refusals, why_nobody
from muruna.matching.logic.needs import (
    AgeBand,
    Limits,
    Lived,
    Load,
    Request,
    Rules,
    Supporter,
    Track,
    Wish,
)
from muruna.spaces.logic.hours import Hours, Window, always
from tests.matching.logic.people import (
    BRIEF,
    NOW,
    OPEN_RULES,
    a_request,
    a_supporter,
    requests,
    supporters,
    told,
)

CLOSED = Hours("UTC", (Window(0, time(9), time(10)),))
YESTERDAY = NOW - timedelta(days=1)


def test_plain_pair_is_an_edge() -> None:
    assert refusals(a_request(), a_supporter(), Rules(), NOW) == frozenset()


@pytest.mark.parametrize(
    ("request_", "supporter", "reason"),
    [
        (a_request(space="t"), a_supporter(), Refusal.OTHER_SPACE),
        (a_request(persona="p1"), a_supporter(), Refusal.SAME_PERSON),
        (a_request(), a_supporter(blocks=frozenset({"member"})), Refusal.BLOCKED),
        (a_request(not_these=frozenset({"p1"})), a_supporter(), Refusal.MAY_KNOW),
        (a_request(languages=("ar",)), a_supporter(), Refusal.NO_COMMON_LANGUAGE),
        (a_request(age_band=AgeBand.FROM_16), a_supporter(), Refusal.AGE),
        (a_request(), a_supporter(right_valid_until=None), Refusal.NO_RIGHT),
        (a_request(), a_supporter(right_valid_until=NOW), Refusal.NO_RIGHT),
        (a_request(), a_supporter(paused_until=NOW + timedelta(minutes=1)), Refusal.PAUSED),
        (a_request(), a_supporter(load=Load(open_conversations=3)), Refusal.LIMIT_REACHED),
        (a_request(), a_supporter(load=Load(1), in_probation=True), Refusal.LIMIT_REACHED),
        (a_request(), a_supporter(load=Load(1), limits=Limits(1)), Refusal.LIMIT_REACHED),
        (a_request(), a_supporter(load=Load(minutes_this_shift=120)), Refusal.LIMIT_REACHED),
        (a_request(days=2), a_supporter(load=Load(minutes_this_week=480)), Refusal.LIMIT_REACHED),
        (
            a_request(topics=frozenset({"grief"})),
            a_supporter(topics_not_now=frozenset({"grief"})),
            Refusal.NOT_NOW,
        ),
        (
            a_request(wishes=(Wish("grief"),)),
            a_supporter(topics_not_now=frozenset({"grief"})),
            Refusal.NOT_NOW,
        ),
        (a_request(avoid=frozenset({"rural"})), a_supporter(experiences=told("rural")), Refusal.NOT_WANTED),
        (a_request(declined=frozenset({"p1"})), a_supporter(), Refusal.DECLINED),
        (a_request(), a_supporter(hours=CLOSED), Refusal.NOT_ON_DUTY),
        (a_request(), a_supporter(hours=CLOSED, free_until=NOW), Refusal.NOT_ON_DUTY),
    ],
)
def test_each_filter_stands_alone(request_: Request, supporter: Supporter, reason: Refusal) -> None:
    assert refusals(request_, supporter, Rules(), NOW) == {reason}


@pytest.mark.parametrize(
    ("request_", "supporter"),
    [
        (a_request(), a_supporter(paused_until=YESTERDAY)),
        (a_request(days=3), a_supporter(hours=CLOSED)),
        (a_request(), a_supporter(hours=CLOSED, free_until=NOW + timedelta(minutes=1))),
        (a_request(days=3), a_supporter(load=Load(minutes_this_shift=120))),
        (a_request(), a_supporter(load=Load(2, 119, 479))),
    ],
)
def test_what_does_not_stand_in_the_way(request_: Request, supporter: Supporter) -> None:
    assert is_edge(request_, supporter, Rules(), NOW)


def test_avoiding_something_hidden_finds_nothing_out() -> None:
    secret = a_supporter(experiences=(Lived("rural", matcher_may_use=True),))

    assert is_edge(a_request(avoid=frozenset({"rural"})), secret, Rules(), NOW)


MEMBERS = list(AgeBand)
BOTH = frozenset(Track)


@pytest.mark.parametrize(
    ("supporter_band", "tracks", "rules", "members_met"),
    [
        (AgeBand.FROM_25, BOTH, OPEN_RULES, MEMBERS),
        (AgeBand.FROM_18, BOTH, Rules(), MEMBERS[2:]),
        (AgeBand.FROM_18, {Track.ADULTS}, OPEN_RULES, MEMBERS[2:]),
        (AgeBand.FROM_18, {Track.UNDER_18}, OPEN_RULES, MEMBERS[:2]),
        (AgeBand.FROM_16, BOTH, OPEN_RULES, MEMBERS[:2]),
        (AgeBand.FROM_16, BOTH, Rules(adults_may_support_minors=True), []),
        (AgeBand.FROM_16, {Track.ADULTS}, OPEN_RULES, []),
        (AgeBand.FROM_13, BOTH, OPEN_RULES, []),
    ],
)
def test_age_bands_meet_only_by_track_and_profile(
    supporter_band: AgeBand, tracks: set[Track], rules: Rules, members_met: list[AgeBand]
) -> None:
    supporter = a_supporter(age_band=supporter_band, tracks=frozenset(tracks))

    met = [band for band in AgeBand if is_edge(a_request(age_band=band), supporter, rules, NOW)]

    assert met == members_met


@BRIEF
@given(requests(0), supporters(0))
def test_no_edge_crosses_a_line_and_edge_means_no_refusal(request_: Request, supporter: Supporter) -> None:
    found = refusals(request_, supporter, OPEN_RULES, NOW)

    assert is_edge(request_, supporter, OPEN_RULES, NOW) == (not found)
    if not found:
        assert supporter.languages & set(request_.languages)
        assert request_.persona not in supporter.blocks
        assert supporter.id not in request_.not_these | request_.declined
        assert supporter.load.open_conversations < (1 if supporter.in_probation else 3)
        minor = request_.age_band.is_minor
        assert (Track.UNDER_18 if minor else Track.ADULTS) in supporter.tracks
        assert minor or not supporter.age_band.is_minor


def test_explanation_leaves_out_whatever_is_private() -> None:
    blocked = a_supporter(id="p2", blocks=frozenset({"member"}), hours=CLOSED)
    away = a_supporter(id="p3", hours=CLOSED)
    full = a_supporter(id="p4", load=Load(3))

    assert why_nobody(a_request(), [blocked], Rules(), NOW) == frozenset()
    assert why_nobody(a_request(), [blocked, away], Rules(), NOW) == {Refusal.NOT_ON_DUTY}
    assert why_nobody(a_request(), [full, away], Rules(), NOW) == {Refusal.NOT_ON_DUTY, Refusal.LIMIT_REACHED}
    assert not SAYABLE & {Refusal.BLOCKED, Refusal.MAY_KNOW, Refusal.AGE, Refusal.NO_RIGHT, Refusal.PAUSED}


@pytest.mark.parametrize(
    ("month", "day", "hour", "minute", "is_open"),
    [  # Rome, Sundays 09:00-11:00: 08:00-10:00 UTC in winter, 07:00-09:00 in summer (from 29 March 2026)
        (3, 22, 7, 59, False),
        (3, 22, 8, 0, True),
        (3, 22, 10, 0, False),
        (3, 29, 6, 59, False),
        (3, 29, 7, 0, True),
        (3, 29, 9, 0, False),
        (10, 25, 8, 0, True),  # winter again from this morning
        (10, 25, 7, 30, False),
    ],
)
def test_hours_follow_summer_time(month: int, day: int, hour: int, minute: int, is_open: bool) -> None:
    hours = Hours("Europe/Rome", (Window(6, time(9), time(11)),))

    assert hours.are_open(datetime(2026, month, day, hour, minute, tzinfo=UTC)) == is_open


def test_hours_cross_midnight_and_the_week() -> None:
    hours = Hours("Asia/Beirut", (Window(6, time(22), time(2)),))  # Sunday night, UTC+2 in February

    assert hours.are_open(datetime(2026, 2, 1, 20, 0, tzinfo=UTC))
    assert hours.are_open(datetime(2026, 2, 1, 23, 59, tzinfo=UTC))  # Monday 01:59 in Beirut
    assert not hours.are_open(datetime(2026, 2, 2, 0, 0, tzinfo=UTC))
    assert hours.next_opening(datetime(2026, 2, 1, 20, 0, tzinfo=UTC)) == datetime(2026, 2, 8, 20, tzinfo=UTC)


def test_hours_that_the_clock_doubles_or_skips_are_kept() -> None:
    doubled = Hours("Europe/Rome", (Window(6, time(2), time(3)),))
    until_doubled = Hours("Europe/Rome", (Window(6, time(1), time(2, 30)),))
    skipped = Hours("Europe/Rome", (Window(6, time(2, 15), time(4)),))

    assert doubled.are_open(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))  # 02:30 for the first time
    assert doubled.are_open(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # and again
    assert until_doubled.are_open(
        datetime(2026, 10, 25, 1, 29, tzinfo=UTC)
    )  # until 02:30 for the second time
    assert not until_doubled.are_open(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert skipped.are_open(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))  # 03:30, minutes after the jump


def test_hours_always_and_never() -> None:
    assert always().are_open(NOW)
    assert not Hours("UTC").are_open(NOW)
    assert Hours("UTC").next_opening(NOW) is None


@pytest.mark.parametrize("wrong", [{"open_conversations": 4}, {"shift_minutes": 121}, {"week_minutes": -1}])
def test_limits_above_the_ceiling_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="never higher"):
        Limits(**wrong)


def test_request_keeps_its_place_after_a_no() -> None:
    before = a_request(waiting_since=YESTERDAY)

    after = before.without("p1")

    assert after == replace(before, declined=frozenset({"p1"}))
    assert after.waiting_since == YESTERDAY
