"""What somebody wrote on a wall is found again by them, and by nobody else who sits there."""

from muruna.foundation.tenancy import in_space
from muruna.search.own import find_own
from tests.circles.people import World, sit_down
from tests.circles.test_wall import on_duty, write

CANARY = "trumpetcanary"


def test_own_posts_are_found_by_their_writer_alone(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    write(world, world.noor, f"I heard a {CANARY}", note="loud birds")

    with in_space(world.space):
        mine, other = find_own(world.noor.actor, CANARY), find_own(world.sam.actor, CANARY)
        by_note = find_own(world.noor.actor, "loud birds")

    assert [hit.title for hit in mine] == [hit.title for hit in by_note] == [world.circle.title]
    assert world.noor.browser().get(mine[0].address).status_code == 200
    assert other == []
