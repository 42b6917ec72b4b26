"""Where things stand in a picture over time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.wellbeing.logic.chart import HEIGHT, WIDTH, chart

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=30).map(sorted)


def at(days: int) -> dt.datetime:
    return NOON + dt.timedelta(days=days)


@given(days=DAYS, data=st.data(), mirrored=st.booleans())
def test_everything_stays_inside_and_time_goes_with_the_reading(days, data, mirrored) -> None:
    scores = [data.draw(st.floats(-5, 120)) for _day in days]
    marks = data.draw(st.lists(st.integers(-50, 450), max_size=6))

    drawn = chart(
        [(at(day), score) for day, score in zip(days, scores, strict=True)], low=0, high=100, band=(10, 40),
        marks=[at(day).date() for day in marks], is_mirrored=mirrored,
    )  # fmt: skip

    left, right = drawn.plot
    xs = [point.x for point in drawn.points]
    assert all(left - 0.01 <= x <= right + 0.01 for x in (*xs, *(one.x for one in drawn.marks)))
    assert all(0 <= point.y <= HEIGHT for point in drawn.points)
    assert xs == sorted(xs, reverse=mirrored)
    assert [one.x for one in drawn.days] == sorted((one.x for one in drawn.days), reverse=mirrored)
    assert {one.number for one in drawn.marks} == {
        number for number, day in enumerate(marks, 1) if days[0] <= day <= days[-1]
    }


def test_mirrored_is_the_same_picture_turned_round() -> None:
    series = [(at(0), 10.0), (at(30), 60.0), (at(60), 20.0)]

    there, back = (chart(series, low=0, high=100, is_mirrored=turned) for turned in (False, True))

    assert [point.x for point in back.points] == [WIDTH - point.x for point in there.points]
    assert [point.y for point in back.points] == [point.y for point in there.points]
    assert back.figures_x == WIDTH - there.figures_x


def test_band_lies_between_its_two_figures() -> None:
    drawn = chart([(at(0), 50.0)], low=0, high=100, band=(40, 60))
    upper, height = drawn.band or (0, 0)
    zero, _half, hundred = drawn.ticks

    assert height == pytest.approx((zero.y - hundred.y) * 0.2)
    assert upper < drawn.points[0].y < upper + height


def test_days_that_would_touch_are_not_both_written() -> None:
    assert len(chart([(at(0), 1.0), (at(0), 2.0)], low=0, high=3).days) == 1
    assert len(chart([(at(day), 1.0) for day in (0, 1, 60)], low=0, high=3).days) == 2
    assert len(chart([(at(day), 1.0) for day in (0, 30, 60)], low=0, high=3).days) == 3


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        chart([], low=0, high=3)


def test_numbers_of_marks_that_are_near_stand_together() -> None:
    marks = [at(day).date() for day in (10, 11, 12, 40)]

    drawn = chart([(at(0), 1.0), (at(60), 2.0)], low=0, high=3, marks=marks)

    assert [(one.first, one.last) for one in drawn.labels] == [(1, 3), (4, 4)]
    assert drawn.labels[0].x == pytest.approx(sum(one.x for one in drawn.marks[:3]) / 3)
    mirrored = chart([(at(0), 1.0), (at(60), 2.0)], low=0, high=3, marks=marks, is_mirrored=True)
    assert [(one.first, one.last) for one in mirrored.labels] == [(1, 3), (4, 4)]
