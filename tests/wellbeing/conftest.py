"""A space with members, a steward, and a conversation; where one's own days are in it."""

import pytest

from tests.conversations.fixtures import steward, world
from tests.conversations.people import World

__all__ = ["steward", "world"]


@pytest.fixture
def here(world: World) -> str:
    """The address of one's own days."""
    return f"/s/{world.space.code}/days/"
