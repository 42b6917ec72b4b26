"""Saying things: sealed, in order, once, only by those who may."""

import uuid
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.models import ContentGrant
from muruna.conversations.actions.asides import ask_supervisor
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.events import threads_to_hear
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.conversations.words import open_thread
from muruna.foundation.deeds import once
from muruna.foundation.models import LiveNote
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import CannotOpen
from muruna.spaces.contact import MayIdentify
from muruna.spaces.models import Space
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World, make_world, open_space, somebody
from tests.harness.at_once import at_once


def test_request_words_stand_first_as_the_members(world: World) -> None:
    [first] = open_thread(world.supporter.actor, world.thread)

    assert (first.seq, first.kind, first.text) == (1, "request", "I would like to be heard.")
    assert first.sender_id == world.member.membership.pk
    assert open_thread(world.member.actor, world.thread) == [first]


def test_strangers_supervisors_and_other_spaces_may_not_speak(world: World) -> None:
    elsewhere = open_space("online")
    other = somebody(elsewhere, "Ada")

    for actor in (world.stranger.actor, world.supervisor.actor, world.lead.actor, other.actor):
        with pytest.raises(NotFound):
            say(actor=actor, conversation_id=world.conversation.pk, text="hello")

    assert Message.objects.count() == 1


def test_without_a_grant_nothing_opens_whatever_the_page_thinks(world: World) -> None:
    assert open_thread(world.stranger.actor, world.thread) == []


def test_message_opens_only_in_its_place(world: World) -> None:
    message = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="here")
    Message.objects.filter(pk=message.pk).update(seq=7)

    with pytest.raises(CannotOpen):
        open_thread(world.member.actor, world.thread)


@pytest.mark.parametrize("state", [Conversation.PAUSED, Conversation.ENDED])
def test_nothing_is_said_into_a_closed_conversation(world: World, state: str) -> None:
    Conversation.objects.update(state=state)

    with pytest.raises(NotOpen):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello")


def test_each_message_is_announced_to_its_thread(world: World) -> None:
    LiveNote.objects.all().delete()

    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello")

    heard = set(LiveNote.objects.values_list("channel", flat=True))
    assert heard == {f"thread:{world.thread.pk}", f"person:{world.supporter.person.pk}"}


def test_contact_details_beside_a_minor_need_a_second_thought(minor_world: World) -> None:
    world = minor_world
    for who in (world.member, world.supporter):
        with pytest.raises(MayIdentify) as asked:
            say(actor=who.actor, conversation_id=world.conversation.pk, text="write me: x@example.org")
        assert [one.kind for one in asked.value.found] == ["mail"]

    say(
        actor=world.member.actor, conversation_id=world.conversation.pk, text="x@example.org", knows_risk=True
    )

    assert Message.objects.count() == 2


def test_confirm_step_loses_nothing_and_sends_on_the_second_press(minor_world: World) -> None:
    world = minor_world
    client, key = world.member.browser(), str(uuid.uuid4())
    text = "my number is ٠٧٩ ٥٥٥ ١٢٣٤"

    asked = client.post(world.at("say/"), {"key": key, "text": text})
    html = asked.content.decode()
    sent = client.post(world.at("say/"), {"key": key, "text": text, "knows_risk": "on"})

    assert asked.status_code == 422
    assert text in html
    assert "knows_risk" in html
    assert "٠٧٩ ٥٥٥ ١٢٣٤</bdi>" in html
    assert sent.status_code == 303
    assert Message.objects.count() == 2


def test_adults_are_not_asked(world: World) -> None:
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="x@example.org")

    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_open_pages_hear_their_own_threads_from_outside_any_space() -> None:
    world = make_world()
    with in_space(world.space):
        side = ask_supervisor(
            actor=world.supporter.actor, conversation_id=world.conversation.pk, text="hello"
        )
        main = f"thread:{world.thread.pk}"

    names = ("member", "supporter", "supervisor", "stranger")
    heard = {name: set(threads_to_hear(getattr(world, name).person.pk)) for name in names}

    assert heard == {
        "member": {main},
        "supporter": {main, f"thread:{side.pk}"},
        "supervisor": {f"thread:{side.pk}"},
        "stranger": set(),
    }


def test_old_epochs_stay_closed_to_newcomers(world: World) -> None:
    assert set(ContentGrant.objects.filter(container=world.thread.pk).values_list("person", flat=True)) == {
        world.member.person.pk,
        world.supporter.person.pk,
    }


@pytest.mark.django_db(transaction=True)
def test_four_writers_at_once_leave_no_gap() -> None:
    world = make_world()
    actors = [world.member.actor, world.supporter.actor]

    def write(actor: Any, who: int) -> None:
        with in_space(world.space):
            for number in range(5):
                say(actor=actor, conversation_id=world.conversation.pk, text=f"{who} {number}")

    errors = at_once([lambda who=who: write(actors[who % 2], who) for who in range(4)])

    with in_space(world.space):
        words = open_thread(world.member.actor, world.thread)
        assert errors == []
        assert [one.seq for one in words] == list(range(1, 22))
        assert Thread.objects.get(pk=world.thread.pk).next_seq == 22
        for who in range(4):
            assert [one.text for one in words if (one.text or "").startswith(f"{who} ")] == [
                f"{who} {number}" for number in range(5)
            ]


@pytest.mark.django_db(transaction=True)
def test_same_key_five_times_at_once_is_one_message() -> None:
    world = make_world()
    actor, key = world.member.actor, uuid.uuid4()

    def deed() -> None:
        with in_space(world.space):
            once(
                doer=actor.person.pk, key=key, digest=b"x" * 32,
                run=lambda: str(say(actor=actor, conversation_id=world.conversation.pk, text="once").pk),
            )  # fmt: skip

    errors = at_once([deed] * 5)

    with in_space(world.space):
        assert errors == []
        assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_disk_holds_no_word_that_was_said() -> None:
    planted = "planted-in-the-clear"
    world = make_world(words="CANARYREQUEST in the wind")
    Space.objects.filter(pk=world.space.pk).update(time_zone=planted)
    with in_space(world.space):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="CANARYMESSAGE in the wind")
        Participant.objects.filter(membership=world.member.membership).update(
            draft_sealed=world.member.actor.keys.seal_own_padded("draft", "CANARYDRAFT")
        )
    raw = disk()

    assert planted.encode() in raw  # the right place was read
    assert hidden_in(raw, "CANARY") == []
