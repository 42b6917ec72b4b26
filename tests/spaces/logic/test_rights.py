"""Rules of rights, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.spaces.logic.rights import Holder, Problem, Wish, add_months, length_problems, problems

TODAY = dt.date(2026, 11, 22)
MEMBER = Holder(frozenset(), is_minor=False, is_giver=False)
RULES = {
    "giver_roles": {"coordinator"},
    "today": TODAY,
    "tracks_here": ("adults",),
    "roles_for_minors": (),
}


def found(wish, holder=MEMBER, **rules):
    return problems(wish, holder, **{**RULES, **rules})


def test_a_coordinator_gives_a_year():
    assert found(Wish("supervisor", dt.date(2027, 11, 22))) == []


@pytest.mark.parametrize(
    ("wish", "holder", "problem"),
    [
        (Wish("coordinator", TODAY), Holder(frozenset(), False, is_giver=True), Problem.ONESELF),
        (Wish("steward", TODAY), MEMBER, Problem.STEWARD_BY_STEWARD),
        (Wish("lead", TODAY), Holder(frozenset({"lead"}), False, False), Problem.HAS_IT),
        (Wish("lead", TODAY), Holder(frozenset(), is_minor=True, is_giver=False), Problem.TOO_YOUNG),
        (Wish("lead", dt.date(2027, 11, 23)), MEMBER, Problem.TOO_LONG),
        (Wish("lead", dt.date(2026, 11, 21)), MEMBER, Problem.ENDED),
        (Wish("supporter", TODAY), MEMBER, Problem.NO_TRACK),
        (Wish("supporter", TODAY, frozenset({"under-18"})), MEMBER, Problem.TRACK_NOT_HERE),
    ],
)
def test_each_rule_speaks_for_itself(wish, holder, problem):
    assert found(wish, holder) == [problem]


def test_a_steward_makes_a_steward():
    assert found(Wish("steward", TODAY), giver_roles={"steward"}) == []


def test_months_end_where_months_end():
    assert add_months(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2026, 12, 5), 12) == dt.date(2027, 12, 5)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 800))
def test_no_right_outlives_a_year(day, days):
    ends = day + dt.timedelta(days=days)

    assert (length_problems(ends, day) == []) == (ends <= add_months(day, 12))
