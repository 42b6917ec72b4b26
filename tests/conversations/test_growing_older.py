"""A conversation that somebody has grown out of rests, can be ended well, and is seen to rest."""

import datetime as dt
from typing import Any

import pytest

from muruna.conversations.actions.endings import TooSoon, end_conversation, propose_ending
from muruna.conversations.actions.messages import NotOpen, say
from muruna.conversations.actions.stopping import resume_conversation
from muruna.conversations.events import look_who_may_support
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
    look_who_may_support(space=world.space.pk)
    return world.again()


def test_a_supporter_for_under_18s_alone_does_not_go_on_with_an_adult(minor_world: World) -> None:
    world = minor_world
    coordinator = somebody(world.space, "Coo", Right.COORDINATOR)
    tracks(world, "under-18")

    resting = birthday(world, "18-24")

    assert (resting.state, resting.paused_by) == (Conversation.PAUSED, None)
    with pytest.raises(NotOpen):
        resume_conversation(actor=world.member.actor, conversation_id=resting.pk)
    assert "cannot go on supporting here" in world.member.browser().get(world.at()).content.decode()
    assert "The rules here do not let you go on" in world.supporter.browser().get(world.at()).content.decode()
    board = coordinator.browser().get(f"/s/{world.space.code}/").content.decode()
    assert "talk-gaps" in board or "/talks/" in board
    told = OutboxEvent.objects.filter(topic="person.news").values_list("payload__person", flat=True)
    assert str(coordinator.person.pk) in told


def test_the_member_can_end_it_well_at_once_and_the_supporter_says_nothing_more(minor_world: World) -> None:
    world = minor_world
    tracks(world, "under-18")
    birthday(world, "18-24")
    with pytest.raises(TooSoon):
        end_conversation(actor=world.supporter.actor, conversation_id=world.conversation.pk, thanks="find me")

    ended = end_conversation(actor=world.member.actor, conversation_id=world.conversation.pk, thanks="thanks")

    assert (ended.state, ended.ended_how) == (Conversation.ENDED, Conversation.PLANNED)
    assert Ending.objects.filter(conversation=ended).exists()


def test_a_supporter_who_may_not_write_does_not_write_at_the_end_either(minor_world: World) -> None:
    world = minor_world
    propose_ending(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="it may be time")
    tracks(world, "under-18")
    birthday(world, "18-24")

    with stopped_at(now() + dt.timedelta(days=8)):
        ended = end_conversation(
            actor=world.supporter.actor, conversation_id=world.conversation.pk, thanks="come and find me"
        )

    assert ended.state == Conversation.ENDED
    assert "come and find me" not in world.member.browser().get(world.at()).content.decode()


def test_it_goes_on_once_the_rules_allow_it_again(minor_world: World) -> None:
    world = minor_world
    tracks(world, "under-18")
    birthday(world, "18-24")
    tracks(world, "adults")

    look_who_may_support(space=world.space.pk)

    assert world.again().state == Conversation.OPEN
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
