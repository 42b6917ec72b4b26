"""One space at a time: a query on a space's rows outside an active space raises."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_scopes import get_scope, scope, scopes_disabled


@contextmanager
def in_space(space: Any) -> Iterator[None]:
    """Within the block, every query sees the rows of `space` alone."""
    with scope(space=space):
        yield


@contextmanager
def across_spaces(reason: str) -> Iterator[None]:
    """The one way out of a space, for the modules listed in tests/architecture; `reason` says why."""
    if not reason:
        raise ValueError("across_spaces needs a reason")
    with scopes_disabled():
        yield


def open_space() -> tuple[bool | None, Any]:
    """Whether a space bounds queries now (None: every space is open), and which."""
    now = get_scope()
    if not now.get("_enabled", True):
        return None, None
    return "space" in now, now.get("space")
