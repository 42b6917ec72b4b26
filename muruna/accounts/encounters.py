"""Who has met whom: only a persona that one can see can be blocked."""

from collections.abc import Callable
from typing import Any

from muruna.access import Actor

# Whether the actor has met this persona: conversations and matching know, and say so when they start.
Encounter = Callable[[Actor, Any], bool]
_encounters: list[Encounter] = []


def encounter(source: Encounter) -> Encounter:
    """Register how a package knows that an actor can see a persona; usable as a decorator."""
    _encounters.append(source)
    return source


def have_met(actor: Actor, membership: Any) -> bool:
    """Whether any package says that the actor can see this persona in the active space."""
    return any(source(actor, membership) for source in _encounters)
