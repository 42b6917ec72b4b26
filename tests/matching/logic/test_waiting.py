"""The staffing calculator against published figures and the simulator; the estimate by hand."""

from datetime import UTC, datetime
from math import exp

import pytest

from muruna.matching.logic.simulation import Setup, make_world, run, serving
from muruna.matching.logic.waiting import (
    Estimate,
    Outlook,
    Waited,
    erlang_a,
    erlang_c,
    estimate,
    supporters_needed,
)


def test_erlang_c_by_hand() -> None:
    one = erlang_c(arrivals=0.5, talk=1, supporters=1)  # M/M/1: must wait = load, wait = load / (1 - load)
    two = erlang_c(arrivals=1, talk=1, supporters=2)  # M/M/2 at half load: exactly one third must wait

    assert (one.must_wait, one.mean_wait) == pytest.approx((0.5, 1.0))
    assert (two.must_wait, two.mean_wait) == pytest.approx((1 / 3, 1 / 3))


def test_both_closed_forms_give_the_published_example() -> None:
    # Gans, Koole & Mandelbaum 2003: 50 agents, 48 calls a minute, talks of 1 minute, patience of 2.
    patient = erlang_c(arrivals=48, talk=1, supporters=50)
    impatient = erlang_a(arrivals=48, talk=1, patience=2, supporters=50)

    assert round(patient.mean_wait * 60, 1) == 20.8  # seconds
    assert round(impatient.leaves, 3) == 0.031
    assert round(impatient.mean_wait * 60, 1) == 3.7


def test_erlang_a_by_hand() -> None:
    # When patience equals a talk, the number present is Poisson (M/M/infinity): 1 supporter, load 1.
    found = erlang_a(arrivals=1, talk=1, patience=1, supporters=1)

    assert found.must_wait == pytest.approx(1 - exp(-1))
    assert found.mean_wait == pytest.approx(exp(-1))  # mean present 1, mean busy 1 - 1/e
    assert found.leaves == pytest.approx(exp(-1))


def test_erlang_a_becomes_erlang_c_when_patience_has_no_end() -> None:
    patient = erlang_c(arrivals=6 / 60, talk=40, supporters=6)
    nearly = erlang_a(arrivals=6 / 60, talk=40, patience=1e7, supporters=6)

    assert nearly.must_wait == pytest.approx(patient.must_wait, rel=1e-3)
    assert nearly.mean_wait == pytest.approx(patient.mean_wait, rel=1e-3)


def test_erlang_a_settles_where_erlang_c_does_not() -> None:
    overloaded = {"arrivals": 12.0, "talk": 1.0, "supporters": 10}

    with pytest.raises(ValueError, match="grow for ever"):
        erlang_c(arrivals=12, talk=1, supporters=10)
    assert erlang_a(**overloaded, patience=1).leaves == pytest.approx(1 - 10 / 12, abs=0.06)  # type: ignore[arg-type]


def test_simulator_agrees_with_erlang_a_where_its_assumptions_hold() -> None:
    # One language, so that everybody can be served by everybody; short steps, because the formula has none.
    setup = Setup(arrivals_per_hour=24, hours=72, step=0.25, languages=(1.0,), languages_most=1, rare=0)
    formula = erlang_a(arrivals=24 / 60, talk=40, patience=30, supporters=12)

    runs = [run(setup, make_world(setup, seed), serving("fcfs", seed)) for seed in range(4)]

    left = [each.abandoned for each in runs if each.abandoned is not None]
    waits = [each.wait_minutes for each in runs if each.wait_minutes is not None]
    assert len(left) == 4
    assert sum(left) / 4 == pytest.approx(formula.leaves, abs=0.03)
    assert sum(waits) / 4 == pytest.approx(formula.mean_wait, abs=1.0)


def test_supporters_needed_is_the_fewest() -> None:
    needed = supporters_needed(arrivals=0.1, talk=40, patience=30, leaves_most=0.05)

    assert erlang_a(arrivals=0.1, talk=40, patience=30, supporters=needed).leaves <= 0.05
    assert erlang_a(arrivals=0.1, talk=40, patience=30, supporters=needed - 1).leaves > 0.05


@pytest.mark.parametrize("wrong", [{"arrivals": 0.0}, {"talk": -1.0}, {"patience": 0.0}, {"supporters": 0}])
def test_senseless_staffing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="more than zero"):
        erlang_a(**({"arrivals": 1.0, "talk": 1.0, "patience": 1.0, "supporters": 1} | wrong))  # type: ignore[arg-type]


def served(*minutes: float) -> list[Waited]:
    """Waits that ended with a supporter."""
    return [Waited(each, was_served=True) for each in minutes]


def test_estimate_says_when_it_does_not_know() -> None:
    assert estimate([]) == Estimate(Outlook.NOT_KNOWN_YET)
    assert estimate(served(*range(19))) == Estimate(Outlook.NOT_KNOWN_YET)


def test_estimate_gives_half_and_four_fifths_rounded_up() -> None:
    assert estimate(served(*range(1, 21))) == Estimate(Outlook.USUALLY_BETWEEN, 10, 20)


def test_those_who_left_make_the_estimate_longer() -> None:
    reached = served(*range(1, 21))
    left = [Waited(4.5, was_served=False)] * 10

    longer = estimate(reached + left)

    assert longer == Estimate(Outlook.USUALLY_BETWEEN, 15, 20)


def test_estimate_does_not_reach_past_its_data() -> None:
    nobody = [Waited(each, was_served=False) for each in range(1, 21)]

    assert estimate(nobody) == Estimate(Outlook.OFTEN_LONGER_THAN, low_minutes=15)
    assert estimate(served(*range(1, 15)) + [Waited(30, was_served=False)] * 8) == Estimate(
        Outlook.OFTEN_LONGER_THAN, low_minutes=15
    )


def test_estimate_with_nobody_on_duty_names_the_next_hour() -> None:
    later = datetime(2026, 3, 4, 18, tzinfo=UTC)

    found = estimate(served(*range(50)), anybody_on_duty=False, next_hours=later)

    assert found == Estimate(Outlook.NOBODY_ON_DUTY, next_hours=later)
