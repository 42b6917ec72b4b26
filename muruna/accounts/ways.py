"""What later packages hang on the account page, without being imported by it."""

from collections.abc import Callable
from typing import Any

Way = Callable[[Any], tuple[str, str] | None]
_ways: list[Way] = []


def way(make: Way) -> Way:
    """Register a function from an actor to (text, address), or None where there is nothing; a decorator."""
    _ways.append(make)
    return make


def ways_for(actor: Any) -> list[tuple[str, str]]:
    """Every further entry of the account page for `actor`."""
    return [found for make in _ways if (found := make(actor)) is not None]
