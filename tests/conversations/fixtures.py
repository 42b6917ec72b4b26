"""The world that several packages' tests live in, for their conftests to take."""

from collections.abc import Iterator

import pytest

from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Right
from tests.conversations.people import Somebody, World, make_world, somebody


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A space with members and a conversation, inside its scope."""
    made = make_world()
    with in_space(made.space):
        yield made


@pytest.fixture
def coordinator(world: World) -> Somebody:
    return somebody(world.space, "Cora", Right.COORDINATOR)


@pytest.fixture
def steward(world: World) -> Somebody:
    return somebody(world.space, "Stella", Right.STEWARD)
