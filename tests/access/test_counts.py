"""No page of a list asks the database more often when the list is longer (issue 2, H.7)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import get_resolver, path

from muruna.conversations.models import Conversation
from tests.access.growing import grow
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import ask, steps
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the queries are the same
READERS = ("member", "supporter", "facilitator", "supervisor", "lead", "coordinator", "steward", "second")
MORE = 3


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with at least two of everything: an empty list may be cheaper than any other."""
    live_a_while(world)
    grow(world, 2)
    return world


def pages(world: World, kind: str, site: Iterable[Route]) -> Iterator[tuple[str, str]]:
    """Name and address of every page without an id, below space A."""
    for route in (one for one in site if not one.ids and not one.is_public):
        yield from ((route.name, one.address) for one in steps(route, world.people[kind], world, "A"))


def costs(world: World, site: list[Route]) -> dict[str, tuple[list[str], int]]:
    """What every page that each reader may open reads from the database, and the page's bytes."""
    found = {}
    for kind in READERS:
        client = world.people[kind].client()
        for name, address in pages(world, kind, site):
            ask(client, "GET", address)  # what is remembered between requests is remembered by now
            with CaptureQueriesContext(connection) as queries:
                answer = ask(client, "GET", address)
            if answer.status_code == 200:
                read = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
                found[f"{name} as {kind}"] = (read, len(answer.content))
    return found


def grown(before: dict[str, tuple[list[str], int]], after: dict[str, tuple[list[str], int]]) -> list[str]:
    """Pages that ask more often than before, with the tables that they ask for more often."""
    found = []
    for name, (read, _size) in after.items():
        earlier = before[name][0]
        if len(read) > len(earlier):
            more = Counter(map(_tables, read)) - Counter(map(_tables, earlier))
            found.append(f"{name}: {len(earlier)} -> {len(read)}: {dict(more)}")
    return found


def _tables(sql: str) -> str:
    return " ".join(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))


def test_no_list_asks_more_often_when_it_is_longer(lived: World) -> None:
    site = list(routes())
    before = costs(lived, site)
    grow(lived, MORE)
    after = costs(lived, site)
    assert grown(before, after) == []
    # Else the lists would not have grown, and the proof would hold of nothing.
    longer = {name.split(" as ")[0] for name in after if after[name][1] > before[name][1] + 100 * MORE}
    assert {
        "circle-list",
        "account-blocks", "account-kept", "account-looked", "account-sessions", "answering", "cases",
        "stories", "stories-mine", "stories-waiting",
        "codes", "duty", "letters", "people", "reports", "space", "talk-debriefs", "talk-list", "waiting",
    } <= longer  # fmt: skip


# Planted fault: a page that asks once for each line.
def line_by_line(request: HttpRequest, code: str) -> HttpResponse:
    """The people of each conversation, one conversation after another."""
    return HttpResponse(" ".join(str(one.participants.count()) for one in Conversation.objects.all()))


def test_a_page_that_asks_once_for_each_line_is_found(lived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_by_line, "__module__", "muruna.conversations.views.talk")
    there = path("s/<slug:code>/planted/", line_by_line, name="planted")
    site: Any = type("site", (), {"handler404": "muruna.ui.faults.not_found"})
    site.urlpatterns = [there, *get_resolver().url_patterns]
    with override_settings(ROOT_URLCONF=site):
        before = costs(lived, list(routes([there])))
        grow(lived, 1)
        assert len(grown(before, costs(lived, list(routes([there]))))) == len(READERS)
