"""Whom I tell what: a plan of one's own, person by person, safety before anything else."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

KNOWS = ("knows", "part", "guesses", "not")
SAFE = ("safe", "unsure", "unsafe")
DEPENDS = ("home", "money", "papers", "care")
MOST = 60  # people


@dataclass(frozen=True)
class Entry:
    """One person of the plan: what they know, whether that is safe, and what I need them for."""

    id: str
    name: str
    knows: str = "not"
    safe: str = "unsure"
    depends: tuple[str, ...] = ()
    plan: str = ""


@dataclass(frozen=True)
class Plan:
    """People in my order, places that are safe, and what I do if it goes badly."""

    people: tuple[Entry, ...] = ()
    places: str = ""
    if_bad: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.places or self.if_bad)


def cautions(entry: Entry, plan: Plan) -> list[str]:
    """What to think of before telling this person more: "depends", "unsafe", "no_place", "no_way_on"."""
    if entry.knows == "knows":
        return []
    found = []
    if entry.safe == "unsafe":
        found.append("unsafe")
    if entry.depends and entry.safe != "safe":
        found.append("depends")
        if "home" in entry.depends and not plan.places:
            found.append("no_place")
        if not plan.if_bad:
            found.append("no_way_on")
    return found


def good_first(plan: Plan) -> Entry | None:
    """Somebody safe, on whom nothing depends, who does not know yet: the gentlest beginning."""
    return next(
        (one for one in plan.people if one.safe == "safe" and not one.depends and one.knows != "knows"), None
    )


def with_entry(plan: Plan, entry: Entry) -> Plan:
    """The plan with this person new at the end, or changed in place; raises ValueError when it is full."""
    if any(one.id == entry.id for one in plan.people):
        return replace(plan, people=tuple(entry if one.id == entry.id else one for one in plan.people))
    if len(plan.people) >= MOST:
        raise ValueError("the plan is full")
    return replace(plan, people=(*plan.people, entry))


def without_entry(plan: Plan, id: str) -> Plan:
    """The plan without this person."""
    return replace(plan, people=tuple(one for one in plan.people if one.id != id))


def moved(plan: Plan, id: str, *, earlier: bool) -> Plan:
    """The plan with this person one place earlier or later; at an end nothing changes."""
    people = list(plan.people)
    here = next((n for n, one in enumerate(people) if one.id == id), None)
    there = None if here is None else here + (-1 if earlier else 1)
    if here is None or there is None or not 0 <= there < len(people):
        return plan
    people[here], people[there] = people[there], people[here]
    return replace(plan, people=tuple(people))


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON."""
    return {
        "people": [{**asdict(one), "depends": list(one.depends)} for one in plan.people],
        "places": plan.places,
        "if_bad": plan.if_bad,
    }


def from_data(data: dict[str, Any]) -> Plan:
    """The plan from its JSON."""
    return Plan(_entries(data.get("people", ())), data.get("places", ""), data.get("if_bad", ""))


def _entries(rows: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(**{**row, "depends": tuple(row.get("depends", ()))}) for row in rows)
