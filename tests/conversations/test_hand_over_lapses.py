"""A hand-over that nobody takes up comes to an end: by its time, with a right that ends, or taken back."""

import datetime as dt
import uuid
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.models import ContentGrant
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.lapsing import lapse_hand_overs
from muruna.conversations.actions.resting import settle_support
from muruna.conversations.models import MEMBER_DAYS, NEXT_DAYS, Gap, HandOver
from muruna.conversations.queries import hand_over_told
from muruna.foundation import news, outbox
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.spaces.stewardship import end_rights_of
from tests.conversations.people import Somebody, World


def key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


def page_of(who: Somebody, path: str) -> str:
    return who.browser().get(path).content.decode()


def grants(who: Somebody, world: World) -> int:
    return ContentGrant.objects.filter(person=who.person, container=world.thread.pk).count()


def told() -> set[Any]:
    return {event.payload["person"] for event in OutboxEvent.objects.filter(topic=news.NEWS)}


def gap_of(world: World) -> Gap:
    end_rights_of(world.supporter.membership)
    settle_support()
    return Gap.objects.get()


def test_it_lapses_when_the_right_of_the_one_asked_ends_and_their_keys_go(world: World) -> None:
    row = world.agree(shares=True)
    assert grants(world.second, world) == 1
    OutboxEvent.objects.all().delete()

    end_rights_of(world.second.membership)
    while (event := outbox.claim(now())) is not None:
        assert outbox.carry_out(event, now), event.problem

    row.refresh_from_db()
    assert row.state == HandOver.LAPSED
    assert grants(world.second, world) == 0
    assert told() == {str(world.member.person.pk), str(world.supporter.person.pk)}
    for who in (world.member, world.supporter):
        html = page_of(who, world.at())
        assert "Nothing came of the question whether Rana could go on here." in html
        assert "Rana has read nothing of what was written." in html
    assert "Somebody has been asked already" not in page_of(world.supporter, world.at("pass-on/"))


@pytest.mark.parametrize(("agreed", "days"), [(False, MEMBER_DAYS), (True, NEXT_DAYS)])
def test_it_lapses_after_its_time(world: World, agreed: bool, days: int) -> None:
    row = world.agree() if agreed else world.propose()

    with stopped_at(now() + dt.timedelta(days=days)):
        assert lapse_hand_overs() == 0
    with stopped_at(now() + dt.timedelta(days=days + 1)):
        assert [lapse_hand_overs(), lapse_hand_overs()] == [1, 0]

    row.refresh_from_db()
    assert row.state == HandOver.LAPSED


def test_who_comes_too_late_is_told_kindly(world: World) -> None:
    row = world.agree()
    end_rights_of(world.second.membership)
    settle_support()

    path = f"/s/{world.space.code}/talks/next/{row.pk}/"
    browser = world.second.browser()
    for answer in (browser.get(path), browser.post(path, key() | {"answer": "yes"})):
        assert answer.status_code == 404
        assert "This question is open no longer" in answer.content.decode()


def test_the_supporter_takes_it_back_and_the_member_reads_that(world: World) -> None:
    row = world.agree(shares=True)
    browser = world.supporter.browser()
    assert world.at("pass-on/back/") in page_of(world.supporter, world.at())
    assert browser.get(world.at("pass-on/back/")).status_code == 200

    assert browser.post(world.at("pass-on/back/"), key()).status_code == 303
    assert browser.post(world.at("pass-on/back/"), key()).status_code == 303  # twice is as good as once

    row.refresh_from_db()
    assert row.state == HandOver.TAKEN_BACK
    assert grants(world.second, world) == 0
    assert "could go on here was taken back" in page_of(world.member, world.at())
    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)
    world.propose()
    assert "was taken back" not in page_of(world.member, world.at())


def test_nobody_else_takes_it_back(world: World, coordinator: Somebody) -> None:
    world.propose()
    for who in (world.member, world.second, world.stranger, coordinator):
        assert who.browser().post(world.at("pass-on/back/"), key()).status_code == 404
    assert HandOver.objects.get().state == HandOver.ASKED


def test_a_coordinator_takes_back_what_stands_in_the_way_of_a_talk_without_anybody(
    world: World, coordinator: Somebody
) -> None:
    gap = gap_of(world)
    ids = {"actor": coordinator.actor, "gap_id": gap.pk}
    eligible = [world.second.membership.pk]
    hand_overs.propose_from_outside(**ids, to=world.second.membership, eligible=eligible)
    board, back = f"/s/{world.space.code}/talks/needed/", f"/s/{world.space.code}/talks/needed/{gap.pk}/back/"
    assert "The member has been asked" in page_of(coordinator, board)
    assert back in page_of(coordinator, board)
    assert world.supporter.browser().post(world.at("pass-on/back/"), key()).status_code == 404
    for who in (world.member, world.stranger):
        assert who.browser().post(back, key()).status_code == 404

    assert coordinator.browser().post(back, key()).status_code == 303

    assert HandOver.objects.get().state == HandOver.TAKEN_BACK
    html = page_of(coordinator, board)
    assert "Somebody can be proposed anew" in html
    assert "Propose somebody" in html
    hand_overs.propose_from_outside(**ids, to=world.second.membership, eligible=eligible)


def test_the_coordinator_hears_when_it_lapses_and_can_propose_anew(
    world: World, coordinator: Somebody
) -> None:
    gap = gap_of(world)
    hand_overs.propose_from_outside(
        actor=coordinator.actor, gap_id=gap.pk, to=world.second.membership,
        eligible=[world.second.membership.pk],
    )  # fmt: skip
    row = HandOver.objects.get()
    hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=True, shares_history=True
    )
    OutboxEvent.objects.all().delete()
    end_rights_of(world.second.membership)

    settle_support()

    assert {str(coordinator.person.pk), str(world.member.person.pk)} <= told()
    board = page_of(coordinator, f"/s/{world.space.code}/talks/needed/")
    assert "Nothing came of the last question" in board
    html = page_of(world.member, world.at())
    assert "Nothing came of the question" in html
    assert "If they find somebody, you are asked first" in html


def test_before_the_member_has_agreed_nobody_reads_that_the_next_one_has_been_asked(world: World) -> None:
    row = world.propose()
    html = page_of(world.supporter, world.at())
    assert "Noor decides whether Rana may be asked" in html
    assert "Rana has been asked" not in html

    hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=True, shares_history=False
    )

    for who in (world.member, world.supporter):
        assert "Rana has been asked to go on, and may answer until" in page_of(who, world.at())


def test_a_member_is_not_asked_for_somebody_who_cannot_go_on_any_more(world: World) -> None:
    row = world.propose()
    end_rights_of(world.second.membership)

    answered = hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=True, shares_history=True
    )

    assert answered.state == HandOver.LAPSED
    assert grants(world.second, world) == 0


def test_it_is_told_for_a_week(world: World) -> None:
    world.propose()
    hand_overs.take_back_hand_over(actor=world.supporter.actor, conversation_id=world.conversation.pk)
    assert hand_over_told(world.conversation) is not None
    with stopped_at(now() + dt.timedelta(days=8)):
        assert hand_over_told(world.conversation) is None
