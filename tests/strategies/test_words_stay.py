"""A letter meets words that wait in a talk; what was tried keeps its name; addresses tell nothing."""

import re
from typing import Any

import pytest
from django.utils import translation

from muruna.accounts.belongings import exports
from muruna.accounts.models import Person
from muruna.conversations.actions.drafts import keep_draft
from muruna.conversations.forms import LONGEST_MESSAGE
from muruna.conversations.models import Participant
from muruna.conversations.unsent import draft_of
from muruna.strategies import queries
from muruna.strategies.actions import ideas, trying
from muruna.strategies.rehearsals import rehearsals
from tests.conversations.people import Somebody, World
from tests.strategies.test_ideas import publish, write
from tests.strategies.test_pages import read, send


@pytest.fixture
def letter(world: World) -> str:
    code = rehearsals("en")["somebody-close"].code
    return f"/s/{world.space.code}/ways/practice/{code}/"


def _draft(world: World) -> str:
    me = Participant.objects.get(conversation=world.conversation, membership=world.member.membership)
    return draft_of(world.member.actor, me)


def test_a_letter_stands_below_the_words_that_wait_in_the_talk(world: World, letter: str) -> None:
    keep_draft(actor=world.member.actor, conversation_id=world.conversation.pk, text="Half a thought")

    answer = send(world.member.browser(), letter, part0="Dear you", to=str(world.conversation.pk))

    assert answer.status_code == 303
    assert _draft(world) == "Half a thought\n\nDear you"


def test_a_letter_too_long_for_a_message_is_told_so_while_it_is_written(world: World, letter: str) -> None:
    client, talk = world.member.browser(), str(world.conversation.pk)
    parts: dict[str, Any] = {f"part{n}": f"{n}" * 2000 for n in range(5)}
    keep_draft(actor=world.member.actor, conversation_id=world.conversation.pk, text="Half a thought")

    answer = send(client, letter, **parts, to=talk)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in parts.values())
    assert "2,024" in page  # 10,000 and four gaps of two, below what waits there and a gap: so much too long
    assert _draft(world) == "Half a thought"
    assert send(client, letter, **parts, to="kept").status_code == 303

    parts["part4"] = ""
    parts["part3"] = "3" * (LONGEST_MESSAGE - 6000 - 6 - 16)
    assert send(client, letter, **parts, to=talk).status_code == 303
    assert len(_draft(world)) == LONGEST_MESSAGE


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_idea_that_was_tried_keeps_its_name_when_it_is_translated(
    world: World, coordinator: Somebody, language: str
) -> None:
    source = publish(coordinator, write(world.member))
    arabic = ideas.translate_idea(actor=world.second.actor, source_id=source.pk, language="ar")
    words = source.words | {"title": "الشاي أولاً"}
    ideas.save_idea(
        actor=world.second.actor, words=words, language="ar", shows_name=False, sends=True, idea_id=arabic.pk
    )
    arabic.refresh_from_db()  # a reviewer reads what was sent
    publish(coordinator, arabic)
    for tried in (source, arabic):
        trying.tell_how_it_went(
            actor=world.stranger.actor, strategy=f"idea:{tried.pk}", outcome="helped", situations=(), words=""
        )
    Person.objects.filter(pk=world.stranger.person.pk).update(language=language)

    page = read(world.stranger.browser(), f"/s/{world.space.code}/ways/mine/")
    with translation.override(language):
        told = str(exports()["strategies"](world.stranger.actor))

    assert "not here any more" not in page
    assert "الشاي أولاً" in page
    assert "الشاي أولاً" in told
    assert ("Tea first" in page) == ("Tea first" in told) == (language == "en")
    assert "idea:" not in told


def test_ideas_are_counted_without_opening_them(
    world: World, coordinator: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = publish(coordinator, write(world.member))
    publish(coordinator, write(world.member))
    arabic = ideas.translate_idea(actor=world.second.actor, source_id=source.pk, language="ar")
    ideas.save_idea(
        actor=world.second.actor, words=arabic.words, language="ar", shows_name=False, sends=True,
        idea_id=arabic.pk,
    )  # fmt: skip
    publish(coordinator, arabic)
    actor = world.stranger.actor
    expected = [len(queries.published_ideas(actor, code)) for code in ("en", "ar")]
    opened: list[Any] = []
    field = queries.Idea._meta.get_field("words")
    real = field.from_db_value
    monkeypatch.setattr(field, "from_db_value", lambda *args: opened.append(1) or real(*args))

    assert [queries.how_many_ideas(actor, code) for code in ("en", "ar")] == expected == [2, 2]
    page = read(world.stranger.browser(), f"/s/{world.space.code}/ways/")

    assert "2 things to try" in page
    assert opened == []


def test_addresses_of_what_is_practised_tell_nothing(world: World) -> None:
    here, client = f"/s/{world.space.code}/ways/practice/", world.member.browser()
    for one in rehearsals("en").values():
        pages = [read(client, f"{here}{one.code}/"), read(client, f"{here}{one.code}/talk/")]
        addresses = " ".join(re.findall(r'(?:href|action)="([^"]*practice/[^"]*)"', "".join(pages)))
        assert "?at=" in addresses
        for word in {one.id, *one.moments, *one.id.split("-")}:
            assert not re.search(rf"[/=]{re.escape(word)}\b", addresses)
        assert client.get(f"{here}{one.id}/").status_code == 404
        assert client.get(f"{here}{one.code}/talk/?at={one.start}").status_code == 404
        for moment in one.moments.values():
            assert moment.they.split("'")[0] in read(client, f"{here}{one.code}/talk/?at={moment.code}")
