"""A circle is found by its card, by whoever may see it, while it is open; nothing from inside is in there."""

import pytest

from muruna.circles.actions import leaving, proposing, wall
from muruna.foundation.findable import findables
from muruna.foundation.models import OutboxEvent
from muruna.search.index.sweeping import sweep
from muruna.search.models import SearchDocument
from muruna.search.queries import find_for
from tests.circles.people import World, answer, begin, plan, sit_down
from tests.conversations.people import Somebody


def hits(who: Somebody, text: str) -> list[str]:
    found = find_for(who.actor, text, kinds=("circle",), page_language="en").hits
    return [one.title for one in found]


@pytest.fixture
def lantern(world: World) -> World:
    world.circle = begin(
        world, title="Lantern", purpose="Evenings beside the harbour.", agreement="Secretkey."
    )
    sit_down(world, world.noor, "Moonbeam")
    wall.write_post(actor=world.noor.actor, circle_id=world.circle.pk, text="Whalesong at night.")
    sweep("circle")
    return world


def test_it_is_found_by_whoever_it_is_for_and_by_nobody_else(lantern: World) -> None:
    assert hits(lantern.kim, "harbour evenings") == ["Lantern"]
    assert hits(lantern.minor, "harbour evenings") == []  # not of these ages: not even mentioned
    address = findables()["circle"].address(lantern.kim.actor, str(lantern.circle.pk), "en")
    assert lantern.kim.browser().get(address).status_code == 200


def test_nothing_from_inside_is_found(lantern: World) -> None:
    for words in ("whalesong", "moonbeam", "secretkey"):
        assert hits(lantern.noor, words) == []


def test_only_what_is_open_is_found(lantern: World) -> None:
    made = proposing.propose_circle(actor=lantern.holder.actor, plan=plan(title="Orchard"), name="Robin")
    assert findables()["circle"].texts(str(made.pk)) == []
    OutboxEvent.objects.all().delete()
    answer(lantern, made)
    assert OutboxEvent.objects.filter(topic="find.changed.circle", payload__id=str(made.pk)).exists()

    leaving.end_circle(actor=lantern.holder.actor, circle_id=lantern.circle.pk, because="finished")

    assert not SearchDocument.objects.filter(kind="circle", thing=str(lantern.circle.pk)).exists()
    assert hits(lantern.kim, "harbour evenings") == []
