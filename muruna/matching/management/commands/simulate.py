"""`muruna simulate`: compare matching policies on simulated worlds; needs no database."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from math import isfinite
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from muruna.matching.logic.comparison import MEASURES, POLICIES, Summary, compare
from muruna.matching.logic.simulation import Setup


def policies(text: str) -> tuple[str, ...]:
    """Policy names separated by commas, each once, in the order given."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in POLICIES]
    if unknown or not names:
        wrong = f"There is no policy {', '.join(unknown)}." if unknown else "Name at least one policy."
        raise ArgumentTypeError(f"{wrong} Choose from {', '.join(POLICIES)}, separated by commas.")
    return names


def positive(text: str) -> float:
    """A number above zero."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not (isfinite(number) and number > 0):
        raise ArgumentTypeError(f"{text!r} is not a number above zero.")
    return number


def positive_whole(text: str) -> int:
    """A whole number above zero."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to 999999.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Compare who is served, how long people wait and how well they fit under several matching policies."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--policy",
            type=policies,
            default=POLICIES,
            help=f"Policies, separated by commas: {', '.join(POLICIES)} (all by default).",
        )
        parser.add_argument("--arrivals-per-hour", type=positive, default=6.0, help="How many people come.")
        parser.add_argument("--hours", type=positive_whole, default=24, help="How long people come.")
        parser.add_argument("--seeds", type=positive_whole, default=40, help="How many worlds, from seed 0.")
        parser.add_argument("--json", action="store_true", help="Print JSON instead of a table.")

    def handle(self, *_args: Any, **options: Any) -> None:
        setup = Setup(arrivals_per_hour=options["arrivals_per_hour"], hours=options["hours"])
        found = compare(options["policy"], setup, range(options["seeds"]))
        if options["json"]:
            answer = {
                policy: {measure: asdict(summary) for measure, summary in measures.items()}
                for policy, measures in found.items()
            }
            self.stdout.write(json.dumps({"policies": answer}, allow_nan=False))
        else:
            self.stdout.write(table(found))


def table(found: dict[str, dict[str, Summary]]) -> str:
    """The comparison as aligned plain text: mean and, in brackets, standard error."""
    rows = [["policy", *MEASURES]]
    for policy, measures in found.items():
        rows.append([policy, *(_cell(measures[measure]) for measure in MEASURES)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cell(summary: Summary) -> str:
    if summary.mean is None:
        return "-"
    return f"{summary.mean:.3f}" + ("" if summary.se is None else f" ({summary.se:.3f})")
