"""Who is asking: opens the session's keys for the length of one request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from muruna.access import NOBODY, Actor
from muruna.accounts import sessions


class PersonMiddleware:
    """Sets `request.actor`; a person's page is never kept by any cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        opened = sessions.open_session(sessions.cookie_of(request))
        request.actor = NOBODY  # type: ignore[attr-defined]
        if opened:
            session, keys = opened
            sessions.touch(session)
            request.actor = Actor(person=session.person, keys=keys, session_id=session.pk)  # type: ignore[attr-defined]
        return self.get_response(request)
