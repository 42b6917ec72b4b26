"""S17: what stands behind the question mark of an address is read past or answered, and breaks nothing."""

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path

from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import ask, steps
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
READERS = ("member", "lead", "coordinator", "steward")
ASKED = re.compile(r"""\.GET\.get\("(\w+)"|number_of\(request, "(\w+)"\)|"(\w+)" (?:not )?in request\.GET""")
ODD = ("x\x00<script>alert(1)</script>", "-1", "9" * 40)


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with things in it."""
    live_a_while(world)
    return world


def names() -> set[str]:
    """Every name that a view asks an address for."""
    views = (one.read_text("utf-8") for one in Path(settings.BASE_DIR, "muruna").rglob("*.py"))
    return {name for text in views for found in ASKED.findall(text) for name in found if name}


def broken(world: World, site: list[Route]) -> Iterator[str]:
    """Pages that fail on such an address, or bring it back as markup."""
    queries = [urlencode(dict.fromkeys(names(), odd)) for odd in ODD]
    for kind in READERS:
        client = world.people[kind].client()
        for route in site:
            for step in steps(route, world.people[kind], world, "A"):
                if step.which == "page" or (kind == "member" and step.which.startswith("theirs")):
                    for query in queries:
                        answer = ask(client, "GET", f"{step.address}?{query}")
                        text = "" if answer.streaming else answer.content.decode(errors="replace")
                        if answer.status_code >= 500 or "<script>alert" in text:
                            yield f"{route.name} as {kind} with {query[:30]}: {answer.status_code}"


def test_nothing_behind_an_address_breaks_its_page(lived: World) -> None:
    assert {"page", "after", "part", "to", "state"} <= names()
    assert list(broken(lived, list(routes()))) == []


# Planted fault: a page that takes a number for a number.
def trusting(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(str(int(request.GET.get("page", "1"))))


def test_a_page_that_trusts_its_address_is_found(lived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trusting, "__module__", "muruna.spaces.views")
    planted: Any = path("s/<slug:code>/planted/", trusting, name="planted")
    site: Any = types.ModuleType("site")
    site.handler404, site.handler500 = "muruna.ui.faults.not_found", "muruna.ui.faults.broken"
    site.urlpatterns = [planted, *get_resolver().url_patterns]
    with override_settings(ROOT_URLCONF=site):
        assert any("500" in one for one in broken(lived, list(routes([planted]))))
