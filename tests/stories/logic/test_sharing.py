"""Rules of sharing and reading time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.stories.logic.reading import minutes
from muruna.stories.logic.sharing import ANSWER_WITHIN, Side, came, may_answer, needs_a_look, rests

ADULT, MINOR, TRAINED = Side(False), Side(True), Side(False, supports_minors=True)


@pytest.mark.parametrize(
    ("writer", "reader", "may"),
    [
        (ADULT, ADULT, True), (MINOR, MINOR, True), (MINOR, ADULT, False), (ADULT, MINOR, False),
        (MINOR, TRAINED, True), (TRAINED, MINOR, True), (ADULT, TRAINED, True),
    ],
)  # fmt: skip
def test_words_between_ages_go_only_through_somebody_trained(writer: Side, reader: Side, may: bool) -> None:
    assert may_answer(writer, reader) is may


def test_the_first_ones_are_looked_at() -> None:
    assert [needs_a_look(shared_before=n, first_posts_reviewed=2) for n in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert not needs_a_look(shared_before=0, first_posts_reviewed=0)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)), st.integers(-400, 400))
def test_a_story_rests_a_month_after_it_was_asked_about_and_not_before(ask: dt.date, after: int) -> None:
    assert rests(ask, ask + dt.timedelta(days=after)) is (after >= ANSWER_WITHIN.days)


def test_what_came_is_never_a_number() -> None:
    assert came({"relate": 1, "thanks": 2, "helped": 300, "kept": 0}) == {
        "relate": "somebody", "thanks": "somebody", "helped": "several",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("word " * 40, 1),
        ("word " * 1000, 5),
        ("كلمة " * 1000, 5),
        ("語" * 2000, 5),
        ("한국 " * 1000, 5),
    ],
)
def test_reading_time(text: str, expected: int) -> None:
    assert minutes(text) == expected
