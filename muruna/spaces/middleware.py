"""Which space: activates its scope for the request and finds the person's persona in it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from muruna.access.routes import stays_open
from muruna.foundation.clock import zone
from muruna.foundation.tenancy import in_space
from muruna.spaces.home import anchors_for, nav_for
from muruna.spaces.models import Space
from muruna.spaces.queries import persona_and_roles, space_at, suspended_persona

SPACE_PATH = re.compile(r"^/s/([a-z0-9-]{1,50})/")


class SpaceMiddleware:
    """Inside /s/<code>/ everything happens within that space, as the person's persona there.

    A stranger and a space that does not exist get the same answer, from the route's guard.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = SPACE_PATH.match(request.path_info)
        actor = request.actor  # type: ignore[attr-defined]
        if not found or not actor.is_signed_in:
            return self.get_response(request)
        space = space_at(found[1])
        if space is None:
            return self.get_response(request)
        with in_space(space), timezone.override(zone(actor.person.time_zone, space.time_zone)):
            membership, roles = persona_and_roles(actor.person)
            if membership is None:
                return self.get_response(_as_suspended(request, space))
            request.actor = replace(  # type: ignore[attr-defined]
                actor,
                space=space,
                membership=membership,
                roles=roles,
                # In a demo everybody can read the passphrases: a code app would only shut others out.
                needs_second_factor=bool(roles) and actor.person.totp_sealed is None and not space.is_demo,
            )
            request.nav = nav_for(request.actor, request.path)  # type: ignore[attr-defined]
            request.anchors = partial(anchors_for, request.actor.space)  # type: ignore[attr-defined]
            return self.get_response(request)


def _as_suspended(request: HttpRequest, space: Space) -> HttpRequest:
    # What somebody wrote for themselves must be there above all when things go badly.
    if stays_open(request.path_info, request.method or ""):
        actor = request.actor  # type: ignore[attr-defined]
        membership = suspended_persona(actor.person)
        if membership is not None:
            request.actor = replace(actor, space=space, membership=membership, rests=True)  # type: ignore[attr-defined]
    return request
