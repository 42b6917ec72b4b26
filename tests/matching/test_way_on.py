"""What a member does next always leads somewhere: a mistake put right, a page that was left open."""

import html as html_of
import re

import pytest

from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.models import Proposal, Request
from tests.matching.conftest import WORDS, World
from tests.matching.test_pages import asking, key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_a_refused_page_sent_again_as_the_browser_would_arrives(world: World) -> None:
    amal = world.add("Amal")
    refused = amal.client.post(world.path("ask/"), asking(words="")).content.decode()
    main = refused[refused.index("<main") :]
    address = html_of.unescape(re.findall(r'<form[^>]* action="([^"]*)"', main)[0])

    sent = amal.client.post(address, asking())

    assert (sent.status_code, sent["Location"]) == (303, world.path("ask/mine/"))
    assert Request.objects.get().words == WORDS


def test_the_page_of_a_request_that_found_somebody_leads_to_the_conversation(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    assert amal.client.get(world.path("ask/mine/")).status_code == 404
    amal.client.post(world.path("ask/"), asking())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    rana.client.post(world.path(f"talks/begin/{proposal.pk}/"), {"key": key()})

    answer = amal.client.get(world.path("ask/mine/"))

    assert (answer.status_code, answer["Location"]) == (303, world.path("talks/"))
    assert "Somebody said yes" in amal.client.get(world.path("")).content.decode()
    assert "New since you were here" in amal.client.get(world.path("talks/")).content.decode()
