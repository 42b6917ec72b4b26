"""Contact details beside somebody under 18 are asked about at every door, by the same rule."""

import uuid
from typing import Any

import pytest

from muruna.conversations.actions import asides, endings
from muruna.conversations.models import Ending, Message
from muruna.conversations.queries import last_words
from muruna.matching.models import SupportOffer
from muruna.spaces.contact import MayIdentify
from muruna.spaces.models import Membership
from tests.conversations.people import Somebody, World

NUMBER = "Write me on Signal: +961 71 234 567"


def send(one: Somebody, address: str, **words: Any) -> tuple[int, str]:
    answer = one.browser().post(address, {"key": str(uuid.uuid4()), **words})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["member", "supporter"])
def test_asking_whether_to_end_asks_first_and_goes_with_the_tick(minor_world: World, who: str) -> None:
    world, one, before = minor_world, getattr(minor_world, who), Message.objects.count()

    status, html = send(one, world.at("end/ask/"), text=NUMBER)

    assert (status, Message.objects.count()) == (422, before)
    assert NUMBER in html
    assert "One moment before this goes out" in html
    assert html.count('name="knows_risk"') == 1
    assert send(one, world.at("end/ask/"), text=NUMBER, knows_risk="on")[0] == 303
    assert Message.objects.count() == before + 1


def test_the_question_is_not_there_before_it_is_needed(minor_world: World) -> None:
    for rest in ("end/ask/", "end/"):
        html = minor_world.member.browser().get(minor_world.at(rest)).content.decode()
        assert "knows_risk" not in html


@pytest.mark.parametrize(
    "words", [{"thanks": NUMBER}, {"summary": NUMBER, "shares_summary": "on"}], ids=["thanks", "summary"]
)
def test_last_words_that_the_other_reads_ask_first(minor_world: World, words: dict[str, str]) -> None:
    status, html = send(minor_world.member, minor_world.at("end/"), **words)

    assert (status, Ending.objects.count()) == (422, 0)
    assert NUMBER in html
    assert html.count('name="knows_risk"') == 1
    assert send(minor_world.member, minor_world.at("end/"), knows_risk="on", **words)[0] == 303
    assert NUMBER in last_words(minor_world.supporter.actor, minor_world.again()).values()


def test_a_summary_for_oneself_is_nobody_s_business(minor_world: World) -> None:
    assert send(minor_world.member, minor_world.at("end/"), summary=NUMBER)[0] == 303


def test_two_adults_end_without_a_question(world: World) -> None:
    assert send(world.member, world.at("end/"), thanks=NUMBER)[0] == 303
    with pytest.raises(MayIdentify):  # aside, everybody is asked: a supporter may be under 18
        asides.ask_supervisor(actor=world.supporter.actor, conversation_id=world.conversation.pk, text=NUMBER)


def test_a_supporter_s_last_words_ask_first(minor_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "has_waited_enough", lambda day, asked: True)
    world = minor_world
    endings.propose_ending(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="Now?")
    end = {"actor": world.supporter.actor, "conversation_id": world.conversation.pk, "thanks": NUMBER}

    with pytest.raises(MayIdentify):
        endings.end_conversation(**end)

    endings.end_conversation(**end, knows_risk=True)


def offer(**more: str) -> dict[str, str]:
    return {"languages": "en", "time_zone": "Europe/Berlin", "most_open": "3", "about": NUMBER, **more}


def test_what_stands_on_a_card_that_minors_choose_from_asks_first(world: World) -> None:
    address = f"/s/{world.space.code}/offer/"
    status, html = send(world.supporter, address, **offer())

    assert status == 422
    assert NUMBER in html
    assert "People under 18 may read this here" in html
    assert SupportOffer.objects.get(membership=world.supporter.membership).about != NUMBER
    assert send(world.supporter, address, **offer(knows_risk="on"))[0] == 303
    assert send(world.supporter, address, **offer())[0] == 303  # the same words were asked about


@pytest.mark.parametrize("field", ["name", "pronouns", "identity"])
def test_own_words_that_everybody_reads_ask_first(world: World, field: str) -> None:
    address = f"/s/{world.space.code}/me/"
    words = {"name": "Sam", "pronouns": "", "identity": "", field: "insta @sam.walks"}

    status, html = send(world.supporter, address, **words)

    assert status == 422
    assert "People under 18 may read this here" in html
    assert getattr(Membership.objects.get(pk=world.supporter.membership.pk), field) != "insta @sam.walks"
    assert send(world.supporter, address, knows_risk="on", **words)[0] == 303
    assert send(world.supporter, address, **words)[0] == 303


def test_where_nobody_under_18_comes_nobody_is_asked(world: World) -> None:
    world.space.profile = "online"
    world.space.save()

    assert send(world.supporter, f"/s/{world.space.code}/me/", name="Sam", identity=NUMBER)[0] == 303
