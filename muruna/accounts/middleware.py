"""Who is asking: opens the session's keys for the length of one request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from muruna.access import NOBODY, Actor
from muruna.accounts import landing, left_offline, sessions
from muruna.accounts.keys import Keys
from muruna.accounts.models import Person
from muruna.foundation.clock import zone
from muruna.foundation.vault import host_digest


def actor_of(person: Person, keys: Keys, session_id: Any = None) -> Actor:
    """The person as an actor outside of any space."""
    return Actor(person=person, keys=keys, session_id=session_id, mark=mark_of(person.pk))


def mark_of(person_id: Any) -> str:
    """What a person's forms carry, so that a text that outlived its session goes back to nobody else."""
    return host_digest("form-for", person_id.bytes).hex()[:32]


class PersonMiddleware:
    """Sets `request.actor`; a person's page is never kept by any cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        if left_offline.has_left(request):
            left_offline.forget_them(request)
            response = self.get_response(request)
            left_offline.wipe(request, response)
            return response
        opened = sessions.open_session(sessions.cookie_of(request))
        if opened:
            session, keys = opened
            sessions.touch(session)
            request.actor = actor_of(session.person, keys, session.pk)  # type: ignore[attr-defined]
            with timezone.override(zone(session.person.time_zone)):
                response = self.get_response(request)
            return landing.landed(response) if landing.is_from_door(request) else response
        return self.get_response(request)
