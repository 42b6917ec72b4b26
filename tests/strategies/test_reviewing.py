"""Whoever looks at an idea answers to the words that stood on their page, and to no others."""

import re
from typing import Any

import pytest

from muruna.strategies import queries
from muruna.strategies.actions import ideas
from muruna.strategies.models import Idea
from tests.conversations.people import Somebody, World
from tests.strategies.test_ideas import write
from tests.strategies.test_pages import read, send

NEWER = "Coffee with somebody who shouts"


def seen_in(html: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', html)
    assert found
    return found[1]


def answer(html: str, decision: str, words: str = "") -> dict[str, Any]:
    return {"decision": decision, "answer": words, "seen": seen_in(html)}


@pytest.mark.parametrize("decision", ["publish", "return"])
def test_what_was_changed_since_the_page_was_shown_is_shown_and_not_answered(
    world: World, coordinator: Somebody, decision: str
) -> None:
    idea = write(world.member)
    browser, path = coordinator.browser(), f"/s/{world.space.code}/ways/look/{idea.pk}/"
    page = read(browser, path)
    write(world.member, idea=idea, title=NEWER)

    refused = send(browser, path, **answer(page, decision, "Which tea is it?"))

    html = refused.content.decode()
    assert refused.status_code == 422
    assert Idea.objects.get().state == Idea.SENT
    assert NEWER in html
    assert "Which tea is it?" in html
    assert "It was changed after you opened this page" in html
    assert " checked" not in html  # what was decided was about other words
    assert send(browser, path, **answer(html, decision, "Which tea is it?")).status_code == 303
    assert Idea.objects.get().state == {"publish": Idea.PUBLISHED, "return": Idea.RETURNED}[decision]


def test_showing_a_name_since_then_is_a_change_too(world: World, coordinator: Somebody) -> None:
    idea = write(world.member)
    seen = queries.as_shown(idea)
    ideas.save_idea(
        actor=world.member.actor, words=idea.words, language="en", shows_name=True, sends=True,
        idea_id=idea.pk,
    )  # fmt: skip

    with pytest.raises(ideas.ChangedMeanwhile):
        ideas.answer_idea(actor=coordinator.actor, idea_id=idea.pk, publishes=True, seen=seen)


def test_an_answer_that_does_not_say_what_was_seen_publishes_nothing(
    world: World, coordinator: Somebody
) -> None:
    idea = write(world.member)
    path = f"/s/{world.space.code}/ways/look/{idea.pk}/"

    assert send(coordinator.browser(), path, decision="publish").status_code == 422

    assert Idea.objects.get().state == Idea.SENT
