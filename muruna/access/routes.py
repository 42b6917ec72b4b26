"""Routes that name their action; a route without one must stand in the public list."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, path, resolve

from muruna.access.constitution import NotFound
from muruna.access.public_routes import PUBLIC_ROUTES
from muruna.access.vocabulary import Action

View = Callable[..., HttpResponse]
READ, TAKE = "GET HEAD", "GET HEAD POST"
ANSWER = TAKE  # own words to those who decide about one


def route(
    pattern: str,
    view: View,
    *,
    name: str,
    action: Action | None = None,
    public: bool = False,
    first_steps: bool = False,
    stays: str = "",
) -> URLPattern:
    """A path that needs a signed-in person and names the action it serves.

    `public` routes need nobody and must be listed; `first_steps` ones are open to a person who has yet to
    set up a second factor that their role demands. Inside a space, membership is needed too; one that is
    suspended opens what `stays`: READ where it is only read, TAKE where a file is asked for by a form,
    ANSWER where they are heard about themselves.
    """
    if public == (action is not None):
        raise ValueError(f"{name}: a route is public or names an action, never both or neither")
    if public and name not in PUBLIC_ROUTES:
        raise ValueError(f"{name} is not in the public list")
    guarded = view if public else _signed_in(view, first_steps)
    guarded.action = action  # type: ignore[attr-defined]
    guarded.is_public = public  # type: ignore[attr-defined]
    guarded.stays = stays  # type: ignore[attr-defined]
    return path(pattern, guarded, name=name)


def stays_open(address: str, method: str = "GET") -> bool:
    """Whether somebody suspended still opens this address of ours; what is in no space stays as it is."""
    place = urlsplit(address).path
    if not place.startswith("/s/"):
        return True
    try:
        found = resolve(place).func
    except Resolver404:
        return False
    return method in getattr(found, "stays", "").split()


def _signed_in(view: View, first_steps: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, code: str | None = None, **kwargs: Any) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_signed_in:
            from muruna.access.doors import ask_to_sign_in  # set by accounts when it starts

            return ask_to_sign_in(request)
        if actor.needs_second_factor and not first_steps:
            from muruna.access.doors import ask_for_second_factor

            return ask_for_second_factor(request)
        if code is not None and actor.membership is None:
            raise NotFound
        return view(request, *args, **kwargs)

    return guarded
