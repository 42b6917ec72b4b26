"""Personas whom a member has talked with; conversations know them, and say so when they start."""

from collections.abc import Callable, Iterable
from typing import Any

from muruna.access import Actor

Source = Callable[[Actor], Iterable[Any]]  # memberships of the active space
_sources: list[Source] = []


def people_met(source: Source) -> Source:
    """Register where to find the personas that an actor has talked with; usable as a decorator."""
    _sources.append(source)
    return source


def met_by(actor: Actor) -> list[tuple[str, str]]:
    """(persona id, name) of everybody the actor has talked with here, each once, by name."""
    found = {str(one.pk): one.name for source in _sources for one in source(actor)}
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
