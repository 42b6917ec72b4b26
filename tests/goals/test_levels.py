"""Five levels: fixed before the work begins, unmovable afterwards even in the database, counted in words."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from muruna.goals.actions import goals, levels
from muruna.goals.logic import goals as rules
from muruna.goals.models import Scale
from muruna.goals.queries.levels import levels_of
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World
from tests.goals.site import at, began, read, send

CANARY = "kanarienvogel-levels-6a1d"
WRITTEN = {f"level{number}": f"{CANARY} {number}" for number in range(5)} | {"weight": "2"}
FIVE = {2: "b", 1: "c", 0: "d", -1: "e", -2: "f"}


@pytest.fixture
def client(world: World) -> Client:
    return world.member.browser()


def goal_of(world: World, wish: str = "Swim") -> Any:
    return goals.begin_goal(actor=world.member.actor, words=goals.Words(wish=wish))


def fix(world: World, goal: Any, **more: Any) -> Scale:
    wanted = {"words": FIVE, "weight": 1, "fixes": True, **more}
    return levels.write_levels(actor=world.member.actor, goal_id=goal.pk, **wanted)


def test_a_draft_can_be_changed_and_a_fixed_one_cannot(world: World, client: Client) -> None:
    here = began(world, client)
    assert send(client, f"{here}levels/", **WRITTEN).status_code == 303
    assert send(client, f"{here}levels/", **{**WRITTEN, "level2": "As I expect"}).status_code == 303
    assert "As I expect" in read(client, here)

    assert send(client, f"{here}levels/", **WRITTEN, fixes="on").status_code == 303
    refused = send(client, f"{here}levels/", **{**WRITTEN, "level2": "Easier"}, fixes="on")

    assert refused.status_code == 422
    assert "can no longer be moved" in refused.content.decode()
    assert "Easier" in refused.content.decode()
    assert "Fixed on" in read(client, here)
    assert hidden_in(disk(), CANARY) == []


@pytest.mark.parametrize("how", ["there", "free"])
def test_what_was_expected_cannot_be_said_once_the_goal_is_over(
    world: World, client: Client, how: str
) -> None:
    here = began(world, client)
    send(client, f"{here}now/{how}/")

    assert "Write five levels" not in read(client, here)
    assert "You have begun already" in read(client, f"{here}levels/")
    assert send(client, f"{here}levels/", **WRITTEN, fixes="on").status_code == 422
    send(client, f"{here}now/on/")  # taken up again, it has still begun
    assert send(client, f"{here}levels/", **WRITTEN, fixes="on").status_code == 422
    assert not Scale.objects.exists()


def test_draft_from_before_is_fixed_when_the_goal_is_reached(world: World, client: Client) -> None:
    here = began(world, client)
    send(client, f"{here}levels/", **WRITTEN)
    send(client, f"{here}now/there/")

    assert Scale.objects.get().fixed_on
    assert send(client, f"{here}levels/", **{**WRITTEN, "level2": "Easier"}).status_code == 422
    assert "Where I am now" in read(client, here)


def test_goal_that_was_over_before_this_was_asked_takes_none(world: World) -> None:
    goal = goal_of(world)
    goals.change_goal(
        actor=world.member.actor, goal_id=goal.pk, change=lambda one: replace(one, state=rules.REACHED)
    )

    with pytest.raises(levels.TooLate):
        fix(world, goal)


def test_the_first_step_that_is_done_fixes_them(world: World) -> None:
    goal = goal_of(world)
    fix(world, goal, fixes=False)
    goals.save_step(actor=world.member.actor, goal_id=goal.pk, words="One")
    step = goals.one_goal(world.member.actor, goal.pk).words.steps[0].id

    goals.tick_step(actor=world.member.actor, goal_id=goal.pk, step=step, is_done=True)
    goals.tick_step(actor=world.member.actor, goal_id=goal.pk, step=step, is_done=False)

    assert Scale.objects.get().fixed_on
    with pytest.raises(levels.TooLate):
        fix(world, goal)


@pytest.mark.parametrize("change", [{"body": b"other"}, {"fixed_on": None}, {"fixed_on": "2020-01-01"}])
def test_the_database_itself_refuses_to_move_fixed_levels(world: World, change: dict[str, Any]) -> None:
    goal = goal_of(world)
    scale = fix(world, goal)
    body = bytes(Scale.objects.get().body)

    with pytest.raises(DatabaseError, match="levels are fixed"), transaction.atomic():
        Scale.objects.filter(pk=scale.pk).update(**change)

    assert bytes(Scale.objects.get().body) == body
    # Unfixed ones can be changed: it is the fixing that the database guards.
    draft = fix(world, goal_of(world), fixes=False)
    assert Scale.objects.filter(pk=draft.pk).update(body=b"other") == 1


def test_levels_that_are_let_go_cannot_be_written_anew(world: World, client: Client) -> None:
    goal = goal_of(world)
    fix(world, goal)
    assert send(client, at(world, f"goals/{goal.pk}/levels/away/")).status_code == 303

    assert levels_of(world.member.actor, goal.pk) is None
    with pytest.raises(levels.TooLate):
        fix(world, goal)


def test_how_far_it_came_in_a_plain_sentence(world: World, client: Client) -> None:
    assert "Nothing to see yet" in read(client, at(world, "goals/how-far/"))
    first, second = goal_of(world, "One"), goal_of(world, "Two")
    fix(world, first, weight=3)
    fix(world, second, weight=1)
    where = at(world, f"goals/{first.pk}/levels/now/")

    assert send(client, where, level="7").status_code == 422
    assert send(client, where, level="1", words="Twice a week").status_code == 303
    assert send(client, at(world, f"goals/{second.pk}/levels/now/"), level="-2").status_code == 303

    html = read(client, at(world, "goals/how-far/"))
    assert (
        "a little further than you had expected" in html
    )  # by hand: 50 + 10 * 1 / sqrt(0.7 * 10 + 0.3 * 16)
    assert "As a figure: 53." in html
    assert "Here I am" in read(client, at(world, f"goals/{first.pk}/"))
    assert "Twice a week" in read(client, at(world, f"goals/{first.pk}/"))


def test_a_level_cannot_be_said_before_it_is_fixed(world: World) -> None:
    goal = goal_of(world)
    fix(world, goal, fixes=False)
    with pytest.raises(levels.NotFixed):
        levels.say_how_far(actor=world.member.actor, goal_id=goal.pk, level=0)
