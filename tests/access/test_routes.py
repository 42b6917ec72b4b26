"""Proofs 2 and 3: every route names an action that somebody can be granted, and every deed asks."""

import ast
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
    if not find_spec("muruna.safeguarding.urls"):  # these three come with its pages
        missing -= {"card-preview", "contact-answer", "contact"}
    assert missing == set(), "listed as public, but there is no such route"


def test_every_public_route_says_why() -> None:
    assert all(reason.strip() for reason in PUBLIC_ROUTES.values())


def test_nothing_inside_a_space_is_public_but_what_the_list_says_of_it() -> None:
    assert [one.name for one in routes() if one.in_space and one.is_public] == []


def test_every_deed_asks_for_permission() -> None:
    """The rule lives in tests/architecture; here it stands among the six proofs."""
    assert unguarded_deeds(python("muruna"), exceptions.DEEDS_WITHOUT_A_GATE) == []


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
