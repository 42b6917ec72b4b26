"""The simulator: fair to every policy, repeatable, and Muruna keeps what it claims."""

import pytest

from muruna.matching.logic.comparison import MEASURES, POLICIES, Summary, compare, summarise
from muruna.matching.logic.simulation import Setup, gini, make_world, run, serving

SHORT = Setup(hours=6)


def test_same_seed_same_outcome_and_other_seed_other_world() -> None:
    first, again = make_world(SHORT, 3), make_world(SHORT, 3)

    assert first == again
    assert make_world(SHORT, 4) != first
    assert run(SHORT, first, serving("muruna", 3)) == run(SHORT, again, serving("muruna", 3))


def test_worlds_follow_the_set_up() -> None:
    setup = Setup()
    worlds = [make_world(setup, seed) for seed in range(12)]

    supporters = [each for world in worlds for each in world.supporters]
    visits = [each for world in worlds for each in world.visits]

    assert len(supporters) == 12 * 12
    assert {len(each.languages) for each in supporters} == {1, 2}
    assert min(len(each.experiences) for each in supporters) >= 1
    assert min(len(each.request.wishes) for each in visits) >= 1
    assert len(visits) / 12 == pytest.approx(144, abs=12)
    assert sum(each.talk for each in visits) / len(visits) == pytest.approx(40, abs=4)
    assert sum(each.patience for each in visits) / len(visits) == pytest.approx(30, abs=3)
    rare = sum(each.request.languages[0] in worlds[0].rare for each in visits) / len(visits)
    assert rare == pytest.approx(0.20, abs=0.04)


@pytest.mark.parametrize("policy", POLICIES)
def test_everybody_is_served_or_leaves(policy: str) -> None:
    found = run(SHORT, make_world(SHORT, 1), serving(policy, 1))

    assert found.served is not None
    assert found.abandoned is not None
    assert found.served + found.abandoned == pytest.approx(1)


def test_muruna_keeps_quality_and_waits_of_the_others() -> None:
    # Seeds apart from those that chose the constants (10000-10199) and from the published ones (0-199).
    found = compare(POLICIES, Setup(), range(20_000, 20_012))
    fcfs, greedy, muruna = (found[policy] for policy in POLICIES)

    def mean(summary: Summary) -> float:
        assert summary.mean is not None
        return summary.mean

    assert mean(muruna["score"]) >= mean(greedy["score"]) - 0.01
    assert mean(muruna["score"]) > 1.7 * mean(fcfs["score"])
    assert mean(muruna["wait_minutes"]) <= mean(fcfs["wait_minutes"]) + 0.2
    assert mean(muruna["served"]) >= mean(fcfs["served"]) - 0.005
    assert mean(muruna["rare_language_abandoned"]) <= mean(greedy["rare_language_abandoned"])


def test_comparison_has_every_measure_and_says_none_without_visitors() -> None:
    nobody = compare(("fcfs",), Setup(arrivals_per_hour=1e-9, hours=1), range(2))

    assert list(nobody["fcfs"]) == list(MEASURES)
    assert nobody["fcfs"]["served"] == Summary(None, None)


def test_summary_by_hand() -> None:
    assert summarise([1.0, None, 3.0]) == Summary(2.0, 1.0)
    assert summarise([5.0]) == Summary(5.0, None)


def test_gini_by_hand() -> None:
    assert gini([2, 2, 2]) == pytest.approx(0)
    assert gini([0, 0, 3]) == pytest.approx(2 / 3)
    assert gini([0, 0]) is None


def test_unknown_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="no policy"):
        serving("best", 1)
