"""Choose the small constants of the score on seeds that no published figure uses: 10000 to 10199.

Run: .venv/bin/python bench/matching_constants.py
"""

import itertools

from muruna.matching.logic.comparison import compare
from muruna.matching.logic.score import Weights
from muruna.matching.logic.simulation import Setup

SEEDS = range(10_000, 10_200)


def main() -> None:
    """Print one line for each choice, at 6 and at 12 arrivals an hour."""
    for arrivals in (6.0, 12.0):
        setup = Setup(arrivals_per_hour=arrivals)
        base = compare(("fcfs", "greedy"), setup, SEEDS)
        for name, found in base.items():
            print(
                f"{arrivals:4} {name:30}",
                *(f"{key} {each.mean:.4f}" for key, each in found.items()),
                flush=True,
            )
        for rarity, waiting, scarcity in itertools.product(
            (0.0, 0.3), (0.0, 0.1, 0.3), (0.0, 0.1, 0.15, 0.2)
        ):
            weights = Weights(rarity=rarity, waiting=waiting, scarcity=scarcity)
            found = compare(("muruna",), setup, SEEDS, weights)["muruna"]
            label = f"rarity {rarity} waiting {waiting} scarcity {scarcity}"
            print(f"{arrivals:4} {label:42}", *(f"{each.mean:.4f}" for each in found.values()), flush=True)


if __name__ == "__main__":
    main()
