"""Who may come in, and who comes next."""

from hypothesis import given
from hypothesis import strategies as st

from muruna.circles.logic.entry import (
    MINORS,
    Asking,
    Refusal,
    are_of_one_generation,
    first_state,
    next_in,
    refusals,
)

BANDS = ("13-15", "16-17", "18-24", "25+")
GOOD = Asking("25+", declares=True, agrees=True, agreed_to=2)


def _against(asking: Asking, **changes: bool) -> list[Refusal]:
    usual = {"has_seat": False, "was_removed": False}
    return refusals(asking, ages=("18-24", "25+"), version=2, **{**usual, **changes})


def test_whoever_it_is_for_may_ask() -> None:
    assert _against(GOOD) == []


def test_each_reason_stands_alone() -> None:
    assert _against(Asking("16-17", True, True, 2)) == [Refusal.AGE]
    assert _against(Asking("25+", False, True, 2)) == [Refusal.NOT_DECLARED]
    assert _against(Asking("25+", True, False, 2)) == [Refusal.NOT_AGREED]
    assert _against(Asking("25+", True, True, 1)) == [Refusal.OLD_AGREEMENT]
    assert _against(GOOD, has_seat=True) == [Refusal.HAS_SEAT]
    assert _against(GOOD, was_removed=True) == [Refusal.WAS_REMOVED]


@given(st.sets(st.sampled_from(BANDS)))
def test_no_circle_mixes_minors_and_adults(ages: set[str]) -> None:
    mixed = bool(ages & MINORS) and bool(ages - MINORS)

    assert are_of_one_generation(ages) == (bool(ages) and not mixed)


@given(st.booleans(), st.integers(0, 30), st.integers(3, 24), st.booleans())
def test_nobody_sits_down_above_the_capacity_or_beside_whom_they_must_not_meet(
    is_closed: bool, taken: int, capacity: int, apart: bool
) -> None:
    state = first_state(is_closed=is_closed, taken=taken, capacity=capacity, is_kept_apart=apart)

    if state == "here":
        assert taken < capacity
        assert not apart
        assert not is_closed
    assert state in {"here", "asked", "waiting"}


rows = st.lists(st.tuples(st.integers(0, 99), st.booleans(), st.integers()), max_size=12)


@given(rows, st.integers(-3, 12))
def test_the_longest_waiting_come_in_and_no_more_than_fit(
    waiting: list[tuple[int, bool, int]], free: int
) -> None:
    numbered = [(place, apart, number) for number, (place, apart, _who) in enumerate(waiting)]
    chosen = next_in(numbered, free=free)

    assert len(chosen) <= max(0, free)
    assert not any(waiting[number][1] for number in chosen)
    left_out = {n for _place, apart, n in numbered if not apart} - set(chosen)
    if chosen and left_out:
        assert max(waiting[n][0] for n in chosen) <= min(waiting[n][0] for n in left_out)
    if left_out:
        assert len(chosen) == max(0, free)
