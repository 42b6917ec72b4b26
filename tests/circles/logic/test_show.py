"""The run of show: parts, turns, doors, counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.circles.logic import show
from muruna.circles.logic.show import QUESTIONS, ROUND, SMALLEST_COUNT, STAGES, Inside

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@given(st.lists(st.sampled_from([1, -1]), max_size=30))
def test_steps_stay_within_the_show(steps: list[int]) -> None:
    stage = STAGES[0]
    for by in steps:
        stage = show.step(stage, by)
        assert stage in STAGES
    assert show.step(STAGES[-1], 1) == STAGES[-1]


def test_doors_open_ten_minutes_early_and_close_with_the_hour() -> None:
    assert not show.may_open(NOON - dt.timedelta(minutes=10, seconds=1), NOON, 60)
    assert show.may_open(NOON - dt.timedelta(minutes=10), NOON, 60)
    assert show.may_open(NOON + dt.timedelta(minutes=59), NOON, 60)
    assert not show.may_open(NOON + dt.timedelta(minutes=60), NOON, 60)
    assert not show.is_over(NOON + dt.timedelta(minutes=119), NOON, 60)
    assert show.is_over(NOON + dt.timedelta(minutes=120), NOON, 60)


people = st.lists(st.builds(Inside, st.booleans(), st.booleans(), st.booleans()), max_size=10)


@given(people)
def test_the_round_asks_each_once_and_never_who_sits_quietly_or_is_gone(inside: list[Inside]) -> None:
    order = list(enumerate(inside))
    asked = []
    while (who := show.next_turn([(one, number) for number, one in order])) is not None:
        asked.append(who)
        one = order[who][1]
        order[who] = (who, Inside(one.is_quiet, True, one.is_here))

    may = [n for n, one in enumerate(inside) if one.is_here and not one.is_quiet and not one.has_had_turn]
    assert asked == may


@given(st.sampled_from(STAGES), st.booleans(), st.booleans())
def test_in_the_round_one_writes_after_the_other_and_a_facilitator_always(
    stage: str, is_muted: bool, has_turn: bool
) -> None:
    assert show.may_write(stage=stage, is_facilitator=True, is_muted=is_muted, has_turn=has_turn)
    may = show.may_write(stage=stage, is_facilitator=False, is_muted=is_muted, has_turn=has_turn)
    assert may == (not is_muted and (stage != ROUND or has_turn))


grades = st.fixed_dictionaries({name: st.integers(0, 2) for name in QUESTIONS})


@given(st.lists(grades, max_size=9))
def test_answers_become_counts_that_show_from_five_on(given_answers: list[dict[str, int]]) -> None:
    counts: dict[str, list[int]] = {}
    for one in given_answers:
        counts = show.counted(counts, one)

    for name in QUESTIONS:
        assert sum(counts.get(name, [])) == len(given_answers)
    assert show.may_be_shown(counts) == (len(given_answers) >= SMALLEST_COUNT)


@pytest.mark.parametrize(
    "given_answer", [{}, {"belonged": 1}, {"belonged": 1, "took": 3}, {"belonged": -1, "took": 0}]
)
def test_an_answer_that_is_none_counts_nothing(given_answer: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        show.counted({}, given_answer)
