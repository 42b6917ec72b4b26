"""While one of the two is suspended the talk rests for both: nobody is told why, and it goes on by itself."""

import datetime as dt
import uuid
from typing import Any

import pytest

from muruna.conversations import events
from muruna.conversations.actions.drafts import keep_draft
from muruna.conversations.actions.endings import end_conversation, propose_ending
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.actions.stopping import pause_conversation, resume_conversation
from muruna.conversations.models import Conversation, Gap, Message
from muruna.conversations.unsent import draft_of
from muruna.foundation.clock import now, stopped_at
from muruna.spaces.models import Membership
from tests.conversations.people import Somebody, World


def suspend(who: Somebody) -> None:
    Membership.objects.filter(pk=who.membership.pk).update(
        state=Membership.SUSPENDED, suspended_because="canary reason"
    )
    who.membership.refresh_from_db()
    events.look_who_may_support(space=who.membership.space_id)


def restore(who: Somebody) -> None:
    Membership.objects.filter(pk=who.membership.pk).update(state=Membership.ACTIVE, suspended_because="")
    who.membership.refresh_from_db()
    events.look_who_may_support(space=who.membership.space_id)


def page(world: World, who: Somebody) -> str:
    answer = who.browser().get(world.at())
    assert answer.status_code == 200
    return str(answer.content.decode())


def notices(html: str) -> str:
    return html.split('class="talk-notices"')[1].split("<noscript>")[0]


def test_nobody_writes_to_a_suspended_member_and_it_goes_on_when_they_are_back(world: World) -> None:
    suspend(world.member)
    count = Message.objects.count()

    answer = world.supporter.browser().post(
        world.at("say/"), {"text": "where are you", "key": str(uuid.uuid4())}
    )

    assert answer.status_code == 422
    assert "where are you" in answer.content.decode()
    with pytest.raises(NotOpen):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="where are you")
    assert Message.objects.count() == count
    assert (world.again().state, world.again().paused_by) == (Conversation.PAUSED, None)
    assert not Gap.objects.exists()  # the member needs nobody else: their supporter is there

    restore(world.member)

    assert world.again().state == Conversation.OPEN
    assert say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="welcome back")


def test_even_before_the_event_is_worked_off_no_word_passes(world: World) -> None:
    Membership.objects.filter(pk=world.member.membership.pk).update(state=Membership.SUSPENDED)

    with pytest.raises(NotOpen):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="where are you")


def test_a_suspension_reads_like_a_rest_that_the_other_wanted(world: World) -> None:
    pause_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)
    wanted = notices(page(world, world.supporter))
    resume_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    suspend(world.member)

    told = page(world, world.supporter)
    assert notices(told) == wanted
    assert "Noor is away from here for a while." in told
    assert "/numbers/" in notices(told)
    assert "canary reason" not in told
    assert "uspen" not in told
    assert "I would like to be heard." in told  # what was said stays


def test_what_either_had_typed_waits(world: World) -> None:
    for who in (world.member, world.supporter):
        words = f"half of {who.membership.name}"
        keep_draft(actor=who.actor, conversation_id=world.conversation.pk, text=words)

    suspend(world.member)

    assert "half of Sam" in page(world, world.supporter)
    lost = world.member.browser().post(world.at("say/"), {"text": "my words", "key": str(uuid.uuid4())})
    assert lost.status_code == 404
    assert "my words" in lost.content.decode()
    restore(world.member)
    for who in (world.member, world.supporter):
        assert f"half of {who.membership.name}</textarea>" in page(world, who)


def test_a_rest_that_one_wanted_can_be_ended_meanwhile_and_it_goes_on_later(world: World) -> None:
    pause_conversation(actor=world.supporter.actor, conversation_id=world.conversation.pk)
    suspend(world.member)
    assert "You wanted a rest." in page(world, world.supporter)

    resume_conversation(actor=world.supporter.actor, conversation_id=world.conversation.pk)

    assert (world.again().state, world.again().paused_by) == (Conversation.PAUSED, None)
    assert "Noor is away" in page(world, world.supporter)
    restore(world.member)
    assert world.again().state == Conversation.OPEN


def test_a_rest_that_the_suspended_one_wanted_stays_theirs(world: World) -> None:
    pause_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    suspend(world.member)
    restore(world.member)

    assert (world.again().state, world.again().paused_by) == (Conversation.PAUSED, world.member.membership)


def test_a_supporter_cannot_end_it_for_want_of_an_answer_that_could_not_come(world: World) -> None:
    ids: Any = {"actor": world.supporter.actor, "conversation_id": world.conversation.pk}
    propose_ending(**ids, text="it may be time")
    suspend(world.member)

    with stopped_at(now() + dt.timedelta(days=8)):
        with pytest.raises(NotOpen):
            end_conversation(**ids, thanks="all the best")
        restore(world.member)
        assert world.again().end_asked_on == now().date()


def test_a_member_of_a_suspended_supporter_is_told_kindly_and_finds_somebody_else(world: World) -> None:
    suspend(world.supporter)

    told = page(world, world.member)
    for found in ("Sam cannot go on supporting here", "Ask for somebody else", "End it well", "/numbers/"):
        assert found in told
    assert "uspen" not in told
    with pytest.raises(NotOpen):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="are you there?")
    restore(world.supporter)
    assert world.again().state == Conversation.OPEN
    assert not Gap.objects.exists()


def test_with_both_suspended_it_goes_on_only_when_both_are_back(world: World) -> None:
    suspend(world.member)
    suspend(world.supporter)

    restore(world.supporter)
    assert world.again().state == Conversation.PAUSED
    assert not Gap.objects.exists()

    restore(world.member)
    assert world.again().state == Conversation.OPEN


def test_unsent_words_are_nobody_elses(world: World) -> None:
    keep_draft(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="half a thought")
    suspend(world.member)

    me = world.conversation.participants.get(membership=world.supporter.membership)
    assert draft_of(world.supporter.actor, me) == "half a thought"
    assert draft_of(world.member.actor, me) == ""
