"""A story for a circle: read by those who sit in it, under its own names, and by nobody who has left."""

from collections.abc import Iterator

import pytest

from muruna.access import NotFound
from muruna.circles.actions.leaving import leave_circle
from muruna.foundation.tenancy import in_space
from muruna.stories import queries
from tests.circles.people import World, make_world, sit_down
from tests.stories.telling import share, write


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = make_world()
    with in_space(made.space):
        sit_down(made, made.noor, "N. of the evening")
        sit_down(made, made.sam, "S. of the evening")
        yield made


def test_it_is_read_in_the_circle_under_its_names_and_not_outside(world: World) -> None:
    story = share(world.noor, write(world.noor), f"circle:{world.circle.pk}")

    seen = queries.story(world.sam.actor, story.pk)
    assert seen.name == "N. of the evening"
    for who in (world.kim, world.coordinator):
        with pytest.raises(NotFound):
            queries.story(who.actor, story.pk)
    with pytest.raises(NotFound):
        share(world.kim, write(world.kim), f"circle:{world.circle.pk}")


def test_its_writer_sees_the_name_that_the_circle_sees(world: World) -> None:
    for shows, name in ((True, "N. of the evening"), (False, "")):
        story = share(world.noor, write(world.noor), f"circle:{world.circle.pk}", shows_name=shows)

        assert queries.story(world.noor.actor, story.pk).name == name
        assert queries.story(world.sam.actor, story.pk).name == name


def test_whoever_leaves_reads_it_no_more(world: World) -> None:
    story = share(world.noor, write(world.noor), f"circle:{world.circle.pk}")
    leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)

    with pytest.raises(NotFound):
        queries.story(world.sam.actor, story.pk)
    assert queries.story(world.noor.actor, story.pk)
