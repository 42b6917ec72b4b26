"""What can be shared: each package says how its items are called and shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def as_given(body: dict[str, Any]) -> str:
    """The title that came with what was given; empty where none did."""
    return str(body.get("title", ""))


@dataclass(frozen=True)
class Kind:
    """A kind of item that can be shared.

    `template` shows the copy: it is included where `body` holds what was given to `share`. Where `proposes`
    is not empty, the receiver may propose something under that label, and `take` (the name of a route with
    `id`, the share's, and `note`) is where the giver says yes to it. `shown` makes of the copy what the
    template shows, and `titled` what it is called, in the reader's language where it knows it.
    """

    code: str
    name: Any  # lazily translated; neutral
    template: str
    home: str  # the name of a route without ids: where the giver finds their items of this kind
    proposes: Any = ""
    take: str = ""
    shown: Callable[[dict[str, Any]], dict[str, Any]] = dict
    titled: Callable[[dict[str, Any]], str] = as_given


_kinds: dict[str, Kind] = {}


def shareable(kind: Kind) -> Kind:
    """Register a kind; packages call this at start."""
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """A registered kind; raises KeyError for another."""
    return _kinds[code]
