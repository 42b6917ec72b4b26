"""What someone has answered on the way in, carried in a sealed cookie for half an hour and stored nowhere.

The cookie goes when the browser closes and when they leave; the half hour is sealed inside.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.accounts.device import goes_with_session
from muruna.foundation.clock import now
from muruna.foundation.vault import VaultError, host_open, host_seal
from muruna.spaces.models import Space

COOKIE = goes_with_session("__Host-j" if settings.SECURE else "j")
SECONDS = 1800


@dataclass(frozen=True)
class Steps:
    """The space being joined, the printed code (empty when asking), and the age band once it is known."""

    space: str
    typed: str = ""
    age_band: str = ""

    @property
    def is_asking(self) -> bool:
        return not self.typed


def _about(person: Any) -> bytes:
    return b"joining:" + person.pk.bytes


def remember(request: HttpRequest, response: HttpResponse, steps: Steps) -> HttpResponse:
    """Carry `steps` to the next page; only this person on this server can open the cookie."""
    told = {**asdict(steps), "ends": now().timestamp() + SECONDS}
    blob = host_seal(json.dumps(told).encode(), _about(request.actor.person))  # type: ignore[attr-defined]
    response.set_cookie(COOKIE, blob.hex(), secure=settings.SECURE, httponly=True, samesite="Lax")
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """The way in has ended."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def recall(request: HttpRequest) -> tuple[Steps, Space] | None:
    """The steps so far and their space, or None when there are none that can be opened."""
    try:
        blob = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        told = json.loads(host_open(blob, _about(request.actor.person)))  # type: ignore[attr-defined]
        ends, steps = told.pop("ends"), Steps(**told)
    except (VaultError, ValueError, TypeError, KeyError):
        return None
    if ends < now().timestamp():
        return None
    space = Space.objects.filter(pk=steps.space).first()
    return (steps, space) if space else None
