"""The pages, as members use them without JavaScript."""

import uuid
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import KeptItem, Person
from muruna.strategies import queries
from muruna.strategies.library import library
from muruna.strategies.models import Idea, Tried
from muruna.ui.addresses import code_of
from tests.conversations.people import Somebody, World


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/ways/"


def read(client: Client, path: str, **more: Any) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == 200, path
    html: str = answer.content.decode()
    return html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_strategy_has_a_page_in_its_readers_language(world: World, here: str, language: str) -> None:
    client = world.member.browser()
    Person.objects.filter(pk=world.member.person.pk).update(language=language)
    every = list(library().values())
    for one in every[:: max(1, len(every) // 12)]:
        html = read(client, f"{here}one/{one.code}/")
        assert one.text(language).title.replace('"', "&#34;").replace("'", "&#39;") in html
        assert "<title>" in html
        assert one.id not in html.split("<body")[0]
    for number in range(1, 6):
        read(client, f"{here}{number}/?at=school")
    assert client.get(f"{here}6/").status_code == 404
    assert client.get(f"{here}one/deadbeef/").status_code == 404


def test_the_law_of_a_country_stands_in_one_fold_and_a_service_is_named_in_its_step(
    world: World, here: str
) -> None:
    way = library()["threat-to-tell"]
    html = read(world.member.browser(), f"{here}one/{way.code}/")

    assert html.count("<span>United Kingdom</span></summary>") == 1
    assert all(note.words["en"] in html for note in way.law)
    for language in ("en", "ar"):
        steps = " ".join(way.text(language).steps)
        assert "takeitdown.ncmec.org" in steps
        assert "stopncii.org" in steps


def test_telling_through_the_page_once_whatever_is_pressed(world: World, here: str) -> None:
    client, way = world.member.browser(), next(iter(library().values()))
    key = str(uuid.uuid4())
    sent = {"key": key, "outcome": "helped", "situations": ["faith"], "words": "quiet"}

    first = client.post(f"{here}one/{way.code}/told/", sent)
    again = client.post(f"{here}one/{way.code}/told/", sent)

    assert first.status_code == again.status_code == 303
    assert Tried.objects.count() == 1
    assert "quiet" in read(client, f"{here}mine/")
    assert "quiet" not in read(world.stranger.browser(), f"{here}one/{way.code}/")


def told_by_me(html: str) -> str:
    return html.partition('id="mine"')[2].partition("What is known about it")[0]


def test_whoever_says_that_it_hurt_is_offered_somebody_and_numbers(world: World, here: str) -> None:
    client, way = world.member.browser(), next(iter(library().values()))
    page = f"{here}one/{way.code}/"
    offered = [f'href="/s/{world.space.code}/ask/"', 'href="/contact/"', "What you can do now"]

    send(client, f"{page}told/", outcome="helped")
    assert not any(one in told_by_me(read(client, page)) for one in offered)
    told = send(client, f"{page}told/", outcome="worse")

    assert told["Location"] == f"{page}#mine"
    after = told_by_me(read(client, page))
    assert all(one in after for one in [*offered, 'href="/numbers/'])


def test_nothing_chosen_is_said_and_words_stay(world: World, here: str) -> None:
    way = next(iter(library().values()))
    answer = send(world.member.browser(), f"{here}one/{way.code}/told/", words="half a thought")

    assert answer.status_code == 422
    assert "half a thought" in answer.content.decode()


def test_plan_by_pages(world: World, here: str) -> None:
    client = world.member.browser()
    send(client, f"{here}people/new/", name="F", knows="not", safe="unsafe", depends=["home"], plan="")
    send(client, f"{here}people/new/", name="S", knows="not", safe="safe", plan="")
    html = read(client, f"{here}people/")
    assert "You owe nobody this. It can wait for good." in html
    second = queries.my_plan(world.member.actor).people[1]

    assert send(client, f"{here}people/{second.id}/move/", to="earlier").status_code == 303

    assert [one.name for one in queries.my_plan(world.member.actor).people] == ["S", "F"]
    assert world.stranger.browser().get(f"{here}people/{second.id}/").status_code == 404


def test_letter_is_kept_or_carried_into_ones_own_talk_only(world: World, here: str) -> None:
    client = world.member.browser()
    where = f"{here}practice/{code_of('somebody-close')}/"

    kept = send(client, where, part0="Dear you", to="kept")
    carried = send(client, where, part0="Dear you", part1="I am well", to=str(world.conversation.pk))
    stolen = send(world.stranger.browser(), where, part0="x", to=str(world.conversation.pk))
    empty = send(client, where, to="kept")

    assert kept.status_code == 303
    assert KeptItem.objects.filter(person=world.member.person).count() == 1
    assert carried["Location"] == world.at() + "#end"
    assert "Dear you\n\nI am well" in read(client, world.at())
    assert stolen.status_code == 422
    assert empty.status_code == 422


def test_practised_talk_goes_from_moment_to_moment(world: World, here: str) -> None:
    client = world.member.browser()

    listening, silence = code_of("listening"), code_of("silence")
    talk = f"{here}practice/{code_of('somebody-close')}/talk/"
    assert f"?at={listening}" in read(client, talk)
    assert f"?at={silence}" in read(client, f"{talk}?at={listening}")
    assert client.get(f"{talk}?at=nowhere").status_code == 404


def test_an_idea_from_writing_to_reading(world: World, coordinator: Somebody, here: str) -> None:
    author, reviewer = world.member.browser(), coordinator.browser()
    words = {
        "title": "Tea first", "in_short": "Before a hard talk", "steps": "Boil water\nSit down",
        "not_when": "Never with somebody violent", "field": "coping", "settings": ["home"], "language": "en",
        "sends": "yes",
    }  # fmt: skip
    assert send(author, f"{here}new/", **{**words, "steps": "Only one"}).status_code == 422
    assert send(author, f"{here}new/", **words).status_code == 303
    idea = Idea.objects.get()
    assert "Tea first" in read(reviewer, f"{here}look/")
    assert send(reviewer, f"{here}look/{idea.pk}/", decision="return").status_code == 422
    assert (
        send(reviewer, f"{here}look/{idea.pk}/", decision="publish", seen=queries.as_shown(idea)).status_code
        == 303
    )

    assert "Boil water" in read(world.stranger.browser(), f"{here}ours/{idea.pk}/")
    assert send(world.stranger.browser(), f"{here}ours/{idea.pk}/away/").status_code == 404
    assert send(author, f"{here}ours/{idea.pk}/away/").status_code == 303
    assert world.stranger.browser().get(f"{here}ours/{idea.pk}/").status_code == 404


def test_lists_ask_the_database_no_more_when_they_grow(
    world: World, coordinator: Somebody, here: str, query_count: Any
) -> None:
    from tests.strategies.test_ideas import publish, write

    client = world.stranger.browser()
    publish(coordinator, write(world.member))
    read(client, f"{here}ours/")
    few = query_count(lambda: client.get(f"{here}ours/"))
    for _ in range(3):
        publish(coordinator, write(world.member))

    assert query_count(lambda: client.get(f"{here}ours/")) == few
