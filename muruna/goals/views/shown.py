"""A goal as an ally sees it, and what its owner sees of the ally."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.access import NotFound
from muruna.goals.queries import goals as queries


def companions_of(actor: Any) -> list[tuple[str, str]]:
    """Whom the actor could show a goal: (id of the persona, name)."""
    return []


def with_ally(actor: Any, opened: queries.Opened) -> dict[str, Any]:
    """Who may read the goal, and what was said to it."""
    return {"allies": [], "notes": [], "companions": []}


def ally_page(request: HttpRequest, actor: Any, opened: queries.Opened) -> HttpResponse:
    raise NotFound
