"""Who may come into a circle, and who comes next: no check of who somebody is, only of what they say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

MINORS = frozenset({"13-15", "16-17"})
STAYS = "stays"  # an answer to whoever asks for a seat to be taken
LEAST_SEATS, MOST_SEATS = 3, 24


class Refusal(StrEnum):
    """Why somebody cannot ask for a seat."""

    AGE = "age"
    NOT_DECLARED = "not_declared"
    NOT_AGREED = "not_agreed"
    OLD_AGREEMENT = "old_agreement"
    HAS_SEAT = "has_seat"
    WAS_REMOVED = "was_removed"


@dataclass(frozen=True)
class Asking:
    """What somebody says who would like a seat; `agreed_to` is the version that they had before them."""

    age_band: str
    declares: bool
    agrees: bool
    agreed_to: int


def are_of_one_generation(ages: Iterable[str]) -> bool:
    """Whether no adult would sit with somebody under 18 as an equal."""
    minors = [band in MINORS for band in ages]
    return bool(minors) and (all(minors) or not any(minors))


def refusals(
    asking: Asking, *, ages: Collection[str], version: int, has_seat: bool, was_removed: bool
) -> list[Refusal]:
    """Everything that stands against a seat; empty when somebody may ask for one."""
    against = {
        Refusal.AGE: asking.age_band not in ages,
        Refusal.NOT_DECLARED: not asking.declares,
        Refusal.NOT_AGREED: not asking.agrees,
        Refusal.OLD_AGREEMENT: asking.agreed_to != version,
        Refusal.HAS_SEAT: has_seat,
        Refusal.WAS_REMOVED: was_removed,
    }
    return [one for one, stands in against.items() if stands]


def first_state(*, is_closed: bool, taken: int, capacity: int, is_kept_apart: bool) -> str:
    """Where a seat begins: "asked" before a facilitator's yes, "here", or "waiting" for a place.

    Somebody who must not meet one of those inside waits as if it were full: nobody learns why.
    """
    if is_closed:
        return "asked"
    return "here" if taken < capacity and not is_kept_apart else "waiting"


Waiting = TypeVar("Waiting")


def next_in(waiting: Iterable[tuple[int, bool, Waiting]], *, free: int) -> list[Waiting]:
    """Who comes in now: the longest waiting who may, as many as there are places.

    `waiting` are (place in the queue, must be kept apart from somebody inside, who).
    """
    may = sorted(((place, who) for place, apart, who in waiting if not apart), key=lambda row: row[0])
    return [who for _place, who in may[: max(0, free)]]
