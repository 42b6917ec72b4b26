"""`muruna attainment`: the T score of goal attainment scaling; needs no database."""

import json
from argparse import ArgumentTypeError
from math import isfinite
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.goals.logic.attainment import RHO, t_score


def figures(text: str) -> list[float]:
    """Numbers separated by commas; whole ones stay whole."""
    found = []
    for part in text.split(","):
        try:
            number = float(part)
        except ValueError:
            raise ArgumentTypeError(f"{part.strip()!r} is not a number.") from None
        if not isfinite(number):
            raise ArgumentTypeError(f"{part.strip()!r} is not a finite number.")
        found.append(int(number) if number.is_integer() else number)
    return found


class Command(BaseCommand):
    help = (
        "How far goals came on the whole, as a T score (50: as expected), from levels of -2 to 2 and weights."
    )
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        # "--scores -1,0" looks like two options to argparse: the levels must hang on the name.
        joined: list[str] = []
        for word in argv:
            if joined and joined[-1] in ("--scores", "--weights"):
                joined[-1] += f"={word}"
            else:
                joined.append(word)
        super().run_from_argv(joined)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scores", type=figures, required=True,
            help="One level for each goal, -2 to 2, separated by commas: --scores=-1,0,2",
        )  # fmt: skip
        parser.add_argument(
            "--weights",
            type=figures,
            help="One weight for each goal, separated by commas (all 1 by default).",
        )
        parser.add_argument(
            "--rho", type=float, default=RHO, help=f"Correlation between goals, {RHO} by default."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON instead of a line.")

    def handle(self, *_args: Any, **options: Any) -> None:
        scores, rho = options["scores"], options["rho"]
        weights = options["weights"] if options["weights"] is not None else [1] * len(scores)
        try:
            t = t_score(scores, weights, rho=rho)
        except ValueError as problem:
            raise CommandError(f"This cannot be counted: {problem}.") from problem
        if options["json"]:
            answer = {"t_score": t, "scores": scores, "weights": weights, "rho": rho}
            self.stdout.write(json.dumps(answer, allow_nan=False))
        else:
            self.stdout.write(f"T = {t:.1f}")
