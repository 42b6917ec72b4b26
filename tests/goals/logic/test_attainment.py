"""The T score of goal attainment scaling, by hand, by published figures, and by its properties."""

import json
import math
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from muruna.goals.logic.attainment import RHO, in_words, t_score
from muruna.goals.management.commands.attainment import Command

RATED = st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 5)), max_size=11)


@pytest.mark.parametrize(
    ("scores", "weights", "t"),
    [
        # One goal: ten points a level (Kiresuk and Sherman 1968: mean 50, standard deviation 10).
        ([-2], [1], 30.0),
        ([1], [7], 60.0),
        # Equal weights, by hand: T = 50 + C * sum of scores, where C = 10 / sqrt(0.7 n + 0.3 n n).
        ([1, 0], [1, 1], 56.20),
        ([1, 0, 0], [1, 1, 1], 54.56),
        ([1, 0, 0, 0], [2, 2, 2, 2], 53.63),
        ([1, 0, 0, 0, 0], [1, 1, 1, 1, 1], 53.015),
        # The example of the R package gasr, calc_tscore(); the root is 14 exactly.
        ([-2, 0, -1, 2, 0, 1], [3, 5, 1, 4, 2, 6], 55.0),
        # By hand: 10 * (3*1 - 1*2) / sqrt(0.7*10 + 0.3*16).
        ([1, -2], [3, 1], 52.911),
        ([0, 0, 0], [1, 2, 3], 50.0),
    ],
)
def test_worked_examples(scores: list[int], weights: list[int], t: float) -> None:
    assert t_score(scores, weights) == pytest.approx(t, abs=0.005)


def test_the_root_is_over_the_whole_lower_part() -> None:
    # Turner-Stokes 2009 printed it over the first term alone; her erratum puts it over both.
    misprinted = 50 + 10 * 2 / (math.sqrt(0.7 * 2) + 0.3 * 4)

    assert t_score([1, 1], [1, 1]) == pytest.approx(50 + 20 / math.sqrt(0.7 * 2 + 0.3 * 4))
    assert t_score([1, 1], [1, 1]) != pytest.approx(misprinted, abs=0.1)


@pytest.mark.parametrize(
    ("scores", "weights", "what"),
    [
        ([], [], "no goal"),
        ([1], [1, 1], "as many weights"),
        ([1, 0], [0, 0], "sum to zero"),
        ([3], [1], "between -2 and 2"),
        ([math.nan], [1], "between -2 and 2"),
        ([1], [-1], "not below zero"),
        ([1], [math.inf], "not below zero"),
    ],
)
def test_what_cannot_be_counted_says_why(scores: list[float], weights: list[float], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        t_score(scores, weights)


@given(RATED, st.tuples(st.integers(-2, 2), st.integers(1, 5)))
def test_properties(rated: list[tuple[int, int]], one_that_counts: tuple[int, int]) -> None:
    scores, weights = map(list, zip(*rated, one_that_counts, strict=True))

    t = t_score(scores, weights)

    assert t_score([-x for x in scores], weights) == pytest.approx(100 - t)
    assert t_score(scores, [3 * w for w in weights]) == pytest.approx(t)  # only proportions count
    # Bounded only by the goals: no set of goals leaves 50 by more than 20 / sqrt(rho).
    assert abs(t - 50) <= 20 / math.sqrt(RHO) + 1e-9
    better = [min(2, x + 1) for x in scores]
    assert t_score(better, weights) >= t - 1e-9


@pytest.mark.parametrize("weights", [[5e-324, 5e-324], [1e308, 1e308]])
def test_weights_of_any_size_are_counted(weights: list[float]) -> None:
    assert t_score([1, 0], weights) == pytest.approx(t_score([1, 0], [1, 1]))


@pytest.mark.parametrize(
    ("t", "said"),
    [
        (50.3, "as_expected"),
        (49, "less"),
        (40, "less"),
        (39, "much_less"),
        (56, "more"),
        (60, "more"),
        (61, "much_more"),
    ],
)
def test_the_sentence_fits_the_figure(t: float, said: str) -> None:
    assert in_words(t) == said


@pytest.mark.parametrize(("level", "said"), [(2, "much_more"), (1, "more"), (-1, "less"), (-2, "much_less")])
def test_one_goal_says_what_its_level_says(level: int, said: str) -> None:
    assert in_words(t_score([level], [3])) == said


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("attainment", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_json_or_a_sentence() -> None:
    answer = json.loads(run("--scores=-2,0,-1,2,0,1", "--weights", "3,5,1,4,2,6", "--json"))

    assert answer == {
        "t_score": 55.0,
        "scores": [-2, 0, -1, 2, 0, 1],
        "weights": [3, 5, 1, 4, 2, 6],
        "rho": 0.3,
    }
    assert "60.0" in run("--scores", "1")
    assert json.loads(run("--scores", "1,1", "--rho", "1", "--json"))["t_score"] == pytest.approx(60)


def test_levels_below_zero_may_stand_after_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    Command().run_from_argv(["muruna", "attainment", "--scores", "-1,0,2", "--weights", "1,2,3", "--json"])

    assert json.loads(capsys.readouterr().out)["t_score"] == pytest.approx(61.016, abs=0.001)


@pytest.mark.parametrize(
    "arguments",
    [["--scores", "1,0", "--weights", "0,0"], ["--scores", "one"], ["--scores", ""], ["--scores", "5"]],
)
def test_the_command_says_what_is_wrong(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)
