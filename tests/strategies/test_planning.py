"""The plan of whom to tell: one's own, sealed, and nothing lost between two open pages."""

import pytest

from muruna.access import NotFound
from muruna.strategies import queries
from muruna.strategies.actions import planning
from muruna.strategies.logic.who_knows import Entry
from muruna.strategies.models import WhoKnows
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World

CANARY = "kanarienvogel-plan-91bc"


def names(world: World) -> list[str]:
    return [one.name for one in queries.my_plan(world.member.actor).people]


def test_people_are_added_changed_moved_and_taken_out(world: World) -> None:
    actor = world.member.actor
    for name in ("A", "B", "C"):
        planning.save_person(actor=actor, entry=Entry("", name))
    first, _second, third = queries.my_plan(actor).people

    planning.move_person(actor=actor, id=third.id, earlier=True)
    planning.save_person(actor=actor, entry=Entry(first.id, "A2", safe="safe"))

    assert names(world) == ["A2", "C", "B"]
    planning.remove_person(actor=actor, id=first.id)
    planning.remove_person(actor=actor, id=first.id)
    assert names(world) == ["C", "B"]


def test_two_open_pages_do_not_undo_each_other(world: World) -> None:
    planning.save_person(actor=world.member.actor, entry=Entry("", "A"))
    planning.save_places(actor=world.member.actor, places="Aunt", if_bad="Bag")
    planning.save_person(actor=world.member.actor, entry=Entry("", "B"))

    plan = queries.my_plan(world.member.actor)
    assert ([one.name for one in plan.people], plan.places, plan.if_bad) == (["A", "B"], "Aunt", "Bag")


def test_a_person_who_is_not_in_it_cannot_be_changed(world: World) -> None:
    with pytest.raises(NotFound):
        planning.save_person(actor=world.member.actor, entry=Entry("feedbeef", "X"))
    with pytest.raises(NotFound):
        planning.move_person(actor=world.member.actor, id="feedbeef", earlier=True)
    assert not WhoKnows.objects.exists()


def test_everybody_has_their_own_and_disk_shows_nothing(world: World) -> None:
    planning.save_person(actor=world.member.actor, entry=Entry("", CANARY, plan=CANARY))

    assert queries.my_plan(world.stranger.actor).is_empty
    assert hidden_in(disk(), CANARY) == []
    one, many = WhoKnows.objects.get().body, 5
    for number in range(many):
        planning.save_person(actor=world.member.actor, entry=Entry("", f"P{number}"))
    # One padded blob: its size does not count the people.
    assert len(bytes(WhoKnows.objects.get().body)) in {len(bytes(one)), len(bytes(one)) + 768}


def test_full_plan_says_so_and_the_old_one_stands(world: World) -> None:
    actor = world.member.actor
    for number in range(60):
        planning.save_person(actor=actor, entry=Entry("", f"P{number}"))

    with pytest.raises(ValueError, match="full"):
        planning.save_person(actor=actor, entry=Entry("", "one too many"))
    assert len(queries.my_plan(actor).people) == 60


def test_let_go_is_gone(world: World) -> None:
    planning.save_places(actor=world.member.actor, places="Aunt", if_bad="")
    planning.drop_plan(actor=world.member.actor)

    assert queries.my_plan(world.member.actor).is_empty
    assert not WhoKnows.objects.exists()
