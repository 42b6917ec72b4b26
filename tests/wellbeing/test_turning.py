"""Turning to the named person: whoever is named can be asked, and nobody who asks comes to a dead end."""

import re
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.foundation.clock import now
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.spaces.models import Right
from muruna.ui.addresses import code_of
from muruna.wellbeing.actions.allowing import allow_questionnaire
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.models import Permission
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import HOURS, switch_on
from tests.wellbeing.test_pages import read, send

WORDS = "I would like to be heard by Rana."


@pytest.fixture
def named(world: World, steward: Somebody) -> Somebody:
    """Rana is there for a worrying answer, and speaks English."""
    SupportOffer.objects.filter(membership=world.second.membership).update(languages=["en"])
    SupportOffer.objects.filter(membership=world.supporter.membership).update(languages=["en"])
    return switch_on(world, steward)


def asked_of() -> list[Any]:
    """Whom a question is with."""
    return [one.supporter for one in Proposal.objects.filter(state=Proposal.CHOSEN)]


def ask_anybody(one: Somebody) -> Request:
    return write_request(actor=one.actor, ask=Ask(words="Anybody?", languages=("en",), is_live=False))


def test_only_who_answers_questions_can_be_named(world: World, steward: Somebody, here: str) -> None:
    html = read(steward.browser(), f"{here}rules/{code_of('phq-9')}/")

    assert str(world.second.membership.pk) in html
    assert str(world.lead.membership.pk) not in html  # has no page on which a question could stand
    with pytest.raises(NotFound):
        allow_questionnaire(
            actor=steward.actor, questionnaire="phq-9", granted="", hours=HOURS,
            responder=world.lead.membership.pk,
        )  # fmt: skip


def test_where_nobody_can_be_named_the_steward_is_told_what_to_do(
    world: World, steward: Somebody, here: str
) -> None:
    SupportOffer.objects.all().delete()

    html = read(steward.browser(), f"{here}rules/{code_of('phq-9')}/")

    assert "has to offer to listen first" in html


@pytest.mark.parametrize("lost", ["right", "offer"])
def test_a_named_person_who_answers_no_more_is_not_there(
    world: World, named: Somebody, steward: Somebody, here: str, lost: str
) -> None:
    assert "phq-9" in asked_here(world.member.actor)
    if lost == "right":
        Right.objects.filter(membership=named.membership).delete()
    else:
        SupportOffer.objects.filter(membership=named.membership).delete()

    assert "phq-9" not in asked_here(world.member.actor)
    assert "nobody is there for it now" in read(steward.browser(), f"{here}rules/")
    assert Permission.objects.get().responder == named.membership


def test_the_question_is_with_the_named_person(world: World, named: Somebody, here: str) -> None:
    answer = send(world.member.browser(), f"{here}turn/", words=WORDS)

    assert answer.status_code == 303
    assert asked_of() == [named.membership]
    question = Proposal.objects.get(state=Proposal.CHOSEN).pk
    assert WORDS in read(named.browser(), f"/s/{world.space.code}/answering/{question}/")


def test_when_they_cannot_be_asked_it_says_so_with_numbers_and_nothing_is_written(
    world: World, named: Somebody, here: str
) -> None:
    client = world.member.browser()
    SupportOffer.objects.filter(membership=named.membership).update(paused_until=now().date())

    html = read(client, f"{here}turn/").split("<main")[1]
    answer = send(client, f"{here}turn/", words=WORDS)

    for page in (html, answer.content.decode().split("<main")[1]):
        assert "Rana cannot take a question just now" in page
        assert "tel:" in page
        assert f'href="/s/{world.space.code}/ask/"' in page
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Request.objects.exists()


def test_a_request_that_waits_can_be_put_to_the_named_person(
    world: World, named: Somebody, here: str
) -> None:
    client = world.member.browser()
    waits = ask_anybody(world.member)

    html = read(client, f"{here}turn/").split("<main")[1]

    assert f'href="/s/{world.space.code}/ask/mine/"' in html
    assert "Anybody?" in html
    assert not re.search(r"<textarea", html)
    assert send(client, f"{here}turn/").status_code == 303
    assert asked_of() == [named.membership]
    assert Request.objects.get() == waits


def test_words_typed_while_another_page_asked_stay_and_can_go_on(
    world: World, named: Somebody, here: str
) -> None:
    client = world.member.browser()
    ask_anybody(world.member)

    answer = send(client, f"{here}turn/", words=WORDS)

    html = answer.content.decode().split("<main")[1]
    assert answer.status_code == 422
    assert WORDS in html
    assert "Put this to Rana" in html
    assert asked_of() == []


def test_a_language_that_both_speak_is_asked_for(world: World, named: Somebody, here: str) -> None:
    SupportOffer.objects.filter(membership=named.membership).update(languages=["ar"])
    client = world.member.browser()

    assert "العربية" in read(client, f"{here}turn/").split("<main")[1].split("</main")[0]
    assert send(client, f"{here}turn/", words=WORDS).status_code == 422
    assert send(client, f"{here}turn/", words=WORDS, language="ar").status_code == 303

    assert asked_of() == [named.membership]
    assert Request.objects.get().languages == ["en", "ar"]


@pytest.mark.parametrize("before", [Proposal.CLOSED, Proposal.SHOWN, Proposal.OPEN])
def test_whoever_was_put_aside_before_can_be_asked_all_the_same(
    world: World, named: Somebody, here: str, before: str
) -> None:
    waits = ask_anybody(world.member)
    Request.objects.update(takes_first_free=before == Proposal.OPEN)
    Proposal.objects.update_or_create(
        request=waits, supporter=named.membership, defaults={"state": before, "space": world.space}
    )

    assert send(world.member.browser(), f"{here}turn/").status_code == 303

    assert asked_of() == [named.membership]


def test_while_somebody_else_is_asked_there_is_a_way_on(world: World, named: Somebody, here: str) -> None:
    client = world.member.browser()
    waits = ask_anybody(world.member)
    Proposal.objects.filter(request=waits).delete()
    Proposal.objects.create(
        request=waits, supporter=world.supporter.membership, state=Proposal.CHOSEN, space=world.space
    )

    html = read(client, f"{here}turn/").split("<main")[1]

    assert "Your question is with Sam now" in html
    assert f'href="/s/{world.space.code}/ask/mine/"' in html
    assert "tel:" in html
    assert send(client, f"{here}turn/").status_code == 422
    assert asked_of() == [world.supporter.membership]


def test_who_has_asked_them_already_is_led_to_it(world: World, named: Somebody, here: str) -> None:
    client = world.member.browser()
    send(client, f"{here}turn/", words=WORDS)

    html = read(client, f"{here}turn/").split("<main")[1]

    assert "Your question is with Rana now" in html
    assert f'href="/s/{world.space.code}/ask/mine/"' in html
