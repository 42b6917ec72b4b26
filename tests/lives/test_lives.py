"""S14, S5: in whatever order people do what they do, nobody reaches a minor unasked; no rule gives way."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from muruna.conversations.actions import erasing, hand_overs, messages, stopping
from muruna.conversations.models import Conversation, Message, Participant, Thread
from muruna.foundation.clock import stopped_at
from muruna.sharing import companions
from muruna.spaces import contact
from tests.lives.lives import Lives, without_proof
from tests.matching.conftest import MONDAY, made_world

pytestmark = pytest.mark.django_db
STEPS = 100
LIVED: Counter[str] = Counter()


@pytest.fixture
def lives(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lives]:
    without_proof(monkeypatch)
    with stopped_at(MONDAY), made_world() as world:
        yield Lives(world)


@pytest.mark.parametrize("seed", [3, 4])
def test_nothing_gives_way_in_any_order(lives: Lives, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for number in range(STEPS):
        before = dict(lives.done)
        lives.random_step(chance)
        lives.look()
        assert lives.faults == [], (number, {k: v for k, v in lives.done.items() if before.get(k) != v})
    LIVED.update(lives.done)


def test_what_was_tried_did_come_about() -> None:
    assert {"ask", "choose", "accept", "say", "show", "note"} <= LIVED.keys(), LIVED
    assert LIVED.total() > 30


# Planted faults: the same looks find each of them. `begun`: Mina (13-15) talks with Rana, whom she chose.
@pytest.fixture
def begun(lives: Lives) -> Lives:
    assert lives.try_("ask", who="Mina")
    assert lives.try_("choose", who="Mina", whom="Rana")
    assert lives.try_("accept", who="Rana", whom="Mina")
    assert lives.try_("say", who="Rana")
    lives.look()
    assert lives.faults == []
    return lives


def test_a_right_that_is_not_asked_about_again_is_found(
    begun: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert begun.try_("end_right", who="Cora", whom="Rana")
    assert not begun.try_("say", who="Rana")
    monkeypatch.setattr(messages, "may_go_on", lambda people, held=None: True)
    assert begun.try_("say", who="Rana")
    assert begun.faults


def test_a_block_that_does_not_hold_is_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun.try_("block", who="Mina", whom="Rana")
    assert not begun.try_("say", who="Rana")
    monkeypatch.setattr(messages, "is_blocked_here", lambda one, other, room: False)
    assert begun.try_("say", who="Rana")
    assert begun.faults


def test_blocked_people_who_are_never_parted_are_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun.try_("block", who="Mina", whom="Rana")
    monkeypatch.setattr(stopping, "part_blocked", lambda: 0)
    begun.a_night_passes()
    assert begun.faults


def test_contact_details_beside_a_minor_are_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not begun.try_("say_contact", who="Rana", number=0)
    monkeypatch.setattr(contact, "find_contact_details", lambda text: [])
    assert begun.try_("say_contact", who="Rana", number=0)
    assert begun.faults


def test_words_beside_a_page_follow_the_talk(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun.try_("show", who="Mina", whom="Rana")
    assert begun.try_("note", who="Rana", number=0)
    assert not begun.try_("note_contact", who="Rana", number=0)
    assert begun.try_("end_right", who="Cora", whom="Rana")
    assert not begun.try_("note", who="Rana", number=0)
    assert not begun.try_("show", who="Mina", whom="Rana")
    assert begun.faults == []
    monkeypatch.setattr(companions, "may_go_on", lambda people, held=None: True)
    assert begun.try_("note", who="Rana", number=0)
    assert begun.faults


def test_contact_details_beside_a_page_are_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun.try_("show", who="Mina", whom="Rana")
    monkeypatch.setattr(contact, "find_contact_details", lambda text: [])
    assert begun.try_("note_contact", who="Rana", number=0)
    assert begun.faults


def test_an_adult_who_begins_a_talk_is_found(lives: Lives) -> None:
    messages.begin_conversation(
        actor=lives.of("Rana").actor, member=lives.of("Mina").membership,
        supporter=lives.of("Rana").membership, request_id=None,
    )  # fmt: skip
    lives.look()
    assert "a talk that its member did not ask for" in lives.faults


def test_a_place_that_is_never_freed_is_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "close_place", lambda supporter: None)
    assert begun.try_("leave_talk", who="Mina", number=0)
    begun.look()
    assert begun.faults


@pytest.mark.parametrize("kept", [False, True])
def test_a_key_that_stays_after_a_hand_over_is_found(
    begun: Lives, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    if kept:
        monkeypatch.setattr(hand_overs, "drop_reader", lambda container, person: b"")
    assert begun.try_("hand_on", who="Rana", whom="Noel", number=0)
    assert begun.try_("consent", who="Mina", number=1)
    begun.look()
    assert begun.faults == []
    assert begun.try_("take_on", who="Noel", number=0)
    begun.look()
    assert bool(begun.faults) is kept


@pytest.mark.parametrize("kept", [False, True])
def test_what_a_deletion_leaves_is_found(begun: Lives, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    assert begun.try_("say", who="Mina")
    body = Message.objects.filter(sender=begun.of("Mina").membership).count()
    assert body
    if kept:
        person = begun.of("Mina").person.pk
        begun.gone.append(("Mina", person, begun.of("Mina").membership.pk))
    else:
        assert begun.try_("delete", who="Mina")
    begun.look()
    assert bool(begun.faults) is kept


def test_a_gap_and_a_talk_without_anybody_are_found(begun: Lives) -> None:
    Message.objects.filter(seq=1).delete()
    begun.look()
    assert any("gaps" in one for one in begun.faults)
    begun.faults.clear()
    Participant.objects.filter(part=Participant.SUPPORTER).update(is_here=False)
    begun.look()
    assert "a talk goes on with nobody responsible" in begun.faults


def test_keys_of_erased_words_are_found(begun: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    """S5: when a talk's day has come its grants go with it; a grant that stays is seen."""
    assert begun.try_("leave_talk", who="Mina", number=0)
    begun.look()
    Conversation.objects.update(erase_on=MONDAY.date())
    monkeypatch.setattr(erasing, "destroy_container", lambda container: None)
    assert erasing.erase_due() == 1
    assert not Thread.objects.exists()
    begun.look()
    assert "a key of words that are no more can be opened" in begun.faults
