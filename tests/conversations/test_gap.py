"""When a supporter may support no longer, the member is told, and nothing of theirs hangs in the air."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.conversations import events, queries
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.actions.resting import ask_anew, settle_support
from muruna.conversations.actions.stopping import pause_conversation, resume_conversation
from muruna.conversations.models import Conversation, Gap, HandOver
from muruna.conversations.words import open_thread
from muruna.foundation import news, outbox
from muruna.foundation.clock import now, today
from muruna.foundation.models import OutboxEvent
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Request, SupportOffer
from muruna.spaces.events import MEMBER_SUSPENDED, RIGHT_ENDED, RIGHT_GIVEN
from muruna.spaces.models import Right
from muruna.spaces.stewardship import end_rights_of
from tests.conversations.people import Somebody, World, somebody


def end_right(world: World) -> Right:
    held = Right.objects.get(membership=world.supporter.membership)
    end_rights_of(world.supporter.membership)
    return held


def carry_out() -> None:
    while (event := outbox.claim(now())) is not None:
        assert outbox.carry_out(event, now), event.problem


def told() -> set[Any]:
    return {event.payload["person"] for event in OutboxEvent.objects.filter(topic=news.NEWS)}


def coordinator(world: World) -> Somebody:
    return somebody(world.space, "Mona", Right.COORDINATOR)


def propose(world: World, who: Somebody) -> HandOver:
    second = world.second.membership
    return hand_overs.propose_from_outside(
        actor=who.actor, gap_id=Gap.objects.get().pk, to=second, eligible=[second.pk]
    )


def test_the_event_of_an_ended_right_lets_the_talk_rest_and_tells_member_and_coordinator(
    world: World,
) -> None:
    who = coordinator(world)
    end_right(world)

    carry_out()

    assert (world.again().state, world.again().paused_by) == (Conversation.PAUSED, None)
    assert told() == {str(world.member.person.pk), str(who.person.pk)}
    page = world.member.browser().get(world.at()).content.decode()
    assert "Sam cannot go on supporting here" in page
    assert "Ask for somebody else" in page
    assert "End it well" in page


def test_a_member_is_told_once_however_often_it_is_looked_at(world: World) -> None:
    end_right(world)

    assert [settle_support(), settle_support()] == [1, 0]
    assert OutboxEvent.objects.filter(topic=news.NEWS).count() == 1


@pytest.mark.parametrize(
    "topic", [RIGHT_ENDED, RIGHT_GIVEN, MEMBER_SUSPENDED, "member.restored", "space.changed"]
)
def test_conversations_listen_to_everything_that_changes_who_may_support(topic: str) -> None:
    handler = f"{events.__name__}.{events.look_who_may_support.__name__}"

    assert handler in outbox._handlers[topic]


def test_a_right_whose_last_day_is_over_is_found_by_looking(world: World) -> None:
    Right.objects.update(starts_on=today() - dt.timedelta(days=9), ends_on=today() - dt.timedelta(days=1))

    settle_support()

    assert Gap.objects.get().conversation_id == world.conversation.pk


def test_a_suspended_supporter_leaves_nobody_writing_into_the_void(world: World) -> None:
    world.supporter.membership.state = "suspended"
    world.supporter.membership.save()

    settle_support()

    with pytest.raises(NotOpen):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="are you there?")


def test_a_right_given_again_lets_them_go_on_but_keeps_a_rest_that_somebody_wanted(world: World) -> None:
    wanted = world.begin()
    pause_conversation(actor=world.member.actor, conversation_id=wanted.pk)
    held = end_right(world)
    settle_support()
    with pytest.raises(NotOpen):
        resume_conversation(actor=world.member.actor, conversation_id=wanted.pk)

    held.save(force_insert=True)
    settle_support()

    assert world.again().state == Conversation.OPEN
    wanted.refresh_from_db()
    assert (wanted.state, wanted.paused_by) == (Conversation.PAUSED, world.member.membership)
    assert not Gap.objects.exists()


def test_the_coordinator_sees_who_needs_somebody_and_nothing_else(world: World) -> None:
    who = coordinator(world)
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="canary of mine")
    end_right(world)
    settle_support()

    home = who.browser().get(f"/s/{world.space.code}/").content.decode()
    board = who.browser().get(f"/s/{world.space.code}/talks/needed/").content.decode()

    assert "1 person needs another supporter." in home
    assert "Noor" in board
    assert "Propose somebody" in board
    assert "canary" not in board
    assert "Sam" not in board
    assert who.browser().get(world.at()).status_code == 404
    for other in (world.stranger, world.supporter, world.lead):
        assert other.browser().get(f"/s/{world.space.code}/talks/needed/").status_code == 404
        assert queries.gaps_count(other.actor) == 0


def test_somebody_goes_on_when_the_member_agrees(world: World) -> None:
    who = coordinator(world)
    end_right(world)
    settle_support()
    row = propose(world, who)
    page = world.member.browser().get(f"/s/{world.space.code}/talks/change/{row.pk}/").content.decode()
    assert "Rana could go on with you" in page

    hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=True, shares_history=True
    )
    hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)

    assert world.again().state == Conversation.OPEN
    assert not Gap.objects.exists()
    assert say(actor=world.second.actor, conversation_id=world.conversation.pk, text="I am here now")
    assert open_thread(world.second.actor, world.thread)[0].text == "I would like to be heard."


def test_nobody_is_handed_over_without_consent_nor_to_whoever_proposes(world: World) -> None:
    who = coordinator(world)
    end_right(world)
    settle_support()
    with pytest.raises(NotFound):
        hand_overs.propose_from_outside(
            actor=who.actor, gap_id=Gap.objects.get().pk, to=who.membership, eligible=[who.membership.pk]
        )
    with pytest.raises(NotFound):
        propose(world, world.stranger)
    row = propose(world, who)

    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)


def test_asking_anew_needs_nothing_typed_again_and_ends_what_rests(world: World) -> None:
    end_right(world)
    settle_support()
    gap = Gap.objects.get()
    address = f"/s/{world.space.code}/talks/anew/{gap.pk}/"
    browser = world.member.browser()
    assert "I would like to be heard." in browser.get(address).content.decode()
    form = {"key": str(uuid.uuid4()), "words": "I would like to be heard.", "when": "now", "language_0": "en"}

    answers = [browser.post(address, form) for _again in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0]["location"] == answers[1]["location"] == f"/s/{world.space.code}/ask/mine/"
    assert Request.objects.get(state=Request.WAITING).words == "I would like to be heard."
    assert (world.again().state, world.again().ended_how) == (Conversation.ENDED, Conversation.PLANNED)
    assert SupportOffer.objects.get(membership=world.supporter.membership).open_count == 0


def test_what_cannot_be_asked_ends_nothing(world: World) -> None:
    end_right(world)
    settle_support()

    with pytest.raises(ValidationError):
        ask_anew(actor=world.member.actor, gap_id=Gap.objects.get().pk, ask=Ask(words="", languages=("en",)))
    with pytest.raises(NotFound):
        ask_anew(
            actor=world.supporter.actor, gap_id=Gap.objects.get().pk, ask=Ask(words="x", languages=("en",))
        )

    assert world.again().state == Conversation.PAUSED
