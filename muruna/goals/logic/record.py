"""What somebody keeps of their own way, in their own words, gathered only by their own tick."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

CHOICE, OBSTACLE, PERSON, STRENGTH, REACHED = "choice", "obstacle", "person", "strength", "reached"
KINDS = (CHOICE, OBSTACLE, PERSON, STRENGTH, REACHED)


@dataclass(frozen=True)
class Entry:
    """One line of the record; `source` says what it was gathered from, so that it is not offered twice."""

    kind: str
    words: str
    day: str = ""
    source: str = ""


def to_gather(found: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """What could be gathered: everything found that has words and is not in the record yet, newest first."""
    known = {entry.source for entry in kept if entry.source}
    fresh = {entry.source: entry for entry in found if entry.words and entry.source not in known}
    return sorted(fresh.values(), key=lambda entry: entry.day, reverse=True)


def by_kind(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """The record in chapters, each oldest first; a chapter without entries is not there."""
    every = sorted(entries, key=lambda entry: entry.day)
    chapters = [(kind, [entry for entry in every if entry.kind == kind]) for kind in KINDS]
    return [(kind, found) for kind, found in chapters if found]


def as_data(entry: Entry) -> dict[str, Any]:
    """The entry as JSON."""
    return asdict(entry)


def from_data(data: dict[str, Any]) -> Entry:
    """The entry from its JSON."""
    return Entry(**data)
