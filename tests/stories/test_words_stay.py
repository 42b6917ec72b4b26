"""No power cut, second tab or second thought loses what somebody wrote, and pages say what is true."""

import re
import uuid
from html import unescape
from typing import Any

import pytest

from muruna.stories.models import Story
from muruna.stories.sealing import open_draft
from tests.conversations.people import Somebody, World
from tests.stories.telling import CANARY, read, send, share, tell, write

WORDS = {"title": "The second chair", "text": f"I told Sara. {CANARY}", "language": "en"}


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/pages/"


def _fields(html: str) -> dict[str, str]:
    """What a form of the page sends along unseen."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html)
    }


def _drafts(who: Somebody) -> list[tuple[str, str]]:
    rows = Story.objects.filter(author=who.membership).order_by("pk")
    return sorted((words.title, words.text) for words in (open_draft(who.actor, row) for row in rows))


def test_a_new_story_is_kept_while_it_is_written_and_becomes_one_draft(world: World, here: str) -> None:
    client, key = world.member.browser(), str(uuid.uuid4())
    assert f'data-draft="{here}new/keep/"' in read(client, f"{here}new/")

    nothing = client.post(f"{here}new/keep/", {"key": key, "title": "", "text": " ", "language": "en"})
    first = client.post(f"{here}new/keep/", {"key": key, "text": "It began", "language": "en"})
    again = client.post(f"{here}new/keep/", {"key": key, "text": "It began on a bus", "language": "en"})

    assert (nothing.status_code, first.status_code, again.status_code) == (204, 204, 204)
    assert "X-Draft" not in nothing.headers
    assert first.headers["X-Draft"] == again.headers["X-Draft"]
    assert _drafts(world.member) == [("", "It began on a bus")]
    assert "It began on a bus" in read(client, first.headers["X-Here"])
    assert "No title yet" in read(client, f"{here}mine/")
    # A page that never heard of the draft's own address presses its button.
    assert client.post(f"{here}new/", {"key": key, **WORDS}).status_code == 303
    late = client.post(f"{here}new/keep/", {"key": key, **WORDS, "text": "older"})
    assert late.status_code == 204
    assert _drafts(world.member) == [(WORDS["title"], WORDS["text"])]


def test_what_is_unfinished_or_too_long_for_others_is_kept_all_the_same(world: World, here: str) -> None:
    story, client = write(world.member, "first"), world.member.browser()

    for words in ({"title": "", "text": "no title"}, {"title": "t" * 200, "text": "x" * 13_000}):
        assert send(client, f"{here}{story.pk}/keep/", **words, language="xx").status_code == 204
        assert _drafts(world.member) == [(words["title"], words["text"])]
    assert send(client, f"{here}{story.pk}/keep/", title="", text="").status_code == 204
    assert _drafts(world.member)[0][1] == "x" * 13_000
    assert send(client, f"{here}{story.pk}/keep/", text="ش" * 48_000).status_code == 422
    assert send(world.stranger.browser(), f"{here}{story.pk}/keep/", text="theirs").status_code == 404


def test_an_unfinished_story_is_not_shared(world: World, here: str) -> None:
    client = world.member.browser()
    where = client.post(f"{here}new/keep/", {"key": str(uuid.uuid4()), "text": "Half"}).headers["X-Here"]
    wish = {"audience": "space", "replies": "witness", "shows_name": "no"}

    answer = send(client, where.replace("/write/", "/share/"), **wish)

    assert answer.status_code == 422
    assert "needs a title and a text" in answer.content.decode()
    assert Story.objects.get().state == Story.DRAFT


def test_words_kept_on_an_old_page_of_a_shared_story_become_a_new_draft(world: World, here: str) -> None:
    story, client = write(world.member), world.member.browser()
    read(client, f"{here}{story.pk}/write/")
    share(world.member, story)
    key = str(uuid.uuid4())

    sent = [
        client.post(f"{here}{story.pk}/write/", {"key": key, **WORDS, "text": "Later words"}) for _ in "ab"
    ]

    assert [one.status_code for one in sent] == [303, 303]
    page = read(client, sent[0]["Location"])
    assert "kept as a new draft" in page
    assert "Later words" in page
    assert {text for _title, text in _drafts(world.member)} == {CANARY, "Later words"}
    assert Story.objects.count() == 2
    assert client.get(f"{here}{story.pk}/write/").status_code == 404
    assert send(world.stranger.browser(), f"{here}{story.pk}/write/", **WORDS).status_code == 404


def test_words_for_a_page_that_is_gone_are_given_back(world: World, here: str) -> None:
    story, client = write(world.member), world.member.browser()
    fields = _fields(read(client, f"{here}{story.pk}/write/"))
    send(client, f"{here}{story.pk}/back/")

    for address in (f"{here}{story.pk}/write/", f"{here}{uuid.uuid4()}/write/"):
        answer = client.post(address, {**fields, **WORDS})
        assert answer.status_code == 404
        assert CANARY in answer.content.decode()
    strange = world.stranger.browser().post(f"{here}{story.pk}/write/", {**fields, **WORDS})
    assert strange.status_code == 404
    assert CANARY not in strange.content.decode()
    assert CANARY not in client.get(f"{here}{story.pk}/write/").content.decode()


@pytest.mark.parametrize("keeps", [True, False])
def test_taking_back_says_what_became_of_the_words(
    world: World, coordinator: Somebody, here: str, keeps: bool
) -> None:
    story, client = tell(world.member, coordinator), world.member.browser()
    more: dict[str, Any] = {"keeps_text": "on"} if keeps else {}

    went = send(client, f"{here}{story.pk}/back/", **more)

    page = read(client, went["Location"])
    assert ("kept as a draft" in page) == keeps
    assert ("It is gone." in page) != keeps
    assert Story.objects.count() == int(keeps)
