"""Lists that test_counts does not reach by their address alone ask no more often either (issue 2, H.7).

Not lists, so not counted: "person" (one persona; the database keeps one appointment to a role and one step of
each kind) and "day-sitting" (the questions of one time). Not counted yet: "found" (at most 40 hits; the
walk's world has nothing in the search index, so its answer would not grow).
"""

import uuid
from collections.abc import Callable

import pytest

from muruna.circles.feeds import secret_of
from muruna.circles.models import Feed, Meeting, Seat
from muruna.foundation.clock import now
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space
from tests.access.growing import grow
from tests.access.test_counts import MORE, cost_of, grown
from tests.access.things import live_a_while
from tests.access.world import Browser, World, join

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the queries are the same


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with at least two of everything."""
    live_a_while(world)
    grow(world, 2)
    return world


def costs_more(client: Browser, address: str, more: Callable[[], None]) -> list[str]:
    """What the page asks for more often after `more`; the page is longer then, else nothing was proved."""
    before = cost_of(client, address)
    more()
    after = cost_of(client, address)
    assert before is not None
    assert after is not None
    assert after[1] > before[1] + 100
    return grown({address: before}, {address: after})


@pytest.mark.parametrize("state", ["active", "asked", "suspended"])
def test_the_page_of_all_communities(lived: World, state: str) -> None:
    twin = lived.people["twin"]

    def more() -> None:
        for _ in range(MORE):
            code = uuid.uuid4().hex[:8].replace("0", "a").replace("1", "b")
            space = Space.objects.create(name=code, code=code, profile="organisation", country="DE")
            join(space, twin, code, state, "25+", ())

    more()
    assert costs_more(twin.client(), "/home/?all", more) == []


def test_the_calendar_at_a_secret_address(lived: World) -> None:
    member, space = lived.people["member"], lived.spaces["A"]
    with in_space(space):
        feed = Feed.objects.get(membership=lived.persona("member"))
        circle = Seat.objects.filter(membership=lived.persona("member"), state=Seat.HERE)[0].circle
        secret = secret_of(member.actor(space), feed)

    def more() -> None:
        with in_space(space):
            for _ in range(MORE):
                Meeting.objects.create(space=space, circle=circle, minutes=60, starts_at=now())

    assert costs_more(lived.people["signed_out"].client(), f"/calendar/{secret}/", more) == []
