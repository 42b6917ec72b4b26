"""Proof 6: from one space, nothing of another is there, not even for the most powerful person of it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path

from muruna.accounts.models import Person
from muruna.foundation.tenancy import across_spaces
from muruna.spaces.models import Membership, Space
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import METHODS, ask, masked, steps
from tests.access.world import CANARY, World

# A GET that leads on, for everything alike, tells nothing: the page it leads to asks.
QUIET = {"GET": {303, 404, 405}, "POST": {404, 405}}
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # test_walk.py has both


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with things in it."""
    live_a_while(world)
    return world


def telling(world: World, kind: str) -> list[str]:
    """What of space A an answer to this person must not hold: its words, its address's letters, its ids."""
    space = world.spaces["A"]
    with across_spaces("the ids that must not be told"):
        others = Membership.objects.filter(space=space).exclude(person=world.people[kind].person)
        ids = [str(pk) for pk in others.values_list("pk", flat=True)]
    return [CANARY, str(space.pk), *ids]


def leaks(world: World, kind: str, site: list[Route]) -> Iterator[str]:
    """Answers to `kind`, who is of space B, about A: anything but 404, and any of A's words."""
    client, secret = world.people[kind].client(), telling(world, kind)
    for route in (one for one in site if one.in_space):
        for letter in ("A", "B"):
            for step in steps(route, world.people[kind], world, letter):
                if letter == "B" and step.which not in {"foreign", "page"}:
                    continue  # own pages, with things of A put into the address
                for method in METHODS:
                    status, headers, body = masked(answer := ask(client, method, step.address))
                    here = f"{route.name} {method} {step.which} in {letter} as {kind}: {status}"
                    if (letter == "A" and status != 404) or (
                        step.which == "foreign" and status not in QUIET[method]
                    ):
                        yield here
                    told = body + json.dumps(headers) + answer.content.decode(errors="replace")
                    # The address that was asked for comes back in the language switch: that is no news.
                    told = told.replace(step.address, "")
                    yield from (f"{here} tells {word}" for word in secret if word in told)


def test_the_most_powerful_person_of_b_finds_nothing_of_a(lived: World) -> None:
    assert list(leaks(lived, "foreigner", list(routes()))) == []


def test_the_same_person_s_other_space_tells_nothing_of_this_one(lived: World) -> None:
    """The twin belongs to both: in B, no page knows anything of A but what is the twin's own."""
    client, secret = lived.people["twin"].client(), telling(lived, "twin")
    found = []
    for route in (one for one in routes() if one.in_space):
        for step in steps(route, lived.people["twin"], lived, "B"):
            answer = ask(client, "GET", step.address)
            body = answer.content.decode(errors="replace").replace(step.address, "")
            found += [f"{route.name} {step.which}: {word}" for word in secret if word in body]
            found += [f"{route.name} {step.which}: code"] if lived.spaces["A"].code in body else []
            if step.which == "foreign" and answer.status_code not in QUIET["GET"]:
                found.append(f"{route.name} {step.which}: {answer.status_code}")
    assert found == []


def test_no_page_outside_a_space_shows_words_of_a_to_those_who_are_not_in_it(lived: World) -> None:
    found = []
    for kind in ("foreigner", "newcomer", "signed_out"):
        client = lived.people[kind].client()
        for route in (one for one in routes() if not one.in_space):
            for step in steps(route, lived.people[kind], lived, "A"):
                body = ask(client, "GET", step.address).content.decode(errors="replace")
                found += [f"{route.name} as {kind}"] if CANARY in body else []
    assert found == []


def test_nothing_links_two_personas_but_the_person_s_own_pages(lived: World) -> None:
    """Nobody but the twin ever sees the id that both of the twin's personas share."""
    twin: Person = lived.people["twin"].person  # type: ignore[assignment]
    found = []
    for kind, letter in (("steward", "A"), ("coordinator", "A"), ("lead", "A"), ("foreigner", "B")):
        client = lived.people[kind].client()
        for route in (one for one in routes() if one.in_space):
            for step in steps(route, lived.people[kind], lived, letter):
                if str(twin.pk) in ask(client, "GET", step.address).content.decode(errors="replace"):
                    found.append(f"{route.name} as {kind}")
    assert found == []


def test_the_canaries_are_there_to_be_found(lived: World) -> None:
    """Else the proofs above would hold of an empty house."""
    client = lived.people["steward"].client()
    bodies = [
        ask(client, "GET", step.address).content.decode(errors="replace")
        for route in routes()
        if route.in_space
        for step in steps(route, lived.people["steward"], lived, "A")
    ]
    assert sum(CANARY in body for body in bodies) > 5


# Planted fault: a page that takes any space's word for it.
def everywhere(request: HttpRequest, code: str) -> HttpResponse:
    with across_spaces("planted"):
        return HttpResponse(" ".join(one.name for one in Membership.objects.all()))


def test_a_page_that_looks_across_spaces_is_found(lived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everywhere, "__module__", "muruna.spaces.views")
    planted = path("s/<slug:code>/planted/", everywhere, name="planted")
    site: Any = type("site", (), {"handler404": "muruna.ui.faults.not_found"})
    site.handler500 = "muruna.ui.faults.broken"
    site.urlpatterns = [planted, *get_resolver().url_patterns]
    with override_settings(ROOT_URLCONF=site):
        found = list(leaks(lived, "foreigner", list(routes([planted]))))
    assert any("in A as foreigner: 200" in one for one in found)
    assert any(f"tells {CANARY}" in one for one in found)
    assert Space.objects.count() == 2
