"""Handing over: only with consent, with or without what was said, and never past a limit."""

import datetime as dt

import pytest
from django.db import transaction

from muruna.access import NotFound
from muruna.accounts.models import ContentGrant
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.asides import ask_supervisor, say_aside
from muruna.conversations.actions.erasing import erase_due, forget_person
from muruna.conversations.actions.messages import say
from muruna.conversations.belongings import export
from muruna.conversations.models import Debrief, HandOver, Participant, Thread
from muruna.conversations.queries import open_debrief
from muruna.conversations.words import open_thread
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.tenancy import across_spaces
from muruna.matching.models import SupportOffer
from tests.conversations.people import World


def counts(world: World) -> list[int]:
    offers = {one.membership_id: one.open_count for one in SupportOffer.objects.all()}
    return [offers[world.supporter.membership.pk], offers[world.second.membership.pk]]


@pytest.mark.parametrize("shares", [True, False])
def test_next_supporter_reads_what_the_member_allows(world: World, shares: bool) -> None:
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="before")
    row = world.agree(shares=shares)
    assert world.second.browser().get(world.at()).status_code == 404

    hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="after")

    seen = [one.text for one in open_thread(world.second.actor, world.thread)]
    assert ("before" in seen) is shares
    assert "after" in seen
    assert open_thread(world.supporter.actor, world.thread) == []
    assert world.supporter.browser().get(world.at()).status_code == 404
    assert "before" in [one.text for one in open_thread(world.member.actor, world.thread)]
    html = world.member.browser().get(world.at()).content.decode()
    assert "Rana goes on with this conversation from here." in html
    assert counts(world) == [0, 1]


def test_member_may_refuse_and_then_nobody_learns_of_it(world: World) -> None:
    row = world.propose()
    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)

    hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=False, shares_history=True
    )

    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)
    assert open_thread(world.second.actor, world.thread) == []
    assert counts(world) == [1, 0]


def test_declining_takes_shared_keys_back(world: World) -> None:
    row = world.agree(shares=True)

    hand_overs.decline_hand_over(actor=world.second.actor, hand_over_id=row.pk)
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="still with Sam")

    assert open_thread(world.second.actor, world.thread) == []
    assert "still with Sam" in [one.text for one in open_thread(world.supporter.actor, world.thread)]


def test_full_supporter_cannot_take_it_and_nothing_changes(world: World) -> None:
    SupportOffer.objects.filter(membership=world.second.membership).update(open_count=3)
    row = world.agree()

    answer = world.second.browser().post(
        f"/s/{world.space.code}/talks/next/{row.pk}/", {"key": str(row.pk), "answer": "yes"}
    )

    assert answer.status_code == 422
    assert counts(world) == [1, 3]
    assert Participant.objects.get(membership=world.supporter.membership).is_here


def test_only_the_right_people_take_each_step(world: World) -> None:
    for who in (world.member, world.stranger, world.second):
        with pytest.raises(NotFound):
            hand_overs.propose_hand_over(
                actor=who.actor, conversation_id=world.conversation.pk, to=world.second.membership,
                eligible=[world.second.membership.pk],
            )  # fmt: skip
    with pytest.raises(NotFound):
        hand_overs.propose_hand_over(
            actor=world.supporter.actor,
            conversation_id=world.conversation.pk,
            to=world.lead.membership,
            eligible=[],
        )
    row = world.propose()
    for who in (world.supporter, world.stranger, world.second):
        with pytest.raises(NotFound):
            hand_overs.answer_hand_over(
                actor=who.actor, hand_over_id=row.pk, agrees=True, shares_history=True
            )
    with pytest.raises(hand_overs.AlreadyUnderWay):
        world.propose()


def test_whoever_handed_over_tells_a_supervisor_how_it_was_and_reads_nothing(world: World) -> None:
    row = world.agree()
    client, talks = world.supporter.browser(), f"/s/{world.space.code}/talks/"
    assert "You handed a talk over" not in client.get(talks).content.decode()
    hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)

    listed = client.get(talks).content.decode()
    assert "You handed a talk over" in listed
    assert world.at("after/") in listed
    assert "Noor" not in listed
    page = client.get(world.at("after/"))
    assert page.status_code == 200
    assert "Noor" not in page.content.decode()
    words = {"key": str(row.pk), "text": "It stayed with me.", "pause_days": "3"}
    assert client.post(world.at("after/"), words).status_code == 303

    note = Debrief.objects.get()
    assert open_debrief(world.supervisor.actor, note) == "It stayed with me."
    assert note.writer == world.supporter.membership
    assert "You handed a talk over" not in client.get(talks).content.decode()
    for who in (world.member, world.stranger, world.supervisor):
        assert who.browser().get(world.at("after/")).status_code == 404
    assert world.second.browser().get(world.at("after/")).status_code == 200


def with_aside(world: World) -> None:
    """Sam has asked Yara, who has answered without his having read it; then Rana goes on."""
    ids = {"conversation_id": world.conversation.pk}
    ask_supervisor(actor=world.supporter.actor, **ids, text="between us")
    say_aside(actor=world.supervisor.actor, **ids, text="what I would do")
    world.hand_over(shares=True)


def test_the_earlier_supporter_reads_what_was_said_aside_for_two_weeks_and_nobody_else_does(
    world: World,
) -> None:
    with_aside(world)

    page = world.supporter.browser().get(world.at("after/")).content.decode()
    for told in ("between us", "what I would do", "Yara"):
        assert told in page
    assert "Noor" not in page
    assert not Thread.objects.filter(kind=Thread.SIDE).exists()
    for who in (world.member, world.stranger, world.second, world.supervisor):
        for path in (world.at("after/"), world.at("aside/")):
            answer = who.browser().get(path)
            assert "between us" not in answer.content.decode()
    assert world.supervisor.browser().get(world.at("aside/")).status_code == 404
    assert world.supporter.browser().get(world.at("aside/")).status_code == 404
    assert "what I would do" in str(export(world.supporter.actor))
    assert "between us" not in str(export(world.second.actor))


def test_what_was_said_aside_goes_with_its_key_when_the_two_weeks_are_over(world: World) -> None:
    with_aside(world)
    past = Thread.objects.get(kind=Thread.PAST)
    assert {one.person for one in ContentGrant.objects.filter(container=past.pk)} == {world.supporter.person}
    with stopped_at(now() + dt.timedelta(days=13)):
        erase_due()
        assert "between us" in world.supporter.browser().get(world.at("after/")).content.decode()

    with stopped_at(now() + dt.timedelta(days=14)):
        assert "between us" not in world.supporter.browser().get(world.at("after/")).content.decode()
        erase_due()

    assert not Thread.objects.filter(kind=Thread.PAST).exists()
    assert not ContentGrant.objects.filter(container=past.pk).exists()
    assert HandOver.objects.get().aside is None


def test_whoever_goes_on_asks_a_supervisor_of_their_own(world: World) -> None:
    with_aside(world)

    ask_supervisor(actor=world.second.actor, conversation_id=world.conversation.pk, text="how do I begin")

    page = world.supervisor.browser().get(world.at("aside/")).content.decode()
    assert "how do I begin" in page
    assert "between us" not in page


def test_a_note_about_it_leaves_what_was_said_aside_where_it_is_found(world: World) -> None:
    with_aside(world)
    client, talks = world.supporter.browser(), f"/s/{world.space.code}/talks/"
    client.post(world.at("after/"), {"key": str(world.thread.pk), "text": "Thank you.", "pause_days": "0"})
    assert "You handed a talk over" not in client.get(talks).content.decode()

    assert world.at("after/") in client.get(talks + "notes/").content.decode()


def test_a_supervisor_who_leaves_takes_their_words_along(world: World) -> None:
    with_aside(world)

    with transaction.atomic(), across_spaces("as the deletion does"):
        forget_person(world.supervisor.person)

    page = world.supporter.browser().get(world.at("after/")).content.decode()
    assert "between us" in page
    assert "what I would do" not in page
