import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.notifications.logic.moments import Wishes, due_at, has_looked_since, not_before

BEIRUT = Wishes("hour", dt.time(22), dt.time(8), "Asia/Beirut")
ZONES = ["UTC", "Asia/Beirut", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kolkata", "Australia/Lord_Howe"]


def at(hour, minute=0, day=22):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=dt.UTC)


@given(
    asked=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC)),
    start=st.times(),
    end=st.times(),
    zone=st.sampled_from(ZONES),
    seed=st.integers(0, 999),
)
def test_line_is_never_at_once_never_in_quiet_hours_and_never_lost(asked, start, end, zone, seed):
    wishes = Wishes("day", start.replace(microsecond=0), end.replace(microsecond=0), zone)

    due = due_at(asked, None, wishes, random.Random(seed))

    assert dt.timedelta(minutes=6) <= due - asked <= dt.timedelta(hours=25, minutes=30)
    # Whoever leaves fewer minutes of the day open than the blur is long gets the line just after them.
    assert not wishes.is_quiet(due) or not wishes.is_quiet(due - dt.timedelta(minutes=9, seconds=1))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [(at(19, 59), False), (at(20), True), (at(3), True), (at(5, 59), True), (at(6), False), (at(12), False)],
)
def test_quiet_hours_run_over_midnight_in_the_persons_own_zone(moment, quiet):
    assert BEIRUT.is_quiet(moment) is quiet  # 22 to 8 in Beirut is 20 to 6 in UTC


def test_equal_ends_mean_no_quiet_hours():
    always = Wishes("hour", dt.time(9), dt.time(9), "UTC")

    assert not any(always.is_quiet(at(hour)) for hour in range(24))


def test_news_of_the_night_comes_in_the_morning_at_no_exact_minute():
    seen = {due_at(at(23), None, BEIRUT, random.Random(seed)) for seed in range(50)}

    assert len(seen) == 50
    assert at(6, 1, day=23) <= min(seen)
    assert max(seen) <= at(6, 9, day=23)


def test_second_line_waits_for_its_period():
    earliest = not_before(at(12), BEIRUT)

    assert earliest == at(13)
    assert due_at(at(12, 20), earliest, BEIRUT, random.Random(1)) >= at(13, 1)


def test_only_a_page_of_a_later_minute_counts_as_having_looked():
    assert not has_looked_since(at(12, 5).replace(second=30), [at(12, 5)])
    assert has_looked_since(at(12, 5).replace(second=30), [at(11), at(12, 6)])
