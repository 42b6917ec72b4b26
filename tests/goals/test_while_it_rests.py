"""What is shared with somebody whose talk may not go on: it says so, and nobody looks present who is not."""

import pytest

from muruna.accounts.belongings import exports
from muruna.goals.actions import goals
from muruna.goals.actions import hard_times as deeds
from muruna.sharing.models import Share
from muruna.spaces.models import Membership, Right
from tests.conversations.people import World
from tests.goals.lines import line, read, show


@pytest.fixture(params=["suspension", "right"])
def resting(world: World, request: pytest.FixtureRequest) -> str:
    """Noor's one line and one goal are shown to Sam, who may not talk with her just now."""
    here = f"/s/{world.space.code}/"
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])
    path = f"{here}lines/with/{world.supporter.membership.pk}/"
    show(world.member.browser(), path, line(world.member, "people"))
    goals.begin_goal(
        actor=world.member.actor, words=goals.Words(wish="Swim"), ally=world.supporter.membership.pk
    )
    assert "Sam sees this" in read(world.member.browser(), f"{here}lines/")
    if request.param == "suspension":
        Membership.objects.filter(pk=world.supporter.membership.pk).update(state=Membership.SUSPENDED)
    else:
        Right.objects.all().delete()
    return here


def test_the_plan_says_that_it_rests(world: World, resting: str) -> None:
    mine = world.member.browser()
    html = read(mine, f"{resting}lines/")
    assert "Sam sees this" not in html
    assert "Rests: Sam cannot see it just now" in html
    told = read(mine, f"{resting}lines/one/{line(world.member, 'people')}/")
    assert "sees this line, and will see the change" not in told
    assert "will see the change if your talk goes on" in told
    (section,) = exports()["hard-times"](world.member.actor)
    assert "Sam" not in str(section.rows)


def test_it_can_be_ended_where_it_was_begun(world: World, resting: str) -> None:
    html = read(world.member.browser(), f"{resting}lines/with/")
    share = Share.objects.get(kind="hard-times")
    assert "You are in no talk now" not in html
    assert "Sees nothing of it just now" in html
    assert f"/between/{share.pk}/stop/" in html


def test_a_goal_says_that_it_rests(world: World, resting: str) -> None:
    share = Share.objects.get(kind="goal")
    html = read(world.member.browser(), f"{resting}goals/{share.item}/")
    assert "Sees this goal, can ask" not in html
    assert "Cannot see this goal just now" in html
