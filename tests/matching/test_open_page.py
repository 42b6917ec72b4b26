"""What somebody asked for, on a page that stays open until the answer comes."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from muruna.foundation import live
from muruna.foundation.models import LiveNote
from muruna.matching.actions.answers import accept_proposal, decline_proposal
from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.models import Proposal
from tests.matching.conftest import World, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.mark.parametrize("answer", [accept_proposal, decline_proposal])
def test_a_page_that_stays_open_hears_the_answer(world: World, answer: Callable[..., object]) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    write_request(actor=amal.actor, ask=ask())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    page = amal.client.get(world.path("ask/mine/")).content.decode()
    person, source = re.findall(r'data-live-thread="([^"]+)" data-live-src="([^"]+)"', page)[0]
    before = live.latest_id()

    def asked() -> Any:
        return amal.client.get(source, headers={"X-Fragment": "1"}).headers.get("X-Over")

    assert asked() is None

    answer(actor=rana.actor, proposal_id=proposal.pk)

    assert LiveNote.objects.filter(pk__gt=before, channel=f"person:{person}").exists()
    assert asked() == "1"
    if answer is decline_proposal:
        page = amal.client.get(world.path("ask/mine/")).content.decode()
        assert "cannot just now" in page
