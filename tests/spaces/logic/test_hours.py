"""Hours on a local clock."""

import datetime as dt

from muruna.spaces.logic.hours import hours_of, overlaps


def test_hours_are_open_on_the_local_clock():
    hours = hours_of("Europe/Berlin", [[6, "22:00", "02:00"]])  # Sunday night, winter: UTC+1

    assert hours.are_open(dt.datetime(2026, 11, 22, 21, 0, tzinfo=dt.UTC))
    assert hours.are_open(dt.datetime(2026, 11, 23, 0, 59, tzinfo=dt.UTC))
    assert not hours.are_open(dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC))
    assert hours.next_opening(dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)) == dt.datetime(
        2026, 11, 29, 21, 0, tzinfo=dt.UTC
    )


def test_no_hours_never_open():
    hours = hours_of("UTC", [])

    assert hours.next_opening(dt.datetime(2026, 11, 22, tzinfo=dt.UTC)) is None


def test_hours_that_lie_over_each_other_are_seen():
    assert overlaps(hours_of("UTC", [[0, "17:00", "21:00"], [0, "20:59", "22:00"]]).windows)
    assert overlaps(hours_of("UTC", [[6, "22:00", "02:00"], [0, "01:00", "03:00"]]).windows)
    assert not overlaps(hours_of("UTC", [[0, "17:00", "21:00"], [0, "21:00", "22:00"]]).windows)
