"""Which posts wait, who keeps company, when a first week is over."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from muruna.circles.logic.wall import company, is_new, waits_for_reader


@given(st.integers(0, 12), st.integers(0, 10), st.booleans(), st.booleans())
def test_only_first_posts_wait_and_only_while_nobody_can_read_them(
    shown: int, reviewed: int, is_there: bool, holds: bool
) -> None:
    waits = waits_for_reader(
        shown_before=shown, first_posts_reviewed=reviewed, reader_is_there=is_there, holds=holds
    )

    assert waits == (not holds and not is_there and shown < reviewed)


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=3), st.integers()), max_size=8))
def test_whoever_has_the_fewest_newcomers_keeps_company(offering: list[tuple[int, str, int]]) -> None:
    chosen = company(offering)

    if offering:
        assert min(row[0] for row in offering) == next(row[0] for row in sorted(offering) if row[2] == chosen)
    else:
        assert chosen is None


def test_a_week_has_seven_days() -> None:
    monday = dt.date(2026, 3, 2)
    assert is_new(monday, dt.date(2026, 3, 8))
    assert not is_new(monday, dt.date(2026, 3, 9))
