"""What can be shared: each package says how its items are called and shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A kind of item that can be shared.

    `template` shows the copy: it is included where `body` holds what was given to `share`. Where `proposes`
    is not empty, the receiver may propose something under that label, and `take` (the name of a route with
    `id`, the share's, and `note`) is where the giver says yes to it. `shown` makes of the copy what the
    template shows.
    """

    code: str
    name: Any  # lazily translated; neutral
    template: str
    home: str  # the name of a route without ids: where the giver finds their items of this kind
    proposes: Any = ""
    take: str = ""
    shown: Callable[[dict[str, Any]], dict[str, Any]] = dict


_kinds: dict[str, Kind] = {}


def shareable(kind: Kind) -> Kind:
    """Register a kind; packages call this at start."""
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """A registered kind; raises KeyError for another."""
    return _kinds[code]
