"""What must stand in a case before it may be closed or anything may leave it."""

from collections.abc import Collection, Mapping
from typing import Any

HAPPENED = "happened"
REQUIRED = ("contact", "hours", "not_told", "reveals", "wishes", "basis")
REVEALS = ("orientation", "gender", "hiv", "immigration", "other", "nothing")
BASES = ("inside", "consent", "life", "law")
NOTHING_LEAVES = "inside"
THEIR_YES = "consent"
NOTHING_REVEALED = "nothing"


def missing(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The required fields that are still empty, in their order."""
    return tuple(name for name in REQUIRED if not facts.get(name))


def contradicts_itself(reveals: Collection[str], nothing: str = NOTHING_REVEALED) -> bool:
    """What telling would reveal is said to be nothing and something at once."""
    return nothing in reveals and len(set(reveals)) > 1


def forbids_telling(facts: Mapping[str, Any]) -> bool:
    """The legal basis says that nothing leaves: no disclosure may be approved under it."""
    return facts.get("basis") == NOTHING_LEAVES


def stands_on_their_yes(facts: Mapping[str, Any]) -> bool:
    """The legal basis is that whom it is about has said yes."""
    return facts.get("basis") == THEIR_YES


def other_words(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """What whoever opened the case wrote under names of their own."""
    known = {HAPPENED, *REQUIRED}
    return tuple(str(value) for name, value in facts.items() if name not in known and value)
