"""S5: a kill between any two steps of a hand-over or an erasure leaves the old readers or the new ones."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from muruna.accounts.keyring import container_key, newest_epoch
from muruna.conversations.actions import endings, erasing, hand_overs
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Message, Participant
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.vault import CannotOpen
from tests.conversations.people import World
from tests.harness.dying import deaths, in_pieces

WORDS = "before"


def handing_over(world: World) -> Callable[[], Any]:
    row = world.agree()
    return lambda: hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)


def erasing_it(world: World) -> Callable[[], Any]:
    endings.end_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)
    far = now() + dt.timedelta(days=4000)

    def deed() -> None:
        with stopped_at(far):
            erasing.erase_due()

    return deed


STEPS = {"handing over": handing_over, "erasing": erasing_it}


def state(world: World, thread: UUID) -> tuple[set[str], set[str], int]:
    """Who is in the talk, who opens what is written next, and how many words there are."""
    people = {name: getattr(world, name) for name in ("member", "supporter", "second")}
    talking = Participant.objects.filter(conversation=world.conversation, is_here=True)
    inside = set(talking.values_list("membership", flat=True))
    readers = set()
    for name, one in people.items():
        try:
            container_key(one.actor, thread, newest_epoch(thread))
        except CannotOpen:
            continue
        readers.add(name)
    here = {name for name, one in people.items() if one.membership.pk in inside}
    return here, readers, Message.objects.filter(thread=thread).count()


def faults(world: World, deed: Callable[[], Any]) -> list[str]:
    """What each death left, where it is not what was before."""
    thread, found = world.thread.pk, []
    before = state(world, thread)
    assert before[1] == {"member", "supporter"}
    for is_whole in deaths(deed):
        left = state(world, thread)
        if is_whole:
            assert left[1] in ({"member", "second"}, set())
        elif left != before:
            found.append(f"{left}, not {before}")
    return found


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_between_two_steps_leaves_the_old_readers(world: World, step: str) -> None:
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text=WORDS)

    assert faults(world, STEPS[step](world)) == []


# Planted fault: every step stands by itself.
@pytest.mark.parametrize("step", STEPS)
def test_steps_that_stand_by_themselves_are_found(
    world: World, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text=WORDS)
    deed = STEPS[step](world)
    in_pieces(monkeypatch)

    assert faults(world, deed)
