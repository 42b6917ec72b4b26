"""A plan for hard times: six parts in the person's own order, with lines in their own words.

The six parts follow the order of ideas of Stanley & Brown 2012 ("Safety Planning Intervention", Cognitive and
Behavioral Practice 19); the words, names and form are ours. Nothing in it is compulsory.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

PARTS = ("signs", "alone", "around", "people", "numbers", "safer")
CALLED = frozenset({"people", "numbers"})  # parts in which a number is one to call
MOST = 20  # lines of a part
LONGEST = 300  # characters of a line
UNDO_MINUTES = 60
# At least three digits, as dialled; not a day such as 2026-11-23.
_NUMBER = re.compile(r"(?<![\w+*.-])(?!\d{4}-\d{2}-\d{2}\b)[+*]?\d(?:[ ()\u00a0-]{0,2}\d){2,14}(?![\w:])")


@dataclass(frozen=True)
class Line:
    """One line of a part."""

    id: str
    text: str


@dataclass(frozen=True)
class Part:
    """One of the six, with its lines in order."""

    code: str
    lines: tuple[Line, ...] = ()


class Piece(NamedTuple):
    """Some letters of a line; `dial` is what to dial where they can be."""

    text: str
    dial: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Undo:
    """What stood before the last change: a part's lines, or the order of the parts; `at` in epoch minutes."""

    at: int
    part: str = ""
    lines: tuple[Line, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Six parts in the person's order; `shown` says which lines each companion (by id) may see."""

    parts: tuple[Part, ...] = tuple(Part(code) for code in PARTS)
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undo: Undo | None = None

    @property
    def is_empty(self) -> bool:
        return not any(part.lines for part in self.parts)

    def part(self, code: str) -> Part:
        """One part; raises KeyError for another code."""
        return {one.code: one for one in self.parts}[code]

    def has(self, line: str) -> bool:
        """Whether the line stands in one of the parts."""
        return any(one.id == line for part in self.parts for one in part.lines)

    def where(self, line: str) -> tuple[Part, Line]:
        """A line and the part it stands in; raises KeyError."""
        found = {one.id: (part, one) for part in self.parts for one in part.lines}
        return found[line]


def with_lines(plan: Plan, code: str, lines: Iterable[Line], now: int) -> Plan:
    """The plan with new lines at the end of a part; raises KeyError, or ValueError when the part is full."""
    part = plan.part(code)
    every = (*part.lines, *lines)
    if len(every) > MOST:
        raise ValueError("the part is full")
    return _with(plan, part, every, now)


def with_text(plan: Plan, id: str, text: str, now: int) -> Plan:
    """The plan with another text in a line; raises KeyError."""
    part, line = plan.where(id)
    if line.text == text:
        return plan
    return _with(plan, part, (Line(id, text) if one.id == id else one for one in part.lines), now)


def without(plan: Plan, id: str, now: int) -> Plan:
    """The plan without a line; raises KeyError."""
    part, _line = plan.where(id)
    return _with(plan, part, (one for one in part.lines if one.id != id), now)


def moved(plan: Plan, id: str, now: int, *, earlier: bool) -> Plan:
    """The plan with a line one place earlier or later in its part; raises KeyError."""
    part, line = plan.where(id)
    lines = _stepped(part.lines, part.lines.index(line), earlier)
    return plan if lines == part.lines else _with(plan, part, lines, now)


def reordered(plan: Plan, code: str, now: int, *, earlier: bool) -> Plan:
    """The plan with a part one place earlier or later; raises KeyError."""
    parts = _stepped(plan.parts, plan.parts.index(plan.part(code)), earlier)
    if parts == plan.parts:
        return plan
    return replace(plan, parts=parts, undo=Undo(now, order=tuple(one.code for one in plan.parts)))


def undone(plan: Plan, now: int) -> Plan:
    """The plan as before its last change; the same when that is longer ago than an hour."""
    before = plan.undo
    if not can_undo(plan, now) or before is None:
        return plan
    if before.order:
        return replace(plan, parts=tuple(plan.part(code) for code in before.order), undo=None)
    return replace(_with(plan, plan.part(before.part), before.lines, now), undo=None)


def settled(plan: Plan) -> Plan:
    """The plan without what stood before its last change."""
    return replace(plan, undo=None)


def can_undo(plan: Plan, now: int) -> bool:
    """Whether the last change is less than an hour old; `now` in epoch minutes."""
    return plan.undo is not None and 0 <= now - plan.undo.at < UNDO_MINUTES


def showing(plan: Plan, companion: str, lines: Iterable[str]) -> Plan:
    """The plan with exactly these of its lines for one companion."""
    known = {one.id for part in plan.parts for one in part.lines}
    return replace(plan, shown={**plan.shown, companion: frozenset(lines) & known})


def shown_only_to(plan: Plan, companions: Iterable[str]) -> Plan:
    """The plan without what it remembers of anybody it is not shared with any more."""
    still = set(companions)
    return replace(plan, shown={who: lines for who, lines in plan.shown.items() if who in still})


def copy_for(plan: Plan, companion: str) -> dict[str, Any]:
    """What one companion may see, as plain data: never more than the lines chosen for them."""
    chosen = plan.shown.get(companion, frozenset())
    rows = [[part.code, [one.text for one in part.lines if one.id in chosen]] for part in plan.parts]
    return {"parts": rows}


def pieces(text: str, code: str = "") -> list[Piece]:
    """The text in pieces, each number one of them; it can be dialled only where people and numbers stand."""
    found, at = [], 0
    for match in _NUMBER.finditer(text):
        dial = _dialled(match.group()) if code in CALLED else ""
        found += [Piece(text[at : match.start()]), Piece(match.group(), dial, is_number=True)]
        at = match.end()
    return [one for one in [*found, Piece(text[at:])] if one.text]


def _dialled(number: str) -> str:
    return "".join(
        str(int(letter)) if letter.isdecimal() else letter
        for letter in number
        if letter.isdecimal() or letter in "+*"
    )


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON."""
    data: dict[str, Any] = {
        "parts": [[part.code, _rows(part.lines)] for part in plan.parts],
        "shown": {who: sorted(lines) for who, lines in plan.shown.items()},
    }
    if plan.undo:
        one = plan.undo
        data["undo"] = [one.at, one.part, _rows(one.lines), list(one.order)]
    return data


def from_data(data: Mapping[str, Any]) -> Plan:
    """The plan from its JSON."""
    parts = tuple(Part(code, _lines(rows)) for code, rows in data["parts"])
    shown = {who: frozenset(lines) for who, lines in data.get("shown", {}).items()}
    undo = None
    if kept := data.get("undo"):
        at, part, rows, order = kept
        undo = Undo(at, part, _lines(rows), tuple(order))
    return Plan(parts, shown, undo)


def _with(plan: Plan, part: Part, lines: Iterable[Line], now: int) -> Plan:
    changed = replace(part, lines=tuple(lines))
    parts = tuple(changed if one.code == part.code else one for one in plan.parts)
    left = {one.id for one in _every(parts)}
    shown = {who: chosen & left for who, chosen in plan.shown.items()}
    return Plan(parts, shown, Undo(now, part.code, part.lines))


def _every(parts: Iterable[Part]) -> list[Line]:
    return [one for part in parts for one in part.lines]


def _stepped(things: tuple[Any, ...], here: int, earlier: bool) -> tuple[Any, ...]:
    there = here + (-1 if earlier else 1)
    if not 0 <= there < len(things):
        return things
    row = list(things)
    row[here], row[there] = row[there], row[here]
    return tuple(row)


def _rows(lines: Iterable[Line]) -> list[list[str]]:
    return [[one.id, one.text] for one in lines]


def _lines(rows: Iterable[Any]) -> tuple[Line, ...]:
    return tuple(Line(id, text) for id, text in rows)
