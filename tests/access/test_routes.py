"""Proofs 2 and 3: every route names an action that somebody can be granted, and every deed asks."""

import ast
import inspect
from collections.abc import Iterable
from importlib.util import find_spec

import pytest
from django.http import HttpResponse
from django.urls import path

from muruna.access import CHAPTERS, Action
from muruna.access.public_routes import PUBLIC_ROUTES
from muruna.access.routes import route
from tests.access.site_map import Route, routes
from tests.architecture import exceptions
from tests.architecture.deed_rules import unguarded_deeds
from tests.architecture.tree import planted, python
from tests.architecture.view_rules import asking

GRANTED = {grant.action for chapter in CHAPTERS.values() for grant in chapter.grants}


def unguarded(site: Iterable[Route]) -> list[str]:
    """Routes that neither name an action that some chapter grants, nor stand in the public list."""
    found = []
    for one in site:
        if not one.name:
            found.append(f"{one.pattern}: has no name")
        elif one.is_public and (one.action or one.name not in PUBLIC_ROUTES):
            found.append(f"{one.name}: public, but not in the list (or it names an action too)")
        elif not one.is_public and one.action is None:
            found.append(f"{one.name}: names no action")
        elif not one.is_public and one.action not in GRANTED:
            found.append(f"{one.name}: names {one.action}, which no chapter grants")
    return found


def test_every_route_names_a_granted_action_or_is_public() -> None:
    assert unguarded(routes()) == []


def test_every_name_is_used_for_one_route_and_every_public_route_exists() -> None:
    names = [one.name for one in routes()]
    assert sorted(names) == sorted(set(names))
    missing = set(PUBLIC_ROUTES) - {one.name for one in routes() if one.is_public}
    if not find_spec("muruna.safeguarding.urls"):  # these come with its pages
        missing -= {"contact-answer", "contact"}
    assert missing == set(), "listed as public, but there is no such route"


def test_every_public_route_says_why() -> None:
    assert all(reason.strip() for reason in PUBLIC_ROUTES.values())


def test_nothing_inside_a_space_is_public_but_what_the_list_says_of_it() -> None:
    assert [one.name for one in routes() if one.in_space and one.is_public] == []


def test_every_deed_asks_for_permission() -> None:
    """The rule lives in tests/architecture; here it stands among the six proofs."""
    assert unguarded_deeds(python("muruna"), exceptions.DEEDS_WITHOUT_A_GATE) == []


def view_of(one: Route) -> str:
    """The dotted name of the function behind a route, below all that is wrapped around it."""
    view = inspect.unwrap(one.view)
    return f"{view.__module__}.{view.__name__}"


def test_every_view_that_is_not_public_asks_before_it_shows() -> None:
    """A route's action is a label; it is the view, or the query or deed it calls, that asks."""
    asks = asking(python("muruna"))
    silent = {view_of(one) for one in routes() if not one.is_public and view_of(one) not in asks}
    assert sorted(silent - set(exceptions.VIEWS_THAT_DO_NOT_ASK)) == []
    assert sorted(set(exceptions.VIEWS_THAT_DO_NOT_ASK) - silent) == [], "these ask by now, or are gone"


def test_even_the_views_that_show_without_asking_ask_before_they_write() -> None:
    asks = asking(python("muruna"), in_deeds=True)
    written = {view_of(one) for one in routes() if view_of(one) in exceptions.VIEWS_THAT_DO_NOT_ASK}
    silent = {name for name in written - asks if "its deed asks" in exceptions.VIEWS_THAT_DO_NOT_ASK[name]}
    assert silent == set()


def test_no_package_asks_in_another_way() -> None:
    """Flags of other frameworks play no part: there would be no proof of them."""
    found = [
        f"{source.path}:{node.lineno}"
        for source in python("muruna")
        if source.room in {"views", "urls"}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"is_staff", "is_superuser", "has_perm"}
    ]
    assert found == []


# Planted faults.
def test_a_route_without_an_action_is_found() -> None:
    bare = path("x/", lambda request: HttpResponse(), name="bare")
    nameless = path("y/", lambda request: HttpResponse())
    assert unguarded(routes([bare])) == ["bare: names no action"]
    assert unguarded(routes([nameless])) == ["y/: has no name"]


def test_a_route_whose_action_nobody_is_granted_is_found() -> None:
    async_dance = path("x/", lambda request: HttpResponse(), name="dance")
    async_dance.callback.action = "dance.tango"
    assert unguarded(routes([async_dance])) == ["dance: names dance.tango, which no chapter grants"]


def test_a_route_cannot_be_written_public_outside_the_list_or_with_neither() -> None:
    with pytest.raises(ValueError, match="not in the public list"):
        route("x/", lambda request: HttpResponse(), name="hidden-door", public=True)
    with pytest.raises(ValueError, match="never both or neither"):
        route("x/", lambda request: HttpResponse(), name="welcome")
    with pytest.raises(ValueError, match="never both or neither"):
        route("x/", lambda request: HttpResponse(), name="about", public=True, action=Action.SPACE_SEE)


def test_a_deed_that_never_asks_is_found() -> None:
    source = planted(
        "muruna/spaces/actions/x.py", "def open_all(*, actor):\n    return Space.objects.all()\n"
    )
    assert len(unguarded_deeds([source], {})) == 1


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("return page(request, 'x.html', {'all': Space.objects.all()})", False),
        ("return form_page(request, F, deed=lambda form: find(actor, A, Space, form.id))", False),
        ("def do(form): require(actor, A, space)\n    return form_page(request, F, deed=do)", False),
        ("return page(request, 'x.html', {'one': find(actor, A, Space, id)})", True),
        ("return page(request, 'x.html', queries.told(actor))", True),
        ("return page(request, 'x.html', queries.everything(actor))", False),
    ],
)
def test_a_view_that_shows_before_it_asks_is_found(body: str, asks: bool) -> None:
    queries = planted(
        "muruna/spaces/queries.py",
        "from muruna.access import visible\n"
        "def told(actor):\n    return visible(actor, A, Space)\n"
        "def everything(actor):\n    return Space.objects.all()\n",
    )
    head = "from muruna.access import find, require\nfrom muruna.spaces import queries\n"
    views = planted("muruna/spaces/views/x.py", f"{head}def shown(request, id):\n    {body}\n")
    assert ("muruna.spaces.views.x.shown" in asking([queries, views])) is asks
