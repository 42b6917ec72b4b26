"""`muruna change`: whether two scores differ by more than chance; needs no database and keeps nothing."""

import json
from argparse import ArgumentTypeError
from math import isfinite
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.wellbeing.logic.change import (
    BadFigures,
    Change,
    ReliableChange,
    change,
    criteria,
    reliable_change,
)
from muruna.wellbeing.management.commands.score import known_instrument


def number(text: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ArgumentTypeError(f"{text!r} is not a number.")
    return value


class Command(BaseCommand):
    help = (
        "Say whether two scores differ reliably: by an instrument's adopted rule, or by "
        "Jacobson and Truax (1991) from a standard deviation and a reliability."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", help="Its id, such as phq-9; or give --sd and --reliability.")
        parser.add_argument("--before", type=number, required=True, help="The first score.")
        parser.add_argument("--after", type=number, required=True, help="The second score.")
        parser.add_argument("--sd", type=number, help="Standard deviation, of the patients.")
        parser.add_argument("--reliability", type=number, help="Test-retest if there is one, or alpha.")
        parser.add_argument("--patient-mean", type=number, help="Mean of the patients, for criteria a and c.")
        parser.add_argument("--patient-sd", type=number, help="Their standard deviation, if it is not --sd.")
        parser.add_argument(
            "--normal-mean", type=number, help="Mean of healthy people, for criteria b and c."
        )
        parser.add_argument("--normal-sd", type=number, help="Their standard deviation.")
        parser.add_argument(
            "--better",
            choices=("higher", "lower"),
            help="Which way is better; told by the means where both are given, else higher.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            data = _by_instrument(options) if options["instrument"] else _by_figures(options)
        except BadFigures as problem:
            raise CommandError(str(problem), returncode=2) from problem
        if options["json"]:
            self.stdout.write(json.dumps(data, allow_nan=False))
        else:
            self.stdout.write(as_text(data))


def as_text(data: dict[str, Any]) -> str:
    """A change for people at a terminal: everything that is known, a line each."""
    lines = [f"{data['class']} ({data['better_direction']} is better)"]
    for name, value in data.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            lines.append(f"{name.replace('_', ' ')}: {value:.4g}")
    rule = data.get("rule")
    if rule:
        note = ", provisional" if rule["provisional"] else ""
        lines.append(f"rule ({rule['kind']}{note}): from {rule['at_least']:g} on. {rule['source']}")
    return "\n".join(lines)


def _by_instrument(options: dict[str, Any]) -> dict[str, Any]:
    if options["sd"] is not None or options["reliability"] is not None:
        raise BadFigures("Give --instrument, or --sd and --reliability, not both.")
    used = known_instrument(options["instrument"])
    if options["better"] not in (None, used.better):
        raise BadFigures(f"For {used.id} {used.better} is better.")
    sd = used.figures.sd if used.figures else 1
    a, b, c = criteria(
        better=used.better,
        patient_mean=options["patient_mean"],
        patient_sd=sd if options["patient_sd"] is None else options["patient_sd"],
        normal_mean=options["normal_mean"],
        normal_sd=options["normal_sd"],
    )
    # Figures that somebody states for people like these come before the published threshold.
    stated = next((one for one in (c, b, a) if one is not None), None)
    found = change(used, options["before"], options["after"], cut=stated)
    return {
        "instrument": used.id,
        **_figures(options, found.figures),
        "criterion_a": a,
        "criterion_b": b,
        "criterion_c": c,
        "class": found.klass,
        "better_direction": used.better,
        "kind": found.kind,
        "is_noticeable": found.is_noticeable,
        "rule": _rule(found),
    }


def _by_figures(options: dict[str, Any]) -> dict[str, Any]:
    if options["sd"] is None or options["reliability"] is None:
        raise BadFigures("Give --instrument, or both --sd and --reliability.")
    names = ("patient_mean", "patient_sd", "normal_mean", "normal_sd", "better")
    found = reliable_change(
        options["before"],
        options["after"],
        sd=options["sd"],
        reliability=options["reliability"],
        **{name: options[name] for name in names},
    )
    return {
        **_figures(options, found),
        "criterion_a": found.criterion_a,
        "criterion_b": found.criterion_b,
        "criterion_c": found.criterion_c,
        "class": found.klass,
        "better_direction": found.better,
        "is_reliable": found.is_reliable,
    }


def _figures(options: dict[str, Any], found: ReliableChange | None) -> dict[str, Any]:
    return {
        "before": options["before"],
        "after": options["after"],
        "difference": options["after"] - options["before"],
        "standard_error": found and found.standard_error,
        "s_diff": found and found.s_diff,
        "reliable_change_index": found and found.reliable_change_index,
    }


def _rule(found: Change) -> dict[str, Any]:
    rule = found.rule
    return {
        "kind": rule.kind,
        "at_least": rule.at_least,
        "reliable_from": rule.reliable_from,
        "recovered_past": rule.recovered_past,
        "provisional": rule.provisional,
        "source": rule.source,
    }
