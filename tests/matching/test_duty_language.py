"""A live talk with somebody under 18 begins only while a lead on duty reads the language it is held in."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from muruna.foundation.clock import stopped_at
from muruna.matching.actions import accept_proposal
from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.models import Proposal
from muruna.safeguarding.models import DutyWindow
from tests.matching.conftest import MONDAY, One, World, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def asked_of_rana(
    world: World, *languages: str, age: str = "16-17", speaks: tuple[str, ...] = ()
) -> Proposal:
    """Amal's live question in these languages, which Rana is asked; the lead on duty reads English alone."""
    world.supporter("Rana", offer={"languages": list(speaks or languages)})
    write_request(actor=world.add("Amal", age=age).actor, ask=ask(languages=languages))
    return choose_proposal(actor=world["Amal"].actor, proposal_id=Proposal.objects.get().pk)


def duty_in_arabic(world: World, start: int) -> None:
    DutyWindow.objects.create(
        space=world.space, lead=world["Yara"].membership, weekday=0,
        starts=dt.time(start), ends=dt.time(start + 2), languages=["ar", "en"],
    )  # fmt: skip


def page_of(one: One, world: World, path: str) -> str:
    client: Client = one.client
    return client.get(world.path(path)).content.decode()


def test_a_lead_who_does_not_read_the_language_lets_no_live_talk_with_a_minor_begin(world: World) -> None:
    proposal = asked_of_rana(world, "ar")
    duty_in_arabic(world, 20)

    with pytest.raises(ValidationError) as refused:
        accept_proposal(actor=world["Rana"].actor, proposal_id=proposal.pk)

    assert refused.value.code == "no_duty"
    assert "العربية" in refused.value.message
    for html in (
        page_of(world["Rana"], world, f"answering/{proposal.pk}/"),
        page_of(world["Amal"], world, "ask/mine/"),
    ):
        assert "who reads العربية" in html
        assert "8:00" in html or "20:00" in html  # the next hour with somebody who does
    assert "Yes, I am here" not in page_of(world["Rana"], world, f"answering/{proposal.pk}/")
    answer = world["Rana"].client.post(world.path(f"talks/begin/{proposal.pk}/"), {"key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "who reads العربية" in answer.content.decode()


def test_it_begins_as_soon_as_somebody_on_duty_reads_it(world: World) -> None:
    proposal = asked_of_rana(world, "ar")
    duty_in_arabic(world, MONDAY.hour)

    assert "who reads" not in page_of(world["Amal"], world, "ask/mine/")
    assert accept_proposal(actor=world["Rana"].actor, proposal_id=proposal.pk).pk == proposal.request_id


def test_the_language_is_the_one_that_the_two_would_talk_in(world: World) -> None:
    proposal = asked_of_rana(world, "en", "ar", speaks=("ar",))

    with pytest.raises(ValidationError):
        accept_proposal(actor=world["Rana"].actor, proposal_id=proposal.pk)
    html = page_of(world["Amal"], world, "ask/mine/")
    assert "who reads العربية" in html
    assert "who reads English" not in html


def test_where_no_such_hour_is_planned_the_page_says_so(world: World) -> None:
    asked_of_rana(world, "ar")

    html = page_of(world["Amal"], world, "ask/mine/")

    assert "no such hour is planned" in html
    assert "/numbers/" in html


def test_an_adult_or_somebody_who_can_wait_needs_nobody_on_duty(world: World) -> None:
    proposal = asked_of_rana(world, "ar", age="18-24")
    assert accept_proposal(actor=world["Rana"].actor, proposal_id=proposal.pk)
    lou = world.add("Lou", age="16-17")
    row = write_request(actor=lou.actor, ask=ask(languages=("ar",), is_live=False))
    chosen = choose_proposal(actor=lou.actor, proposal_id=Proposal.objects.get(request=row).pk)

    with stopped_at(MONDAY + dt.timedelta(minutes=1)):
        assert accept_proposal(actor=world["Rana"].actor, proposal_id=chosen.pk)
