"""A supporter who comes too late, or before a lead is there, reads that on the page of the question."""

import datetime as dt

import pytest

from muruna.matching.actions.answers import accept_proposal
from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import withdraw_request, write_request
from muruna.matching.models import Proposal, Request
from muruna.safeguarding.models import DutyWindow
from tests.matching.conftest import World, ask
from tests.matching.test_pages import key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
GONE = "This question is not waiting for you"


def asked(world: World, *, age: str = "18-24", **more: object) -> Proposal:
    amal = world.add("Amal", age=age)
    write_request(actor=amal.actor, ask=ask(**more))
    return choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)


@pytest.mark.parametrize("how", ["taken back", "moved on", "accepted"])
def test_a_yes_that_comes_too_late_is_answered_in_words(world: World, how: str) -> None:
    rana = world.supporter("Rana")
    proposal = asked(world)
    if how == "taken back":
        withdraw_request(actor=world.people["Amal"].actor, request_id=proposal.request_id)
    elif how == "moved on":
        Proposal.objects.update(state=Proposal.LAPSED)
    else:
        accept_proposal(actor=rana.actor, proposal_id=proposal.pk)

    for answer in (
        rana.client.post(world.path(f"talks/begin/{proposal.pk}/"), {"key": key()}),
        rana.client.get(world.path(f"answering/{proposal.pk}/")),
        rana.client.post(world.path(f"answering/{proposal.pk}/decline/"), {"key": key()}),
    ):
        page = answer.content.decode()
        assert answer.status_code == 404
        assert GONE in page
        assert world.path("answering/") in page


def test_to_others_a_question_is_as_little_there_as_any(world: World) -> None:
    world.supporter("Rana")
    proposal = asked(world)
    ben, amal = world.supporter("Ben"), world.people["Amal"]

    for number in (proposal.pk, proposal.request_id):
        page = ben.client.post(world.path(f"talks/begin/{number}/"), {"key": key()})
        assert (page.status_code, GONE in page.content.decode()) == (404, True)
        page = amal.client.post(world.path(f"talks/begin/{number}/"), {"key": key()})
        assert (page.status_code, GONE in page.content.decode()) == (404, False)


def test_the_question_says_that_no_lead_is_on_duty_before_anybody_says_yes(world: World) -> None:
    rana = world.supporter("Rana")
    proposal = asked(world, age="16-17", is_live=True)
    address = world.path(f"answering/{proposal.pk}/")
    assert "Yes, I am here" in rana.client.get(address).content.decode()

    DutyWindow.objects.exclude(weekday=2).delete()
    DutyWindow.objects.update(starts=dt.time(10), ends=dt.time(12))

    page = rana.client.get(address).content.decode()
    assert "begins only while a safeguarding lead who reads English is on duty" in page
    assert "The next such duty begins on" in page
    assert "Yes, I am here" not in page
    assert "Not this time" in page
    assert Request.objects.get().state == "waiting"
