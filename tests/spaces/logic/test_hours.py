"""Hours on a local clock."""

import datetime as dt

from muruna.spaces.logic.hours import always, hours_of, left_over, overlaps


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


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=dt.UTC)


def test_hours_between_two_moments_are_cut_at_both():
    hours = hours_of("Europe/Berlin", [[6, "22:00", "02:00"], [0, "17:00", "21:00"]])  # winter: UTC+1

    assert hours.between(at(22, 23), at(23, 18)) == [(at(22, 23), at(23, 1)), (at(23, 16), at(23, 18))]
    assert hours.between(at(23, 2), at(23, 15)) == []
    assert len(hours.between(at(22, 0), at(29, 0))) == 2


def test_hours_that_nobody_covers_are_what_is_left_over():
    promised = [(at(23, 16), at(23, 20)), (at(24, 16), at(24, 20))]

    assert left_over(promised, []) == promised
    assert left_over(promised, [(at(23, 15), at(23, 17)), (at(23, 18), at(23, 19))]) == [
        (at(23, 17), at(23, 18)), (at(23, 19), at(23, 20)), promised[1],
    ]  # fmt: skip
    assert left_over(promised, [(at(23, 18), at(24, 18))]) == [
        (at(23, 16), at(23, 18)),
        (at(24, 18), at(24, 20)),
    ]
    assert left_over(promised, always().between(at(23, 0), at(25, 0))) == []
