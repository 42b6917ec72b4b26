"""A world with a circle in it, inside its space."""

from collections.abc import Iterator

import pytest

from muruna.foundation.tenancy import in_space
from tests.circles.people import World, make_world


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = make_world()
    with in_space(made.space):
        yield made
