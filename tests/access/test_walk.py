"""Proof 5 (S1): everybody walks every route; what is not theirs looks like what is not there."""

import os
import types
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path

from muruna.access import Action
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.models import Membership, Space
from tests.access import header_rules
from tests.access.golden import GOLDEN, OUTSIDE, golden
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import METHODS, ask, granted_here, masked, steps
from tests.access.world import Browser, World
from tests.pages import neutral, shape

SKIPPED = {"signed_out": ("others", "foreign"), "unready": ("others", "foreign")}  # one door for all
pytestmark = pytest.mark.django_db
# Who tries things of the other space too (test_islands.py has more of that).
THOROUGH = {"friend", "supporter", "steward", "named", "foreigner", "twin"}
FIRST_DATABASE = connection.vendor == "sqlite"  # pages are read here; on a second one rows are the question
NOT_READY = {"signed_out", "unready"}  # they are led to a door, whatever they ask for


@pytest.fixture(scope="module")
def lived(world: World) -> World:
    """The world with things in it."""
    live_a_while(world)
    return world


def enough(world: World) -> dict[str, set[str]]:
    """Route -> who walks it on a second database: so few that every way of the golden file is still gone.

    The first database sees everybody's ways; what a second may answer otherwise is a statement, and each is
    asked again when each kind of answer to each method and kind of id comes again. Who may see which row is
    asked of every actor on both (test_lists.py).
    """
    ways: dict[str, dict[str, set[tuple[str, str, int]]]] = defaultdict(lambda: defaultdict(set))
    for (name, method, which), whom in golden(world).items():
        for kind, status in whom.items():
            ways[name][kind].add((method, which, status))
    chosen: dict[str, set[str]] = {}
    for name, gone in ways.items():
        left, chosen[name] = set().union(*gone.values()), set()
        while left:
            best = max(gone, key=lambda kind: (len(gone[kind] & left), kind in THOROUGH))
            chosen[name].add(best)
            left -= gone[best]
    return chosen


class Walk:
    """What everybody found behind the routes: statuses for the golden file, and whatever is wrong by rule."""

    def __init__(self, world: World, site: list[Route], who: dict[str, set[str]] | None = None) -> None:
        self.world, self.steps = world, 0
        self.faults: list[str] = []
        self.header_faults: list[str] = []
        self.told: list[str] = []  # what a shoulder or a history would read (S11)
        self.misshapen: list[str] = []
        self.read: set[tuple[str, str, int, str]] = set()  # route, method, status, language
        self.statuses: dict[tuple[str, str, str], dict[int, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.was_theirs: set[str] = set()
        self.asked: dict[str, set[str]] = defaultdict(set)
        self.looked: dict[tuple[str, str], int] = {}  # who, address: status of the look
        for kind, someone in world.people.items():
            client = someone.client()
            for route in (one for one in site if one.in_space or one.ids or kind in OUTSIDE):
                if who is None or kind in who.get(route.name, ()):
                    skipped = SKIPPED.get(kind, ("foreign",) if kind not in THOROUGH else ())
                    self._try(
                        route,
                        kind,
                        client,
                        [one for one in steps(route, someone, world, "A") if one.which not in skipped],
                    )

    def _try(self, route: Route, kind: str, client: Any, some: list[Any]) -> None:
        self.asked[route.name].add(kind)
        for method in METHODS:
            strangers = []  # answers for what is not theirs, which must all be the same
            for step in some:
                answer = ask(client, method, step.address)
                self.steps += 1
                if method == "GET":
                    self.looked[kind, step.address] = answer.status_code
                here = f"{route.name} {method} {step.which} as {kind}"
                if answer.status_code >= 500:
                    self.faults.append(f"{here}: {answer.status_code}")
                self.header_faults += [f"{here}: {one}" for one in header_rules.faults(answer)]
                if FIRST_DATABASE:
                    self._read_in_both(route, method, step.address, client, answer, here)
                if step.which.startswith("theirs"):
                    self.was_theirs.add(route.name)
                if step.which.startswith(("theirs", "page")):
                    self.statuses[route.name, method, step.which][answer.status_code].append(kind)
                else:
                    strangers.append((here, masked(answer)))
            self._compare(route, method, kind, strangers)

    def _read_in_both(
        self, route: Route, method: str, address: str, client: Browser, answer: Any, here: str
    ) -> None:
        self._read_over_the_shoulder(route, method, answer, here)
        if (route.name, method, answer.status_code, "ar") not in self.read:
            spoken_to = ask(client, method, address, language="ar")
            self._read_over_the_shoulder(route, method, spoken_to, f"{here} in Arabic")

    def _read_over_the_shoulder(self, route: Route, method: str, answer: Any, here: str) -> None:
        spoken = answer.headers.get("Content-Language", "")
        seen = (route.name, method, answer.status_code, spoken)
        if seen not in self.read:
            self.read.add(seen)
            self.told += [f"{here}: {one}" for one in neutral.faults(answer)]
            self.misshapen += [f"{here}: {one}" for one in shape.faults(answer)]

    def _compare(self, route: Route, method: str, kind: str, strangers: list[Any]) -> None:
        if not strangers:
            return
        nothing = strangers[-1][1]
        self.statuses[route.name, method, "not theirs"][nothing[0]].append(kind)
        self.faults += [
            f"{here}: differs from what is not there" for here, got in strangers if got != nothing
        ]
        # A GET that leads on, for everybody and everything alike, tells nothing: the page it leads to asks.
        quiet = {404, 405, 303} if method == "GET" else {404, 405}
        if nothing[0] not in quiet and kind not in NOT_READY and not route.is_public:
            self.faults.append(f"{route.name} {method} not theirs as {kind}: {nothing[0]}, not 404")

    def lines(self) -> str:
        """The golden text: a line a route, method and kind of id."""
        told = ["# route method whose: status: who. WRITE_GOLDEN=1 pytest tests/access; read the diff."]
        for (name, method, which), by_status in self.statuses.items():
            parts = []
            for status, kinds in sorted(by_status.items()):
                parts.append(f"{status}: {self._who(set(kinds), name)}")
            told.append(f"{name} {method} {which} | {' | '.join(parts)}")
        return "\n".join([told[0], *sorted(told[1:])]) + "\n"

    def _who(self, kinds: set[str], name: str) -> str:
        """Their names, or the names of the few that are missing."""
        missing = [kind for kind in self.world.people if kind in self.asked[name] - kinds]
        if len(missing) < len(kinds):
            return f"everybody but {' '.join(missing)}" if missing else "everybody"
        return " ".join(kind for kind in self.world.people if kind in kinds)


@pytest.fixture(scope="module")
def walk(lived: World) -> Walk:
    """The whole walk, once."""
    return Walk(lived, list(routes()), None if FIRST_DATABASE else enough(lived))


def test_no_route_breaks_and_nobody_learns_what_is_there(walk: Walk) -> None:
    assert walk.faults == []
    assert walk.steps > 20 * len(walk.world.people)


def test_headers_are_right_on_every_answer(walk: Walk) -> None:
    assert walk.header_faults == []


@pytest.mark.any_database  # what a page says is the same
def test_no_answer_tells_on_its_reader_in_either_language(walk: Walk) -> None:
    assert walk.told == []
    shown = {(name, spoken) for name, method, status, spoken in walk.read if (method, status) == ("GET", 200)}
    assert {name for name, spoken in shown if spoken == "en"} == {name for name, s in shown if s == "ar"}


@pytest.mark.any_database
def test_every_page_has_one_heading_its_language_and_a_name_for_each_field(walk: Walk) -> None:
    assert walk.misshapen == []


def test_statuses_are_the_golden_ones(walk: Walk) -> None:
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(walk.lines())
    if FIRST_DATABASE:
        assert walk.lines().splitlines() == GOLDEN.read_text().splitlines(), (
            "read the diff, then WRITE_GOLDEN=1"
        )
    else:
        known = golden(walk.world)
        walked = {
            way: {kind: status for status, kinds in by_status.items() for kind in kinds}
            for way, by_status in walk.statuses.items()
        }
        who = enough(walk.world)
        told = {way: {k: s for k, s in whom.items() if k in who[way[0]]} for way, whom in known.items()}
        assert walked == {way: whom for way, whom in told.items() if whom}


def test_every_route_with_an_id_was_tried_by_somebody_whose_it_is(walk: Walk) -> None:
    untried = [r.name for r in routes() if (set(r.ids) and not r.is_public) and r.name not in walk.was_theirs]
    # Sheets have no chapter of their own: their route is tried with a real sheet, as a page.
    assert [name for name in untried if (name, "GET", "page") not in walk.statuses] == []


def test_the_signed_out_are_led_to_the_door_from_every_route_that_is_not_public(walk: Walk) -> None:
    signs = {walk_route.name for walk_route in routes() if not walk_route.is_public}
    for (name, method, _which), by_status in walk.statuses.items():
        if name in signs:
            for status, kinds in by_status.items():
                assert "signed_out" not in kinds or status in {303, 401, 405, 422}, (
                    f"{name} {method}: {status}"
                )


def refusals(world: World, site: list[Route], looked: dict[tuple[str, str], int]) -> Iterator[str]:
    """Pages of a space that somebody may open whom the constitution does not let.

    `looked`: statuses that a walk has found already, by who looked and the address.
    """
    for kind, someone in world.people.items():
        if kind in NOT_READY:
            continue
        client = someone.client()
        for route in (r for r in site if r.in_space and not r.ids):
            with in_space(world.spaces["A"]):
                may = granted_here(route, someone.actor(world.spaces["A"], resting=route.stays))
            for step in steps(route, someone, world, "A"):
                status = looked.get((kind, step.address)) or ask(client, "GET", step.address).status_code
                if not may and status not in {404, 405}:
                    yield f"{route.name} as {kind}: {status}"


def test_pages_of_a_space_open_only_for_whom_the_constitution_lets(lived: World, walk: Walk) -> None:
    assert list(refusals(lived, list(routes()), walk.looked)) == []


# Planted faults: careless views behind routes that name an action.
def careless(request: HttpRequest, code: str = "", id: Any = None) -> HttpResponse:
    """Reads without asking: whatever there is, it shows."""
    with across_spaces("planted"):
        return HttpResponse(Membership.objects.get(pk=id).name)


def telling(request: HttpRequest, code: str = "", id: Any = None) -> HttpResponse:
    """Says "not yours" in other words than "not there"."""
    with across_spaces("planted"):
        there = Membership.objects.filter(pk=id).exists()
    return HttpResponse("It is not yours" if there else "It is not there", status=404)


def open_to_all(request: HttpRequest, code: str = "") -> HttpResponse:
    return HttpResponse(Space.objects.get(code=code).name)


@pytest.fixture
def one_route(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`one_route(view, pattern, action)`: the site with that route added; the new route alone is walked."""
    overrides = []

    def make(view: Any, pattern: str, action: Action) -> list[Route]:
        monkeypatch.setattr(view, "__module__", "muruna.spaces.views")
        view.action = action
        site = types.ModuleType("one_route")
        there = path(f"s/<slug:code>/{pattern}", view, name="planted")
        site.urlpatterns = [there, *get_resolver().url_patterns]  # type: ignore[attr-defined]
        site.handler404 = "muruna.ui.faults.not_found"  # type: ignore[attr-defined]
        site.handler500 = "muruna.ui.faults.broken"  # type: ignore[attr-defined]
        override = override_settings(ROOT_URLCONF=site)
        override.enable()
        overrides.append(override)
        return list(routes([there]))

    yield make
    for override in overrides:
        override.disable()


def test_a_view_that_reads_without_asking_is_found(lived: World, one_route: Any) -> None:
    site = one_route(careless, "planted/<uuid:id>/", Action.PERSONA_SEE)
    faults = Walk(lived, site, {"planted": {"friend"}}).faults
    assert any("500" in one for one in faults)  # nobody's id breaks it
    assert any("others as friend: differs" in one for one in faults)


def test_a_view_that_tells_not_yours_from_not_there_is_found(lived: World, one_route: Any) -> None:
    site = one_route(telling, "planted/<uuid:id>/", Action.PERSONA_SEE)
    assert any("differs" in one for one in Walk(lived, site, {"planted": {"friend"}}).faults)


def outing(request: HttpRequest, code: str = "") -> HttpResponse:
    return HttpResponse("<html><head><title>Queer people · Notes</title></head></html>")


@pytest.mark.any_database
def test_a_page_that_tells_on_its_reader_is_found(lived: World, one_route: Any) -> None:
    assert Walk(lived, one_route(outing, "planted/", Action.SPACE_SEE), {"planted": {"friend"}}).told


def test_a_page_open_to_the_wrong_people_is_found(lived: World, one_route: Any) -> None:
    site = one_route(open_to_all, "planted/", Action.CODES_PRINT)
    assert "planted as friend: 200" in set(refusals(lived, site, {}))
