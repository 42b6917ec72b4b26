"""When a circle meets: RFC 5545 on the wall clock."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.circles.logic.series import MOST_TIMES, RHYTHMS, BadRule, Series, occurrences, rule_for

BERLIN = "Europe/Berlin"


def _local(series: Series) -> list[dt.datetime]:
    return [one.astimezone(ZoneInfo(series.zone)) for one in occurrences(series)]


def test_the_hour_on_the_wall_stays_across_summer_time() -> None:
    series = Series(
        dt.date(2026, 10, 20), dt.time(18), 60, BERLIN, rule_for("weekly", dt.date(2026, 10, 20), 2)
    )

    assert occurrences(series) == [
        dt.datetime(2026, 10, 20, 16, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 27, 17, tzinfo=dt.UTC),
    ]


def test_the_second_tuesday_stays_the_second_tuesday() -> None:
    first = dt.date(2026, 1, 13)
    days = [
        one.date() for one in _local(Series(first, dt.time(9), 60, BERLIN, rule_for("monthly", first, 3)))
    ]

    assert days == [first, dt.date(2026, 2, 10), dt.date(2026, 3, 10)]


def test_a_fifth_weekday_becomes_the_last_one() -> None:
    first = dt.date(2026, 1, 30)
    days = [
        one.date() for one in _local(Series(first, dt.time(9), 60, BERLIN, rule_for("monthly", first, 3)))
    ]

    assert days == [first, dt.date(2026, 2, 27), dt.date(2026, 3, 27)]


def test_an_hour_that_the_clock_jumps_over_keeps_the_offset_from_before() -> None:
    series = Series(dt.date(2026, 3, 29), dt.time(2, 30), 60, BERLIN, "FREQ=DAILY;COUNT=1")

    assert occurrences(series) == [dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)]


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;COUNT=500", "nonsense;COUNT=2", "FREQ=X;COUNT=2"]
)
def test_a_rule_without_an_end_or_a_meaning_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        occurrences(Series(dt.date(2026, 1, 1), dt.time(9), 60, BERLIN, rule))


@given(
    st.sampled_from(RHYTHMS),
    st.dates(dt.date(2026, 1, 1), dt.date(2032, 1, 1)),
    st.times(),
    st.integers(1, MOST_TIMES),
    st.sampled_from([BERLIN, "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "UTC"]),
)
def test_every_series_begins_on_its_day_goes_forward_and_ends(
    rhythm: str, first: dt.date, at: dt.time, times: int, zone: str
) -> None:
    at = at.replace(microsecond=0, fold=0)
    found = occurrences(Series(first, at, 60, zone, rule_for(rhythm, first, times)))

    assert len(found) == (1 if rhythm == "once" else times)
    assert found == sorted(set(found))
    assert found[0] == dt.datetime.combine(first, at, ZoneInfo(zone)).astimezone(dt.UTC)
    if rhythm in {"weekly", "fortnightly"}:
        days = {(b - a).days for a, b in pairwise(found)}
        assert days <= ({6, 7} if rhythm == "weekly" else {13, 14})
