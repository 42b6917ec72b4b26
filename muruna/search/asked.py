"""What was asked a moment ago: sealed in this browser's cookie, so that Back and a reload show it again."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.accounts.device import goes_with_session
from muruna.foundation.clock import now
from muruna.foundation.vault import CannotOpen

COOKIE = goes_with_session("__Host-f" if settings.SECURE else "f")
MINUTES = 10
_LONGEST = 3500  # characters of a cookie; browsers drop one of 4096


def remember(request: HttpRequest, response: HttpResponse, asked: Mapping[str, str]) -> HttpResponse:
    """Carry the question to the page that answers it; it opens in this session and this space alone.

    The cookie has no age, so that no browser writes it on its disk; how long it counts stands inside.
    """
    keys, about = request.actor.keys, _about(request)  # type: ignore[attr-defined]
    data = {"asked": dict(asked), "ends": int(now().timestamp()) + MINUTES * 60}
    text = _text(keys.seal_own_padded(about, data))
    if len(text) > _LONGEST:  # three hundred signs of four bytes each
        text = _text(keys.seal_own(about, data))
    response.set_cookie(COOKIE, text, secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


def recall(request: HttpRequest) -> dict[str, str] | None:
    """What was asked in the last minutes; None when there is nothing that opens here and now."""
    try:
        blob = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        kept = request.actor.keys.open_own(_about(request), blob)  # type: ignore[attr-defined]
    except (CannotOpen, binascii.Error, ValueError, json.JSONDecodeError):
        return None
    return kept["asked"] if kept["ends"] >= now().timestamp() else None


def forget(response: HttpResponse) -> HttpResponse:
    """What was asked is over."""
    response.delete_cookie(COOKIE, samesite="Strict")
    return response


def _text(blob: bytes) -> str:
    return base64.urlsafe_b64encode(blob).decode()


def _about(request: HttpRequest) -> str:
    actor: Any = request.actor  # type: ignore[attr-defined]
    return f"asked:{actor.session_id}:{actor.space.pk}"
