"""A conversation that somebody has grown out of rests, can be ended well, and is seen to rest."""

import datetime as dt
from typing import Any

import pytest

from muruna.conversations.actions.endings import TooSoon, end_conversation
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.actions.stopping import resume_conversation
from muruna.conversations.events import let_conversations_rest
from muruna.conversations.models import Conversation, Ending
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.spaces.actions.ages import grow_older
from muruna.spaces.models import Right
from tests.conversations.people import World, somebody


def tracks(world: World, *wanted: str) -> None:
    Right.objects.filter(membership=world.supporter.membership).update(tracks=list(wanted))


def birthday(world: World, band: str) -> Any:
    grow_older(actor=world.member.actor, age_band=band)
    world.member.membership.refresh_from_db()
    let_conversations_rest(space=world.space.pk, membership=world.member.membership.pk)
    return world.again()


def test_a_supporter_for_under_18s_alone_does_not_go_on_with_an_adult(minor_world: World) -> None:
    world = minor_world
    coordinator = somebody(world.space, "Coo", Right.COORDINATOR)
    tracks(world, "under-18")

    resting = birthday(world, "18-24")

    assert (resting.state, resting.paused_by, resting.end_asked_by) == (
        Conversation.PAUSED, None, world.supporter.membership,
    )  # fmt: skip
    with pytest.raises(NotOpen):
        resume_conversation(actor=world.member.actor, conversation_id=resting.pk)
    for one in (world.member, world.supporter):
        page = one.browser().get(world.at()).content.decode()
        assert "do not fit the two of you any more" in page
    board = coordinator.browser().get(f"/s/{world.space.code}/").content.decode()
    assert "1 conversation rests" in board
    told = OutboxEvent.objects.filter(topic="person.news").values_list("payload__person", flat=True)
    assert str(coordinator.person.pk) in told
    assert "Resting" not in world.stranger.browser().get(f"/s/{world.space.code}/").content.decode()


def test_it_can_be_ended_well_by_the_member_now_and_by_the_supporter_without_words_later(
    minor_world: World,
) -> None:
    world = minor_world
    tracks(world, "under-18")
    birthday(world, "18-24")
    end = {"conversation_id": world.conversation.pk, "thanks": "come and find me"}
    with pytest.raises(TooSoon):
        end_conversation(actor=world.supporter.actor, **end)

    with stopped_at(now() + dt.timedelta(days=8)):
        ended = end_conversation(actor=world.supporter.actor, **end)

    assert (ended.state, ended.ended_how) == (Conversation.ENDED, Conversation.PLANNED)
    assert Ending.objects.filter(conversation=ended).exists()
    page = world.member.browser().get(world.at()).content.decode()
    assert "come and find me" not in page


def test_it_goes_on_once_the_rules_allow_it_again(minor_world: World) -> None:
    world = minor_world
    tracks(world, "under-18")
    birthday(world, "18-24")
    tracks(world, "adults")

    assert "allow it to go on again" in world.member.browser().get(world.at()).content.decode()
    resume_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)

    assert world.again().end_asked_by is None
    assert say(actor=world.member.actor, conversation_id=world.conversation.pk, text="hello again")


def test_what_the_rules_still_allow_goes_on(minor_world: World) -> None:
    assert birthday(minor_world, "18-24").state == Conversation.OPEN


def test_a_young_supporter_does_not_carry_somebody_older(minor_world: World) -> None:
    world = minor_world
    world.supporter.membership.age_band = "13-15"
    world.supporter.membership.save()
    world.member.membership.age_band = "13-15"
    world.member.membership.save()
    tracks(world, "under-18")

    assert birthday(world, "16-17").state == Conversation.PAUSED
