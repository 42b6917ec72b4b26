"""Home and request agree; the long forms are folded, and their fields tell nothing by their names."""

import datetime as dt
import re

import pytest

from muruna.foundation.clock import now, today
from muruna.matching.actions.requests import write_request
from muruna.matching.models import SupportOffer
from muruna.matching.vocabulary import vocabulary
from tests.matching.conftest import World, ask, shown
from tests.matching.test_pages import key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_home_and_request_agree_on_whether_somebody_is_here(world: World) -> None:
    amal, sam = world.add("Amal"), world.supporter("Sam")
    write_request(actor=amal.actor, ask=ask())
    home, mine = world.path(), world.path("ask/mine/")

    for offer, is_here in (
        ({}, True),
        ({"hours": []}, False),
        ({"free_until": now() + dt.timedelta(hours=1)}, True),
    ):
        SupportOffer.objects.filter(membership=sam.membership).update(**offer)
        first, second = (amal.client.get(path).content.decode() for path in (home, mine))
        assert ("Somebody is here now." in first) is is_here
        assert ("Somebody who fits is here now." in second) is is_here
        if is_here:
            assert "Nobody is expected" not in first
    assert "Somebody is here now." not in sam.client.get(home).content.decode()  # that is Sam alone


def test_who_takes_a_pause_or_may_not_support_this_age_is_not_here(world: World) -> None:
    young, sam = world.add("Noor", age="16-17"), world.supporter("Sam", tracks=["adults"])

    assert "Somebody is here now." not in young.client.get(world.path()).content.decode()
    SupportOffer.objects.filter(membership=sam.membership).update(paused_until=today())
    amal = world.add("Amal")
    assert "Somebody is here now." not in amal.client.get(world.path()).content.decode()


@pytest.mark.parametrize("path", ["ask/", "offer/"])
def test_no_field_is_named_after_an_experience(world: World, path: str) -> None:
    """Names and marks of fields stay in what a browser keeps of a form, for the next one to find."""
    one = world.supporter("Rana", age="18-24", offer={"lived": shown("grief")})

    html = one.client.get(world.path(path)).content.decode()
    called = " ".join(re.findall(r'(?:name|id|for|aria-\w+)="([^"]*)"', html))

    assert [id for id in vocabulary().experiences if id in called] == []
    assert all(re.search(rf"_{entry.number}\b", called) for entry in vocabulary().experiences.values())
    assert 'autocomplete="off"' in html


def test_numbers_of_experiences_are_all_different() -> None:
    numbers = [one.number for one in vocabulary().experiences.values()]

    assert len(numbers) == len(set(numbers))


def test_a_long_offer_is_folded_and_says_what_is_chosen(world: World) -> None:
    offer = {"lived": shown("grief", "family-watched"), "hours": [[0, "16:00", "20:00"]]}
    rana = world.supporter("Rana", offer=offer)

    main = rana.client.get(world.path("offer/")).content.decode().partition("<main")[2]
    wrong = rana.client.post(world.path("offer/"), {"key": key(), "languages": ["en"], "from_0_0": "16:00"})

    assert "1 chosen" in main
    assert "1 day<" in main
    assert '<details class="disclosure" open' not in main
    assert '<details class="disclosure" open' in wrong.content.decode()
