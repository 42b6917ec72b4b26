"""Reading the two files of a search bench; what is wrong is said with its line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


class BadBenchFile(ValueError):
    """A line cannot be used; the message says which one and why."""


@dataclass(frozen=True, slots=True)
class BenchText:
    """A text of the corpus."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """A question and the ids of the texts that answer it."""

    id: str
    language: str
    text: str
    relevant: frozenset[str]


def texts(lines: Iterable[str], name: str) -> Iterator[BenchText]:
    """The corpus, line by line; a text may be empty, its id may not. Raises BadBenchFile."""
    seen: set[str] = set()
    for place, row in _objects(lines, name):
        one = BenchText(
            _id(row, place, seen),
            _string(row, "language", place),
            _string(row, "title", place, needed=False),
            _string(row, "text", place),
        )
        yield one


def questions(lines: Iterable[str], name: str) -> Iterator[BenchQuestion]:
    """The questions, line by line. Raises BadBenchFile."""
    seen: set[str] = set()
    for place, row in _objects(lines, name):
        relevant = row.get("relevant")
        if not isinstance(relevant, list) or not relevant:
            raise BadBenchFile(f"{place}: “relevant” must be a list with at least one id.")
        yield BenchQuestion(
            _id(row, place, seen),
            _string(row, "language", place),
            _string(row, "text", place),
            frozenset(_plain(one, "relevant", place) for one in relevant),
        )


def _objects(lines: Iterable[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        place = f"{name}, line {number}"
        text = line.removeprefix("\ufeff").strip()
        if not text:
            continue
        try:
            row = json.loads(text)
        except ValueError as problem:
            raise BadBenchFile(f"{place}: this is not JSON ({problem}).") from None
        if not isinstance(row, dict):
            raise BadBenchFile(f"{place}: an object with named fields is needed.")
        yield place, row


def _id(row: dict[str, Any], place: str, seen: set[str]) -> str:
    if "id" not in row:
        raise BadBenchFile(f"{place}: “id” is missing.")
    id = _plain(row["id"], "id", place)
    if id in seen:
        raise BadBenchFile(f"{place}: the id {id!r} stands in the file twice.")
    seen.add(id)
    return id


def _plain(value: Any, field: str, place: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise BadBenchFile(f"{place}: “{field}” must be text or a whole number.")
    return str(value)


def _string(row: dict[str, Any], field: str, place: str, *, needed: bool = True) -> str:
    value = row.get(field)
    if value is None and not needed:
        return ""
    if field not in row:
        raise BadBenchFile(f"{place}: “{field}” is missing.")
    if not isinstance(value, str):
        raise BadBenchFile(f"{place}: “{field}” must be text.")
    return value
