"""S1: no page leads its reader to what is not theirs or not there: what a list names was found for them."""

import types
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path

from muruna.conversations.models import Conversation
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import ask, steps
from tests.access.world import World
from tests.faults.wire import read_page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # test_walk.py has both
# Whoever is no part of most things there are; an owner finds their own.
READERS = ("minor", "friend", "supporter", "supervisor", "facilitator", "coordinator", "steward", "lead")
ELSEWHERE = ("/static/", "/numbers/")  # answered before any page is


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with things in it."""
    live_a_while(world)
    return world


def dead_ends(world: World, site: list[Route], kinds: tuple[str, ...] = READERS) -> Iterator[str]:
    """Links and forms of pages without an id that lead whoever reads them to "not here"."""
    for kind in kinds:
        client = world.people[kind].client()
        known: dict[str, int] = {}
        for route in (one for one in site if not one.ids):
            for step in steps(route, world.people[kind], world, "A"):
                answer = ask(client, "GET", step.address)
                if answer.status_code != 200 or answer.streaming:
                    continue
                forms, links = read_page(answer.content.decode(errors="replace"), step.address)
                for to in sorted({*links, *(form.action for form in forms)}):
                    whole = urlsplit(urljoin(step.address, to))
                    if whole.netloc or whole.scheme or whole.path.startswith(ELSEWHERE):
                        continue
                    there = whole.path + (f"?{whole.query}" if whole.query else "")
                    if there not in known:
                        known[there] = ask(client, "GET", there).status_code
                    if known[there] >= 400 and known[there] != 405:
                        yield f"{route.name} as {kind} leads to {there}: {known[there]}"


def test_whatever_a_page_leads_to_is_there_for_its_reader(lived: World) -> None:
    assert list(dead_ends(lived, list(routes()))) == []


# Planted fault: a list that forgets to ask whose things it names.
def everybodys(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(
        "".join(f'<a href="/s/{code}/talks/{one.pk}/">x</a>' for one in Conversation.objects.all())
    )


def test_a_list_of_everybodys_things_is_found(lived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everybodys, "__module__", "muruna.conversations.views.talk")
    planted: Any = path("s/<slug:code>/planted/", everybodys, name="planted")
    site: Any = types.ModuleType("site")
    site.handler404, site.handler500 = "muruna.ui.faults.not_found", "muruna.ui.faults.broken"
    site.urlpatterns = [planted, *get_resolver().url_patterns]
    with override_settings(ROOT_URLCONF=site):
        assert list(dead_ends(lived, list(routes([planted])), ("friend",)))
