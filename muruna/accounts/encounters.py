"""Who has met whom, and under which name: only a persona that one can see can be blocked."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from muruna.access import Actor

# Whether the actor has met this persona: conversations and matching know, and say so when they start.
Encounter = Callable[[Actor, Any], bool]
_encounters: list[Encounter] = []
# Somebody where they were met: the person, and the space or circle whose name for them is meant.
Met = tuple[UUID, UUID]
NamesNow = Callable[[Iterable[Met]], dict[Met, str]]
_names: list[NamesNow] = []


def encounter(source: Encounter) -> Encounter:
    """Register how a package knows that an actor can see a persona; usable as a decorator."""
    _encounters.append(source)
    return source


def have_met(actor: Actor, membership: Any) -> bool:
    """Whether any package says that the actor can see this persona in the active space."""
    return any(source(actor, membership) for source in _encounters)


def names_now(source: NamesNow) -> NamesNow:
    """Register what people are called now in the rooms that a package knows; usable as a decorator."""
    _names.append(source)
    return source


def still_called(known: Iterable[tuple[Met, str]]) -> set[tuple[Met, str]]:
    """Those who still go by the name under which they were met.

    A name that somebody has given up, or that went with them, is shown to nobody; nor is the new one here.
    """
    asked = set(known)
    now = {met: name for source in _names for met, name in source([met for met, _name in asked]).items()}
    return {(met, name) for met, name in asked if name and now.get(met) == name}
