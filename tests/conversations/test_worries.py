"""Whose worry it is after a hand-over, and that the talk says exactly who has it, or that nobody has."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.apps import apps

from muruna.conversations.actions import worries
from muruna.conversations.models import Worry
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.safeguarding.actions.cases import take_case
from muruna.safeguarding.actions.team import name_in_case
from muruna.safeguarding.models import Case, DutyWindow
from muruna.safeguarding.tasks import ask_again
from muruna.spaces.models import Right
from tests.conversations.people import Somebody, World, somebody

FACTS = {"happened": "He is not safe on Friday."}


def worry_of(world: World) -> Worry:
    return worries.raise_worry(
        actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS
    )


def read(who: Somebody, path: str) -> str:
    answer = who.browser().get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


@contextmanager
def an_hour_later() -> Iterator[None]:
    with stopped_at(now() + dt.timedelta(minutes=62)):
        yield


@pytest.mark.parametrize("shares", [True, False])
def test_a_worry_stays_the_one_of_whoever_had_it(world: World, shares: bool) -> None:
    worry_of(world)
    assert "You passed on a worry" in read(world.supporter, world.at())

    world.hand_over(shares=shares)

    told = read(world.member, world.at())
    assert "Sam was worried about you and asked Khalil" in told
    assert "Rana was worried" not in told
    next_one = read(world.second, world.at())
    assert "worry" not in next_one.split('class="talk-notices"')[1].split("<form")[0]
    assert "looking into the worry" not in read(world.second, world.at("end/"))
    assert "looking into the worry" in read(world.member, world.at("end/"))
    assert "Somebody who was worried" not in read(world.second, f"/s/{world.space.code}/reports/")
    assert "A worry" in read(world.supporter, f"/s/{world.space.code}/reports/")


def test_the_talk_says_who_was_asked_and_then_who_has_it(world: World) -> None:
    other = somebody(world.space, "Ola", Right.SAFEGUARDING_LEAD)
    row = worry_of(world)
    for who in (world.member, world.supporter):
        page = read(who, world.at())
        assert "Khalil has been asked and has not taken it up yet." in page
        assert "Khalil looks at it" not in page
        assert "ou will" in page

    take_case(actor=other.actor, case_id=row.case_id)

    for who in (world.member, world.supporter):
        page = read(who, world.at())
        assert "Ola has taken it up." in page
        assert "hear by" not in page
        assert "Ola has taken it up." in read(who, f"/s/{world.space.code}/reports/")
    assert "Ola looks after it." in read(world.lead, f"/s/{world.space.code}/cases/{row.case_id}/")
    told = {str(one.payload["person"]) for one in OutboxEvent.objects.filter(topic="person.news")}
    assert {str(world.member.person.pk), str(world.supporter.person.pk)} <= told


def test_when_nobody_answers_in_time_it_is_asked_again_and_both_pages_say_so(
    world: World, coordinator: Somebody
) -> None:
    second = somebody(world.space, "Ola", Right.SAFEGUARDING_LEAD)
    for weekday in range(7):
        DutyWindow.objects.create(
            space=world.space, lead=second.membership, weekday=weekday, starts=dt.time(0),
            ends=dt.time(0), languages=["ar"],
        )  # fmt: skip
    row = worry_of(world)
    ask_again()
    assert Case.objects.get(pk=row.case_id).asked_again_at is None
    home = f"/s/{world.space.code}/"
    assert "Somebody waits" not in read(coordinator, home)
    OutboxEvent.objects.all().delete()

    with an_hour_later():
        ask_again()
        ask_again()

        told = [str(one.payload["person"]) for one in OutboxEvent.objects.filter(topic="person.news")]
        everybody = (world.lead, second, coordinator, world.member, world.supporter)
        assert sorted(told) == sorted(str(one.person.pk) for one in everybody)
        assert Case.objects.get(pk=row.case_id).asked == second.membership
        for who in (world.member, world.supporter):
            for path in (world.at(), f"/s/{world.space.code}/reports/"):
                page = read(who, path)
                assert "Nobody has taken it up yet, although that was promised." in page
                assert "Ola was asked again" in page
                assert "/numbers/" in page
                assert "ou will both hear" not in page
                assert "You will hear by" not in page
        assert "1 answer was promised and has not come" in read(coordinator, home)
        assert "Ola was asked again" in read(world.lead, f"/s/{world.space.code}/cases/{row.case_id}/")

        take_case(actor=second.actor, case_id=row.case_id)
        assert "Somebody waits" not in read(coordinator, home)
        assert "Ola has taken it up." in read(world.member, world.at())


def test_when_whoever_had_it_leaves_the_team_it_is_asked_again(world: World) -> None:
    second = somebody(world.space, "Ola", Right.SAFEGUARDING_LEAD)
    row = worry_of(world)
    take_case(actor=second.actor, case_id=row.case_id)
    name_in_case(actor=second.actor, case_id=row.case_id, lead_id=second.membership.pk, reason="close")

    assert "Ola has taken it up" not in read(world.member, world.at())
    with an_hour_later():
        ask_again()
        assert "Khalil was asked again" in read(world.member, world.at())


def test_worries_of_before_get_their_author_from_the_case(world: World) -> None:
    worry_of(world)
    Worry.objects.update(author=None)

    import_module("muruna.conversations.migrations.0002_worry_author").name_authors(apps, None)

    assert Worry.objects.get().author == world.supporter.membership


def test_when_it_is_closed_both_read_that_it_has_come_to_its_end(world: World) -> None:
    row = worry_of(world)
    assert "come to its end" not in read(world.member, world.at())
    Case.objects.filter(pk=row.case_id).update(state=Case.CLOSED)

    for who in (world.member, world.supporter):
        assert "has come to its end" in read(who, world.at())
