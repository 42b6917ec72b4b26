"""`muruna score`: the score of one set of answers; needs no database and keeps nothing."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.instruments import Instrument
from muruna.wellbeing.logic.responses import BadResponse, answers_of, likeliest
from muruna.wellbeing.logic.scoring import BadAnswers, Score, score, shortened, value_of

MOST_BYTES = 5_000_000


def known_instrument(name: str) -> Instrument:
    """The instrument of a name; raises CommandError with all the names there are."""
    try:
        return instrument(name)
    except KeyError:
        known = ", ".join(shelf().instruments)
        raise CommandError(f"There is no instrument {name!r}. There are: {known}.", returncode=2) from None


class Command(BaseCommand):
    help = "Score the answers to an instrument, given by hand or as a FHIR R4 QuestionnaireResponse."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", help="Its id, such as phq-9, who-5 or rses.")
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument(
            "--answers",
            help="In the order of the items, separated by commas, before any reversal; missing: 1,,2.",
        )
        source.add_argument("--file", help="A QuestionnaireResponse as JSON; - reads it from standard input.")
        parser.add_argument("--order", help="The order of the items where several are published: A or B.")
        parser.add_argument(
            "--prorate",
            action="store_true",
            help="Fill missing answers with the mean of the others if four of five are there; marked so.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["answers"] is not None:
                used, answers = _given(options["instrument"], options["order"], options["answers"])
            else:
                used, answers = _read(options["instrument"], options["file"])
            found = score(used, answers, prorate=options["prorate"])
        except (BadAnswers, BadResponse) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        if options["json"]:
            self.stdout.write(json.dumps(as_data(used, found), allow_nan=False))
        else:
            self.stdout.write(as_text(used, found))


def as_data(used: Instrument, found: Score) -> dict[str, Any]:
    """A score for machines."""
    return {
        "instrument": used.id,
        "version": used.version,
        **({"order": _order(used)} if used.orders else {}),
        "score": found.score,
        "band": found.band,
        "flags": list(found.flags),
        "range": [used.low, used.high],
        "better_direction": used.better,
        "answered": found.answered,
        "items": found.items,
        "parts": {
            id: {"score": part.score, "band": part.band, "flags": list(part.flags)}
            for id, part in found.parts.items()
        },
    }


def as_text(used: Instrument, found: Score) -> str:
    """A score for people at a terminal."""
    shown = "none" if found.score is None else f"{found.score:.4g}"
    lines = [f"{used.id}: {shown} ({used.low:g} to {used.high:g}, {used.better} is better)"]
    if found.band:
        lines.append(f"band: {found.band}")
    lines += [
        f"{id}: {'none' if part.score is None else f'{part.score:.4g}'}"
        + (f" ({part.band})" if part.band else "")
        for id, part in found.parts.items()
    ]
    if found.flags:
        lines.append(f"flags: {', '.join(found.flags)}")
    return "\n".join(lines)


def _order(used: Instrument) -> str:
    """The name of the order that the items stand in."""
    return next(name for name, order in used.orders.items() if order == used.item_ids)


def _given(name: str | None, order: str | None, text: str) -> tuple[Instrument, list[float | None]]:
    if name is None:
        raise CommandError("Answers need --instrument.", returncode=2)
    used = known_instrument(name)
    if order is not None:
        if order.upper() not in used.orders:
            orders = ", ".join(used.orders) or "no orders but its own"
            raise CommandError(f"{used.id} has {orders}.", returncode=2)
        used = used.in_order(order.upper())
    written = text.split(",")
    longer = shelf().instruments[used.longer_form] if used.longer_form else None
    if longer and len(written) == len(longer.items):
        # The answers to a PHQ-9 are as good for a PHQ-8; its ninth is not looked at.
        return used, shortened(used, longer, _values(longer, written))
    if len(written) != len(used.items):
        raise BadAnswers(
            f"{used.id} has {len(used.items)} answers, not {len(written)}. "
            "A missing answer is written as empty, as in 1,,2."
        )
    return used, _values(used, written)


def _values(used: Instrument, written: list[str]) -> list[float | None]:
    values = []
    for place, (item, answer) in enumerate(zip(used.items, written, strict=True), start=1):
        try:
            values.append(value_of(item, answer))
        except BadAnswers as problem:
            raise BadAnswers(f"Answer {place}: {problem}.") from problem
    return values


def _read(name: str | None, file: str) -> tuple[Instrument, list[float | None]]:
    response = _response(file)
    resources = shelf().resources
    id = known_instrument(name).id if name else likeliest(response, resources)
    if id is None:
        raise BadResponse(
            "It cannot be told which instrument this answers; name it with --instrument. "
            f"Its questionnaire is {response.get('questionnaire')!r}."
        )
    if id not in resources:
        raise BadResponse(f"The questions of {id} are not shipped, so no response can be read for it.")
    used = shelf().instruments[id]
    return used, answers_of(used, resources[id], response)


def _response(file: str) -> Mapping[str, Any]:
    try:
        if file == "-":
            text = sys.stdin.read(MOST_BYTES + 1)
        else:
            with Path(file).open(encoding="utf-8-sig") as stream:
                text = stream.read(MOST_BYTES + 1)
    except (OSError, UnicodeDecodeError) as problem:
        raise BadResponse(f"{file} cannot be read: {problem}") from problem
    if len(text) > MOST_BYTES:
        raise BadResponse(f"{file} is longer than {MOST_BYTES:,} characters.")
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as problem:
        raise BadResponse(f"{file} is not JSON: {problem}") from problem
    if not isinstance(data, dict) or data.get("resourceType") != "QuestionnaireResponse":
        raise BadResponse(f"{file} is no FHIR QuestionnaireResponse.")
    return data
