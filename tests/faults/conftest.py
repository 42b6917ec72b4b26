"""One small world made once, and served copies of it to break."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.places import Place


@pytest.fixture(scope="session")
def world_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The small world; nobody serves it: it is what places copy."""
    made = Place(tmp_path_factory.mktemp("small-world") / "site")
    made.make_world()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def place(world_template: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A served copy for the tests of one file."""
    made = Place(tmp_path_factory.mktemp("place") / "site", world_template)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def places(world_template: Place, tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """`places()` makes a copy that nobody serves yet, for one test alone; all go at its end."""
    made: list[Place] = []

    def make(**settings: str) -> Place:
        made.append(Place(tmp_path / f"site-{len(made)}", world_template, **settings))
        return made[-1]

    yield make
    for one in made:
        one.remove()
