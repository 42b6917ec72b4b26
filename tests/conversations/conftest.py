"""A world with a conversation in it, inside its space."""

from collections.abc import Iterator

import pytest

from muruna.foundation.tenancy import in_space
from tests.conversations.fixtures import coordinator, world
from tests.conversations.people import World, make_world

__all__ = ["coordinator", "minor_world", "world"]


@pytest.fixture
def minor_world(db: None) -> Iterator[World]:
    """The same, with a member of sixteen."""
    made = make_world(member_age="16-17")
    with in_space(made.space):
        yield made
