"""Groups inside a space that a member may write for: whoever has groups says so, whoever needs them asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Audience:
    """A group that the actor is in now.

    Words for it are sealed with the newest content key of `container`, or lie under the host key where that
    is None. `my_name` is what the actor is called there: the persona's own name must not follow them in.
    """

    id: UUID
    name: str
    container: UUID | None
    my_name: str


Source = Callable[[Any], list[Audience]]
_sources: list[Source] = []


def audience_source(source: Source) -> Source:
    """Register how a package finds the groups that an actor is in; usable as a decorator."""
    _sources.append(source)
    return source


def audiences_for(actor: Any) -> list[Audience]:
    """Every group of the active space that the actor may read and write in now."""
    if actor.membership is None:
        return []
    return [one for source in _sources for one in source(actor)]
