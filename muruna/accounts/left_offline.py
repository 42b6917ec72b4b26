"""Whoever leaves while nothing can reach us: a mark in the browser ends their session at its next request.

The page's script sets it before it tells us, and it lives as long as the session's own cookie does. A request
that no Django sees (the numbers page, a file) neither ends the session nor takes the mark away.
"""

from http.cookies import SimpleCookie

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.accounts import device, sessions


def _gone() -> tuple[str, ...]:
    return (sessions.COOKIE, *device.of_session(), settings.LANGUAGE_COOKIE_NAME)


def has_left(request: HttpRequest) -> bool:
    """Whether the owner of this browser pressed "Leave now", and we may not have heard of it."""
    return request.COOKIES.get(sessions.LEFT) == "1"


def forget_them(request: HttpRequest) -> None:
    """End the session, and treat the request as one of a browser that has never been here."""
    sessions.end_session(sessions.cookie_of(request))
    for name in _gone():
        request.COOKIES.pop(name, None)


def wipe(request: HttpRequest, response: HttpResponse) -> None:
    """Take away what leaving would have taken, but not what this answer itself gives anew."""
    given: SimpleCookie = response.cookies
    for name in (sessions.LEFT, *_gone()):
        if name not in given:
            response.delete_cookie(name, samesite="Lax")
    response.headers.setdefault("Clear-Site-Data", device.wiped_of(request, "cache", "storage"))
