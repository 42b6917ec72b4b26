"""Whoever is suspended reads what is theirs and takes it along; all else there is closed."""

import uuid
from typing import Any

import pytest

from muruna.goals.actions import goals
from muruna.goals.actions import hard_times as plan
from muruna.goals.actions import record as records
from muruna.goals.logic.record import Entry
from muruna.goals.models import Goal
from muruna.spaces.models import Membership
from tests.access.site_map import routes
from tests.conversations.fixtures import world
from tests.conversations.people import World
from tests.wellbeing.test_results import give

__all__ = ["world"]


@pytest.fixture
def own(world: World) -> Any:
    """What Noor wrote before she was suspended; Sam showed her a goal of his."""
    me, him = world.member.actor, world.supporter.actor
    plan.add_lines(actor=me, part="numbers", texts=["Mina 0171 2345678"])
    goal = goals.begin_goal(actor=me, words=goals.Words(wish="Swim again"))
    records.write_entry(actor=me, entry=Entry("choice", "I stayed"))
    give(world.member, "who-5", [1] * 5, 20)
    give(world.member, "who-5", [3] * 5)
    his = goals.begin_goal(actor=him, words=goals.Words(wish="His goal"), ally=me.membership.pk)
    Membership.objects.filter(pk=me.membership.pk).update(state=Membership.SUSPENDED)
    return goal, his


def test_the_first_page_leads_to_what_is_theirs(world: World, own: Any) -> None:
    client = world.member.browser()
    html = client.get("/home/").text
    for name in ("lines/", "days/", "goals/", "record/"):
        assert f'href="/s/{world.space.code}/{name}"' in html
    assert 'href="/account/copy/"' in html


def test_their_own_pages_are_read(world: World, own: Any) -> None:
    here, client = f"/s/{world.space.code}/", world.member.browser()
    for page, words in (
        ("lines/", "0171 2345678"), ("lines/sheet/", "0171 2345678"), ("lines/card/", "0171 2345678"),
        ("lines/here/", "0171 2345678"), ("goals/", "Swim again"), (f"goals/{own[0].pk}/", "Swim again"),
        ("record/", "I stayed"), ("record/booklet/", "I stayed"), ("days/", "My days"),
        ("days/time/", "How you have been"), ("days/copy/sheet/", "60"), ("choices/", ""), ("sure/", ""),
        ("days/earlier/", ""), ("days/marks/", ""), ("days/again/", ""), ("goals/how-far/", ""),
    ):  # fmt: skip
        answer = client.get(here + page)
        assert (answer.status_code, page) == (200, page)
        assert words in answer.text
        if answer["Content-Type"].startswith("text/html") and "booklet" not in page:
            assert "have suspended you here" in answer.text
            assert "His goal" not in answer.text


def test_they_take_it_along_as_a_file(world: World, own: Any) -> None:
    client = world.member.browser()
    answer = client.post(f"/s/{world.space.code}/days/copy/", {"shape": "csv", "key": str(uuid.uuid4())})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_nothing_else_opens(world: World, own: Any) -> None:
    client = world.member.browser()
    some = {"uuid": str(own[0].pk), "int": "1"}
    opened = set()
    for one in routes():
        if not one.in_space:
            continue
        values = {name: some.get(converter, "one") for name, converter in one.places}
        address = one.address(**{**values, "code": world.space.code})
        if client.get(address).status_code == 200:
            opened.add(one.name)
        if client.post(address, {"key": str(uuid.uuid4())}).status_code != 404:
            opened.add(f"POST {one.name}")
    assert opened == {
        "goals", "goal", "goals-far", "choices", "record", "record-booklet", "sure", "hard-times",
        "hard-times-sheet", "hard-times-card", "hard-times-here", "POST hard-times-here", "days", "day-list",
        "day-marks", "day-again-list", "day-time", "day-copy", "POST day-copy", "day-sheet",
        "reports",
    }  # fmt: skip


def test_nothing_is_changed(world: World, own: Any) -> None:
    client, here = world.member.browser(), f"/s/{world.space.code}/"
    key = str(uuid.uuid4())
    assert client.post(f"{here}goals/{own[0].pk}/", {"key": key, "step": "One"}).status_code == 404
    assert client.post(f"{here}days/marks/", {"key": key, "words": "x"}).status_code == 404
    for page in (f"goals/{own[0].pk}/", "lines/", "days/", "days/marks/", "record/"):
        html = client.get(here + page).text
        for closed in ("goals/new/", "words/", "lines/part/", "days/now/", "days/ask/", "record/new/"):
            assert f'{closed}"' not in html.split("<main")[1].split("</main>")[0]
    assert Goal.objects.get(pk=own[0].pk)


def test_what_was_suspended_opens_to_nobody_else(world: World, own: Any) -> None:
    assert world.stranger.browser().get(f"/s/{world.space.code}/goals/{own[0].pk}/").status_code == 404
