"""The plan's own rules: cautions before anything else, order kept, nothing lost in writing it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from muruna.strategies.logic import who_knows
from muruna.strategies.logic.who_knows import Entry, Plan

entries = some.builds(
    Entry,
    id=some.uuids().map(lambda one: one.hex[:8]),
    name=some.text(max_size=20),
    knows=some.sampled_from(who_knows.KNOWS),
    safe=some.sampled_from(who_knows.SAFE),
    depends=some.lists(some.sampled_from(who_knows.DEPENDS), unique=True).map(tuple),
    plan=some.text(max_size=50),
)
plans = some.builds(
    Plan,
    people=some.lists(entries, max_size=6, unique_by=lambda one: one.id).map(tuple),
    places=some.text(max_size=50),
    if_bad=some.text(max_size=50),
)


def test_whoever_gives_me_a_home_is_no_light_matter() -> None:
    father = Entry("1", "F", safe="unsure", depends=("home",))

    assert who_knows.cautions(father, Plan((father,))) == ["depends", "no_place", "no_way_on"]
    assert who_knows.cautions(father, Plan((father,), places="Aunt", if_bad="Bag is packed")) == ["depends"]


def test_unsafe_is_said_first_and_known_is_left_alone() -> None:
    assert who_knows.cautions(Entry("1", "U", safe="unsafe"), Plan()) == ["unsafe"]
    assert who_knows.cautions(Entry("1", "U", knows="knows", safe="unsafe"), Plan()) == []


def test_gentle_beginning_is_safe_and_needed_for_nothing() -> None:
    needed = Entry("1", "A", safe="safe", depends=("money",))
    knowing = Entry("2", "B", knows="knows", safe="safe")
    friend = Entry("3", "C", safe="safe")

    assert who_knows.good_first(Plan((needed, knowing))) is None
    assert who_knows.good_first(Plan((needed, knowing, friend))) == friend


@given(plans)
def test_written_down_and_read_again_is_the_same(plan: Plan) -> None:
    assert who_knows.from_data(who_knows.as_data(plan)) == plan


@given(plans, some.data())
def test_moving_there_and_back_changes_nothing_and_loses_nobody(plan: Plan, data: some.DataObject) -> None:
    if not plan.people:
        return
    who = data.draw(some.sampled_from(plan.people))
    later = who_knows.moved(plan, who.id, earlier=False)

    assert sorted(one.id for one in later.people) == sorted(one.id for one in plan.people)
    if later != plan:
        assert who_knows.moved(later, who.id, earlier=True) == plan


def test_full_plan_refuses_one_more_but_still_changes() -> None:
    full = Plan(tuple(Entry(str(n), "x") for n in range(who_knows.MOST)))

    with pytest.raises(ValueError, match="full"):
        who_knows.with_entry(full, Entry("new", "y"))
    assert who_knows.with_entry(full, Entry("0", "y")).people[0].name == "y"
