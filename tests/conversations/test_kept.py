"""What is kept from a talk, and who is blocked: named as long as they go by that name."""

import uuid

import pytest

from muruna.accounts.actions.keeping import drop_kept, keep_item
from muruna.accounts.models import KeptItem
from muruna.accounts.queries import blocks_of, kept_of
from muruna.conversations.actions import endings, reporting, stopping
from muruna.conversations.actions.messages import say
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.personas import change_persona
from tests.conversations.people import World, make_world
from tests.harness.at_once import at_once

KEPT, BLOCKED = "/account/kept/", "/account/blocked/"
NAMELESS = "Somebody who has left, or goes by another name now"


def _keep_all(world: World) -> None:
    here = world.conversation.pk
    said = say(actor=world.supporter.actor, conversation_id=here, text="Breathe first.")
    reporting.keep_words(actor=world.member.actor, conversation_id=here, ids=[said.pk])
    endings.end_conversation(
        actor=world.member.actor, conversation_id=here, summary="I can.", shares_summary=True
    )
    endings.keep_last_words(actor=world.member.actor, conversation_id=here)


def _titles(world: World) -> list[str]:
    return sorted(one.title for one in kept_of(world.member.actor))


def _rename(world: World) -> None:
    change_persona(actor=world.supporter.actor, name="Robin", pronouns="", identity="")


def test_what_is_kept_says_whose_words_it_is(world: World) -> None:
    _keep_all(world)

    assert _titles(world) == [
        "At the end of a talk with Sam, you wrote",
        "From the end of a talk with Sam",
        "Sam wrote to you",
    ]


def test_a_name_that_was_given_up_is_on_no_page_of_whoever_kept_words(world: World) -> None:
    _keep_all(world)
    browser = world.member.browser()
    assert "Sam wrote to you" in browser.get(KEPT).content.decode()

    _rename(world)

    assert _titles(world) == ["At the end of a talk, you wrote", "From the end of a talk", "Written to you"]
    html = browser.get(KEPT).content.decode()
    assert "Sam" not in html
    assert "Robin" not in html  # nor is the new one told to somebody whose talk is over


def test_the_list_of_the_blocked_names_nobody_by_an_old_name(world: World) -> None:
    stopping.block_other(actor=world.member.actor, conversation_id=world.conversation.pk)
    browser = world.member.browser()
    assert "Sam" in browser.get(BLOCKED).content.decode()

    _rename(world)

    html = browser.get(BLOCKED).content.decode()
    assert [one.label for one in blocks_of(world.member.actor)] == [""]
    assert NAMELESS in html
    assert "Sam" not in html
    assert "Robin" not in html


def test_what_is_kept_stands_on_the_clock_it_was_kept_by(world: World) -> None:
    """The page stands outside of any space: a talk in Beirut said 5:12, and UTC would say 3:12."""
    with in_space(world.space):
        world.space.time_zone = "Asia/Beirut"
        world.space.save()
    browser = world.member.browser()
    said = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="Breathe first.")

    browser.post(f"{world.at()}keep/", {"chosen": str(said.pk), "key": str(uuid.uuid4())})

    (one,) = kept_of(world.member.actor)
    assert one.zone == "Asia/Beirut"
    assert "Beirut" in browser.get(KEPT).content.decode()


def test_what_is_kept_under_a_title_of_its_own_keeps_it(world: World) -> None:
    keep_item(actor=world.member.actor, data={"title": "A letter", "text": "Dear"})

    assert _titles(world) == ["A letter"]


def test_what_is_kept_already_is_not_kept_a_second_time(world: World) -> None:
    here = world.conversation.pk
    said = [say(actor=world.supporter.actor, conversation_id=here, text="Breathe.").pk for _each in range(2)]
    for ids in (said[:1], said[:1], said):
        reporting.keep_words(actor=world.member.actor, conversation_id=here, ids=ids)
    assert len(kept_of(world.member.actor)) == 2  # the same words said twice are two

    endings.end_conversation(
        actor=world.member.actor, conversation_id=here, summary="Ok.", shares_summary=True
    )
    for _each in range(2):
        endings.keep_last_words(actor=world.member.actor, conversation_id=here)

    kept = _titles(world)
    assert kept.count("From the end of a talk with Sam") == 1


def test_what_was_let_go_can_be_kept_anew(world: World) -> None:
    here = world.conversation.pk
    said = say(actor=world.supporter.actor, conversation_id=here, text="Breathe.").pk
    for _each in range(2):
        reporting.keep_words(actor=world.member.actor, conversation_id=here, ids=[said])
        [kept] = KeptItem.objects.all()
        drop_kept(actor=world.member.actor, item=kept)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_keep_it_once() -> None:
    world = make_world()
    with in_space(world.space):
        said = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="Breathe.").pk

    def keep() -> None:
        with in_space(world.space):
            reporting.keep_words(actor=world.member.actor, conversation_id=world.conversation.pk, ids=[said])

    assert at_once([keep] * 4) == []
    assert KeptItem.objects.count() == 1
