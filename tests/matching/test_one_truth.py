"""The first page and the page of a request say the same about who is here, and a no is told kindly."""

import uuid

import pytest

from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.models import Proposal
from tests.matching.conftest import World, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_declining_on_the_page_keeps_the_place(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    write_request(actor=amal.actor, ask=ask())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    path = world.path(f"answering/{proposal.pk}/decline/")
    assert rana.client.get(path).status_code == 200

    assert rana.client.post(path, {"key": str(uuid.uuid4())}).status_code == 303

    page = amal.client.get(world.path("ask/mine/")).content.decode()
    assert "Nobody can be found just now" in page
    assert "Rana" not in page
    home = amal.client.get(world.path()).content.decode()
    assert all("The one you asked cannot just now. It is not about you" in one for one in (page, home))
    assert "Somebody is here now." not in home  # Rana is, and does not answer this question


def test_the_home_page_speaks_of_whoever_could_answer_the_question_that_waits(world: World) -> None:
    world.supporter("Rana", offer={"languages": ["ar"]})
    amal = world.add("Amal")
    assert "Somebody is here now." in amal.client.get(world.path()).content.decode()

    write_request(actor=amal.actor, ask=ask())  # in English, which Rana does not speak

    assert "Somebody is here now." not in amal.client.get(world.path()).content.decode()
