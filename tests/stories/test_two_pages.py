"""One draft open on two pages: neither overwrites the other unseen."""

import re

from muruna.stories.sealing import open_draft
from tests.conversations.people import World
from tests.stories.telling import read, send, write

WORDS = {"title": "T", "language": "en"}


def _hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_the_second_page_is_shown_both_texts_and_then_decides(world: World) -> None:
    story, client = write(world.member, "at first"), world.member.browser()
    at = f"/s/{world.space.code}/pages/{story.pk}/write/"
    opened = _hidden(read(client, at), "opened")

    assert send(client, at, **WORDS, text="one page's words", opened=opened, then="stay").status_code == 303
    answer = send(client, at, **WORDS, text="the other page's words", opened=opened, then="stay")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "one page&#39;s words" in html
    assert "the other page&#39;s words" in html
    story.refresh_from_db()
    assert open_draft(world.member.actor, story).text == "one page's words"
    over = _hidden(html, "over")
    again = send(client, at, **WORDS, text="both", opened=opened, over=over, then="stay")
    assert again.status_code == 303
    story.refresh_from_db()
    assert open_draft(world.member.actor, story).text == "both"


def test_what_a_page_keeps_by_itself_overwrites_no_other_page_and_is_no_other_page(world: World) -> None:
    story, client = write(world.member, "at first"), world.member.browser()
    here = f"/s/{world.space.code}/pages/{story.pk}"
    page, other = read(client, f"{here}/write/"), read(client, f"{here}/write/")
    mine = {"key": _hidden(page, "key"), "opened": _hidden(page, "opened"), **WORDS}
    theirs = {"key": _hidden(other, "key"), "opened": _hidden(other, "opened"), **WORDS}

    assert client.post(f"{here}/keep/", mine | {"text": "mine, half"}).status_code == 204
    assert client.post(f"{here}/keep/", mine | {"text": "mine, more"}).status_code == 204
    assert client.post(f"{here}/keep/", theirs | {"text": "theirs"}).status_code == 409
    assert client.post(f"{here}/write/", mine | {"text": "mine, whole", "then": "stay"}).status_code == 303
    story.refresh_from_db()
    assert open_draft(world.member.actor, story).text == "mine, whole"
