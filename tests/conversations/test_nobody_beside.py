"""A supervisor's right ends, or they are suspended or go: what is said aside reaches the next one, or nobody
is told that it was sent."""

import uuid

import pytest
from django.db import transaction

from muruna.accounts.actions import leaving
from muruna.conversations.actions import asides
from muruna.conversations.models import Debrief, Message, Participant, Thread
from muruna.foundation.tenancy import in_space
from muruna.foundation.work import Worker
from muruna.spaces.models import Membership, Right
from muruna.spaces.stewardship import end_rights_of
from tests.conversations.people import Somebody, World, somebody

URGENT = "Urgent: he wants to run away tonight."


@pytest.fixture
def asked(world: World) -> World:
    """Sam asks Yara aside, and she answers."""
    for deed, one in ((asides.ask_supervisor, world.supporter), (asides.say_aside, world.supervisor)):
        deed(actor=one.actor, conversation_id=world.conversation.pk, text=f"{one.membership.name} said this.")
    return world


def ends(world: World) -> None:
    end_rights_of(world.supervisor.membership)
    Worker().work_off()


def is_suspended(world: World) -> None:
    Membership.objects.filter(pk=world.supervisor.membership.pk).update(state=Membership.SUSPENDED)


def is_gone(world: World) -> None:
    with transaction.atomic():
        leaving.delete_account(actor=world.supervisor.actor, proven=None, sending=uuid.uuid4())  # type: ignore[arg-type]


def send(one: Somebody, address: str, **words: str) -> tuple[int, str]:
    answer = one.browser().post(address, {"key": str(uuid.uuid4()), "text": URGENT, **words})
    return answer.status_code, answer.content.decode()


def read(one: Somebody, address: str) -> str:
    return one.browser().get(address).content.decode()


@pytest.mark.parametrize("goes", [ends, is_suspended, is_gone])
def test_the_next_supervisor_is_brought_in_and_reads_from_there_on(asked, goes, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(leaving, "insist", lambda actor, proven: None)
    zaki = somebody(asked.space, "Zaki", Right.SUPERVISOR)
    goes(asked)

    assert "Zaki is asked" in read(asked.supporter, asked.at("aside/"))
    assert send(asked.supporter, asked.at("aside/"))[0] == 303

    seen = read(zaki, asked.at("aside/"))
    assert URGENT in seen
    assert "Sam said this." not in seen
    theirs = read(asked.supporter, asked.at("aside/"))
    assert all(one in theirs for one in (URGENT, "Sam said this.", "Zaki goes on"))
    assert asked.at("aside/") in read(zaki, f"/s/{asked.space.code}/talks/")
    here = Participant.objects.filter(
        conversation=asked.conversation, part=Participant.SUPERVISOR, is_here=True
    )
    assert [one.membership.name for one in here] == ["Zaki"]
    if goes is ends:
        assert asked.supervisor.browser().get(asked.at("aside/")).status_code == 404


@pytest.mark.parametrize("goes", [ends, is_suspended])
def test_nothing_counts_as_sent_that_nobody_reads(asked: World, goes) -> None:  # type: ignore[no-untyped-def]
    goes(asked)
    before = Message.objects.count()

    shown = read(asked.supporter, asked.at("aside/"))
    assert "Nobody reads this now" in shown
    assert asked.at("care/") in shown
    assert "Yara said this." in shown
    assert 'name="text"' not in shown
    status, html = send(asked.supporter, asked.at("aside/"))
    assert (status, Message.objects.count()) == (422, before)
    assert URGENT in html
    assert "Nobody can be asked here just now" in html

    assert "Nobody reads this now" in read(asked.supporter, asked.at("after/"))
    status, html = send(asked.supporter, asked.at("after/"), pause_days="0")
    assert status == 422
    assert URGENT in html
    assert not Debrief.objects.exists()


def test_a_note_after_a_hard_talk_goes_to_whoever_reads_it(asked: World) -> None:
    somebody(asked.space, "Zaki", Right.SUPERVISOR)
    ends(asked)

    assert "Zaki reads this" in read(asked.supporter, asked.at("after/"))
    assert send(asked.supporter, asked.at("after/"), pause_days="0")[0] == 303
    assert Debrief.objects.get().reader.name == "Zaki"


def test_whoever_had_asked_hears_it_on_their_first_page(asked: World) -> None:
    first = f"/s/{asked.space.code}/"
    assert "reads it no more" not in read(asked.supporter, first)

    ends(asked)

    assert "reads it no more" in read(asked.supporter, first)
    assert "reads it no more" not in read(asked.member, first)


def test_a_supervisor_writes_to_nobody_either(asked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "insist", lambda actor, proven: None)
    with transaction.atomic():
        leaving.delete_account(actor=asked.supporter.actor, proven=None, sending=uuid.uuid4())  # type: ignore[arg-type]
    before = Message.objects.count()

    assert "Nobody reads this now" in read(asked.supervisor, asked.at("aside/"))
    status, html = send(asked.supervisor, asked.at("aside/"))

    assert (status, Message.objects.count()) == (422, before)
    assert URGENT in html


def test_a_supervisor_who_is_back_is_asked_again_as_anybody(asked: World) -> None:
    zaki = somebody(asked.space, "Zaki", Right.SUPERVISOR)
    is_suspended(asked)
    assert send(asked.supporter, asked.at("aside/"))[0] == 303
    Membership.objects.filter(pk=asked.supervisor.membership.pk).update(state=Membership.ACTIVE)
    end_rights_of(zaki.membership)

    assert send(asked.supporter, asked.at("aside/"), text="Are you back?")[0] == 303

    seen = read(asked.supervisor, asked.at("aside/"))
    assert "Are you back?" in seen
    assert URGENT not in seen
    assert Thread.objects.filter(conversation=asked.conversation, kind=Thread.SIDE).count() == 1


def test_a_supervisor_is_told_of_a_note_until_they_have_read_it(asked: World) -> None:
    first, talks = f"/s/{asked.space.code}/", f"/s/{asked.space.code}/talks/"
    read(asked.supervisor, asked.at("aside/"))
    assert "note for you to read" not in read(asked.supervisor, first)

    assert send(asked.supporter, asked.at("after/"), pause_days="0")[0] == 303

    assert "1 note for you to read" in read(asked.supervisor, first)
    assert "new-dot" in read(asked.supervisor, talks)
    read(asked.supporter, talks + "notes/")  # its writer's reading is not theirs
    assert URGENT in read(asked.supervisor, talks + "notes/")
    assert "note for you to read" not in read(asked.supervisor, first)
    assert "new-dot" not in read(asked.supervisor, talks)


def test_a_note_that_nobody_has_read_says_so_to_its_writer(asked: World) -> None:
    assert send(asked.supporter, asked.at("after/"), pause_days="0")[0] == 303
    notes = f"/s/{asked.space.code}/talks/notes/"
    assert "supervises here no more" not in read(asked.supporter, notes)

    ends(asked)

    assert "supervises here no more" in read(asked.supporter, notes)


def test_a_page_on_which_nothing_can_be_sent_asks_for_nothing(world: World) -> None:
    """Without supervisor and lead: no form that can only be refused, no promise of a named person."""
    with in_space(world.space):
        Right.objects.filter(role__in=(Right.SUPERVISOR, Right.SAFEGUARDING_LEAD)).delete()
    browser = world.supporter.browser()

    after = browser.get(f"{world.at()}after/").content.decode()
    worry = browser.get(f"{world.at()}care/").content.decode()

    assert "Nobody reads this now" in after
    assert "Take a pause" in after
    assert "a worry would reach nobody" in worry
    for page in (after, worry):
        assert "<textarea" not in page
        assert "a named person looks" not in page
        assert "is told at once" not in page
