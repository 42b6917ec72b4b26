"""No page of a list asks the database more often when the list is longer (issue 2, H.7)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path

from muruna.access import Action
from muruna.conversations.models import Conversation, Message
from muruna.foundation.clock import now, stopped_at
from tests.access.deepening import Thing, deepen, roomy
from tests.access.growing import grow
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import ask, models_of, steps
from tests.access.world import Browser, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the queries are the same
READERS = ("member", "supporter", "facilitator", "supervisor", "lead", "coordinator", "steward", "second")
MORE = 3
# Who looks into a thing; pages that show one thing, though their address names only a part of it; models
# that hold more than themselves or let somebody choose among people; states in which nothing is added.
INSIDERS = ("member", "supporter", "facilitator", "coordinator", "lead", "steward")
ONE_THING = ("hard-times", "plan", "day-share", "shares")
HOLDS = {
    "Case", "Circle", "Conversation", "Decision", "Gap", "Goal", "Meeting", "Practice", "Request", "Room",
    "Share", "Story",
}  # fmt: skip
OVER = {"ended", "missed", "planned", "paused", "proposed", "returned", "sent"}
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Cost = tuple[list[str], int]  # the statements that read, the page's bytes


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


class Reads(list[str]):
    """The statements that read, as they are sent; a wrapper of the connection's."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)  # what is only prepared and never sent breaks here
        if sql.startswith("SELECT"):
            self.append(sql)
        return answer


def costs(world: World, site: list[Route]) -> dict[str, Cost]:
    """What every page that each reader may open reads from the database, and the page's bytes.

    Each is asked once: a first look at a page may read what later ones remember, but that is one statement,
    and whatever grows line by line grows by more.
    """
    found = {}
    for kind in READERS:
        client = world.people[kind].client()
        for name, address in pages(world, kind, site):
            if cost := cost_of(client, address):
                found[f"{name} as {kind}"] = cost
    return found


def cost_of(client: Browser, address: str) -> Cost | None:
    """What this page reads, and its bytes; None when it does not open."""
    reads = Reads()
    with connection.execute_wrapper(reads):
        answer = ask(client, "GET", address)
    return (reads, len(answer.content)) if answer.status_code == 200 else None


def grown(before: dict[str, Cost], after: dict[str, Cost]) -> list[str]:
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
    print("\n".join(grown(before, after)))
    assert grown(before, after) == []
    # Else the lists would not have grown, and the proof would hold of nothing.
    longer = {name.split(" as ")[0] for name in after if after[name][1] > before[name][1] + 100 * MORE}
    assert {
        "circle-list",
        "account-blocks", "account-kept", "account-looked", "account-sessions", "answering", "cases",
        "stories", "stories-kept", "stories-mine", "stories-waiting",
        "codes", "duty", "letters", "people", "reports", "space", "talk-debriefs", "talk-gaps", "talk-list",
        "waiting", "choices", "day-again-list", "day-list", "day-marks", "goals", "ideas", "ideas-waiting",
        "record", "record-gather", "sure", "ways-mine",
    } <= longer  # fmt: skip


@dataclass(frozen=True)
class Look:
    """A page that shows one thing, and who looks; `thing` is None where a part of it names the page."""

    name: str
    kind: str
    address: str
    thing: Thing | None


def looks(world: World, site: list[Route]) -> Iterator[Look]:
    """Pages of one thing that may have something in it, below space A."""
    chosen = roomy(world)
    for route in site:
        is_part = route.name.startswith(ONE_THING)
        if not is_part and not (route.ids and {one.__name__ for one in models_of(route)} & HOLDS):
            continue
        for kind in ("member",) if is_part else INSIDERS:
            for step in steps(route, world.people[kind], world, "A"):
                which, *rest = step.which.split()
                if which == "page" or (which == "theirs" and rest[0] in HOLDS and not {*rest} & OVER):
                    its = UUID(_ID.findall(step.address)[0]) if rest else None
                    thing = (rest[0], chosen.get(" ".join(rest), its)) if its else None
                    address = step.address.replace(str(its), str(thing[1])) if thing else step.address
                    yield Look(f"{route.name} {step.which} as {kind}", kind, address, thing)


def costs_inside(world: World, site: list[Route], more: int) -> tuple[dict[str, Cost], dict[str, Cost]]:
    """What those pages read before and after `more` was put into each thing; two are in it before."""
    clients = {kind: world.people[kind].client() for kind in INSIDERS}
    every = list(looks(world, site))
    things = {one.thing for one in every if one.thing}
    found = []
    with stopped_at(now()):  # who was heard within the last minute changes what a page says, and asks
        for count in (2, more):
            deepen(world, things, count)
            asked = {one.name: cost_of(clients[one.kind], one.address) for one in every}
            found.append({name: cost for name, cost in asked.items() if cost})
    return found[0], found[1]


def test_no_page_of_one_thing_asks_more_often_when_more_is_in_it(lived: World) -> None:
    before, after = costs_inside(lived, list(routes()), MORE)
    assert before.keys() == after.keys()
    assert grown(before, after) == []
    longer = {name.split()[0] for name in after if after[name][1] > before[name][1] + 20 * MORE}
    assert {
        "case", "case-bring-in", "choice", "choice-decide", "circle", "circle-people", "circle-wall",
        "day-share", "goal", "hard-times", "hard-times-part", "hard-times-sheet", "hard-times-show",
        "meeting", "meeting-aside", "meeting-back", "meeting-people", "meeting-show", "plan", "report-answer",
        "share", "shares", "story", "story-share", "sure-one", "talk", "talk-aside", "talk-keep",
        "talk-report",
    } <= longer  # fmt: skip


# Planted fault: a page that asks once for each line.
def line_by_line(request: HttpRequest, code: str) -> HttpResponse:
    """The people of each conversation, one conversation after another."""
    return HttpResponse(" ".join(str(one.participants.count()) for one in Conversation.objects.all()))


def said_one_by_one(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """What was said in a conversation, one message after another."""
    numbers = Message.objects.filter(thread__conversation=id).values_list("pk", flat=True)
    return HttpResponse(" ".join(str(Message.objects.get(pk=one).seq) for one in list(numbers)))


@contextmanager
def planted(view: Any, address: str, action: Action | None = None) -> Iterator[list[Route]]:
    """The site with this page more; the page's route."""
    vars(view).update(__module__="muruna.conversations.views.talk", action=action)
    there = path(f"s/<slug:code>/{address}", view, name="planted")
    site: Any = type("site", (), {"handler404": "muruna.ui.faults.not_found"})
    site.urlpatterns = [there, *get_resolver().url_patterns]
    with override_settings(ROOT_URLCONF=site):
        yield list(routes([there]))


def test_a_page_that_asks_once_for_each_line_is_found(lived: World) -> None:
    with planted(line_by_line, "planted/") as site:
        before = costs(lived, site)
        grow(lived, 1)
        assert len(grown(before, costs(lived, site))) == len(READERS)


def test_a_page_of_one_thing_that_asks_once_for_each_line_is_found(lived: World) -> None:
    with planted(said_one_by_one, "planted/<uuid:id>/", Action.CONVERSATION_SEE) as site:
        assert grown(*costs_inside(lived, site, 1))
