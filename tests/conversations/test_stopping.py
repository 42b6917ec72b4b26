"""Resting, leaving, blocking: either side, no reason, and kind to the other."""

import datetime as dt
import uuid

import pytest

from muruna.access import NotFound
from muruna.accounts.models import Block
from muruna.accounts.queries import is_blocked_between, parts_on
from muruna.conversations.actions import stopping
from muruna.conversations.actions.erasing import end_those_of
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.models import Conversation
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.models import Trace
from muruna.matching.models import SupportOffer
from tests.conversations.people import World


def open_count(world: World) -> int:
    return SupportOffer.objects.get(membership=world.supporter.membership).open_count


def test_only_who_paused_goes_on(world: World) -> None:
    stopping.pause_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)
    with pytest.raises(stopping.NotYours):
        stopping.resume_conversation(actor=world.supporter.actor, conversation_id=world.conversation.pk)
    assert world.again().state == Conversation.PAUSED

    stopping.resume_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    assert world.again().state == Conversation.OPEN
    assert world.again().paused_by is None


def test_leaving_ends_it_kindly_and_frees_the_place(world: World) -> None:
    stopping.leave_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    ended = world.again()
    assert (ended.state, ended.ended_how, ended.ended_on) == ("ended", "left", today())
    assert ended.erase_on == today() + dt.timedelta(days=30)
    assert open_count(world) == 0
    assert "Noor has left" in world.supporter.browser().get(world.at()).content.decode()
    assert "has left" not in world.member.browser().get(world.at()).content.decode()
    with pytest.raises(NotOpen):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="wait")
    with pytest.raises(NotFound):
        stopping.leave_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)


@pytest.mark.parametrize(
    "deed", ["pause_conversation", "resume_conversation", "leave_conversation", "block_other"]
)
@pytest.mark.parametrize("who", ["stranger", "supervisor", "second"])
def test_others_stop_nothing(world: World, deed: str, who: str) -> None:
    with pytest.raises(NotFound):
        getattr(stopping, deed)(actor=getattr(world, who).actor, conversation_id=world.conversation.pk)

    assert world.again().state == Conversation.OPEN
    assert not Block.objects.exists()


def test_block_looks_like_leaving_to_the_blocked(world: World) -> None:
    client = world.supporter.browser()
    answer = world.member.browser().post(world.at("apart/"), {"key": str(uuid.uuid4())})

    html = client.get(world.at()).content.decode()
    traces = set(Trace.objects.filter(space_id=world.space.pk).values_list("action", flat=True))
    assert answer.status_code == 303
    assert is_blocked_between(world.member.person, world.supporter.person)
    assert "Noor has left" in html
    assert "block" not in html.lower().replace('class="block', "")
    assert "person.block" not in traces
    assert open_count(world) == 0


def block(world: World, room: uuid.UUID) -> Block:
    pair = {"blocker": world.supporter.person, "blocked": world.member.person}
    return Block.objects.create(**pair, room=room, label_sealed=b"")


def test_a_block_by_another_door_of_this_space_ends_it_within_a_day(world: World) -> None:
    block(world, world.space.pk)
    with pytest.raises(NotOpen):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello")
    assert world.again().state == Conversation.OPEN

    assert stopping.part_blocked() == 1
    assert world.again().state == Conversation.ENDED
    assert stopping.part_blocked() == 0


def test_a_block_under_another_name_ends_it_on_a_day_of_its_own(world: World) -> None:
    """Else whoever blocks a seat in a circle, and looks which talk ends, knows whose the seat is."""
    made = block(world, uuid.uuid4())

    assert say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello")
    assert say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="hello")
    assert stopping.part_blocked() == 0
    with stopped_at(now() + dt.timedelta(days=1)):
        assert stopping.part_blocked() == 0
    with stopped_at(now() + dt.timedelta(days=8)):
        assert stopping.part_blocked() == 1
    assert world.again().state == Conversation.ENDED
    assert made


def test_the_day_is_drawn_for_each_talk_and_each_block(world: World) -> None:
    made = block(world, uuid.uuid4())
    pair = (world.member.person, world.supporter.person, world.space.pk)

    days = {(parts_on(*pair, uuid.uuid4()) - made.made_on).days for _ in range(200)}  # type: ignore[operator]

    assert days == {2, 3, 4, 5, 6, 7}
    assert parts_on(*pair, world.conversation.pk) == parts_on(*pair, world.conversation.pk)


def test_whoever_leaves_the_space_leaves_their_conversations(world: World) -> None:
    end_those_of(world.supporter.membership)

    assert world.again().state == Conversation.ENDED
    assert "Sam has left" in world.member.browser().get(world.at()).content.decode()


@pytest.mark.parametrize("how", ["apart/", "go/", "rest/"])
def test_what_was_typed_is_not_lost_when_the_other_blocks_leaves_or_rests(world: World, how: str) -> None:
    """Somebody types, the other blocks them: a reload still shows the words, and they have reached nobody."""
    client = world.supporter.browser()
    client.post(world.at("draft/"), {"text": "half a though"})

    assert world.member.browser().post(world.at(how), {"key": str(uuid.uuid4())}).status_code == 303

    typed = client.post(world.at("draft/"), {"text": "half a thought"})  # their page had not heard it yet
    refused = client.post(world.at("say/"), {"key": str(uuid.uuid4()), "text": "half a thought"})
    html = client.get(world.at()).content.decode()
    assert (typed.status_code, refused.status_code) == (204, 422)
    assert "half a thought" in refused.content.decode()
    assert "half a thought" in html
    assert "You had not sent this" in html
    assert "half a thought" not in world.member.browser().get(world.at()).content.decode()
    assert world.thread.messages.count() == 1  # what the member asked with


def test_what_was_never_sent_can_be_let_go(world: World) -> None:
    client = world.supporter.browser()
    client.post(world.at("draft/"), {"text": "half a thought"})
    world.member.browser().post(world.at("go/"), {"key": str(uuid.uuid4())})

    answer = client.post(world.at("draft/"), {"away": "1"})

    assert answer.status_code == 303
    assert "half a thought" not in client.get(world.at()).content.decode()
