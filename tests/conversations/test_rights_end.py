"""What let two people meet must hold for every word: a right that ends, a block, an unanswered hand-over."""

from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.keyring import container_keys
from muruna.accounts.models import Block
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.endings import propose_ending
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.actions.stopping import leave_conversation
from muruna.conversations.models import Message
from muruna.conversations.words import open_thread
from muruna.spaces.models import Right
from muruna.spaces.stewardship import end_rights_of
from tests.conversations.people import Somebody, World


def rights(of: Somebody) -> Any:
    return Right.objects.filter(membership=of.membership, role=Right.SUPPORTER)


@pytest.mark.parametrize("how", ["ended", "only for adults", "profile"])
def test_an_adult_without_the_right_says_nothing_more_to_a_minor(minor_world: World, how: str) -> None:
    world = minor_world
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="before")
    if how == "ended":
        end_rights_of(world.supporter.membership)
    elif how == "only for adults":
        rights(world.supporter).update(tracks=["adults"])
    else:
        world.space.profile = "online"
        world.space.save()
    count = Message.objects.count()

    for deed in (say, propose_ending):
        with pytest.raises(NotOpen):
            deed(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="come with me")

    assert Message.objects.count() == count
    answer = world.supporter.browser().post(
        world.at("say/"), {"text": "come with me", "key": "6f2c7c1e-5a53-4e0a-8f06-0f9c0f1c9a11"}
    )
    assert answer.status_code == 422
    assert "resting just now" in answer.content.decode()
    assert "come with me" in answer.content.decode()


def test_a_right_that_is_given_again_lets_them_go_on(world: World) -> None:
    held = rights(world.supporter).get()
    end_rights_of(world.supporter.membership)
    with pytest.raises(NotOpen):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello?")

    held.save(force_insert=True)

    assert say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello?")


def test_a_block_after_the_consent_stops_the_hand_over(world: World) -> None:
    row = world.agree(shares=True)
    Block.objects.create(blocker=world.member.person, blocked=world.second.person, room=world.space.pk,
                         label_sealed=b"")  # fmt: skip

    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)

    assert open_thread(world.supporter.actor, world.thread)


def test_a_certificate_lost_after_the_consent_stops_the_hand_over(minor_world: World) -> None:
    row = minor_world.agree(shares=True)
    rights(minor_world.second).update(tracks=["adults"])

    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=minor_world.second.actor, hand_over_id=row.pk)


def test_whoever_never_went_on_keeps_no_key(world: World) -> None:
    world.agree(shares=True)
    assert container_keys(world.second.actor, world.thread.pk)

    leave_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    assert container_keys(world.second.actor, world.thread.pk) == {}
    assert open_thread(world.member.actor, world.thread)
