"""Policies compared over many simulated worlds: mean and standard error of each measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import sqrt

from muruna.matching.logic.score import STANDARD, Weights
from muruna.matching.logic.simulation import Outcome, Setup, make_world, run, serving

POLICIES = ("fcfs", "greedy", "muruna")
MEASURES = tuple(field.name for field in fields(Outcome))


@dataclass(frozen=True)
class Summary:
    """Mean over worlds and its standard error; None where there is too little (no world, one world)."""

    mean: float | None
    se: float | None


def compare(
    policies: Sequence[str], setup: Setup, seeds: Iterable[int], weights: Weights = STANDARD
) -> dict[str, dict[str, Summary]]:
    """Every policy on the same worlds; `weights` are Muruna's. Raises ValueError for an unknown policy."""
    outcomes: dict[str, list[Outcome]] = {policy: [] for policy in policies}
    for seed in seeds:
        world = make_world(setup, seed)
        for policy, made in outcomes.items():
            made.append(run(setup, world, serving(policy, seed, weights)))
    return {
        policy: {name: summarise([getattr(each, name) for each in made]) for name in MEASURES}
        for policy, made in outcomes.items()
    }


def summarise(values: Iterable[float | None]) -> Summary:
    """Mean and standard error of what was measured; worlds with nothing to measure are left out."""
    known = [value for value in values if value is not None]
    if not known:
        return Summary(None, None)
    mean = sum(known) / len(known)
    if len(known) == 1:
        return Summary(mean, None)
    spread = sum((value - mean) ** 2 for value in known) / (len(known) - 1)
    return Summary(mean, sqrt(spread / len(known)))
