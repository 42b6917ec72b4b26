"""What was asked a moment ago: sealed in this browser's cookie, so that Back and a reload show it again.

The page of answers carries a number in its address, which says nothing of the question: each of several open
pages so finds its own again. The few last questions are kept; the eldest goes first.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.accounts.device import goes_with_session
from muruna.foundation.clock import now
from muruna.foundation.vault import CannotOpen

COOKIE = goes_with_session("__Host-f" if settings.SECURE else "f")
NUMBER = "n"  # of a question, in the address of its answers
MINUTES = 10
MOST = 5  # questions
_LONGEST = 3500  # characters of a cookie; browsers drop one of 4096


def number_of(request: HttpRequest, sending: UUID, asked: Mapping[str, str]) -> str:
    """The number of a question: the same when the same form comes twice, and mute without the asker's key."""
    keys = request.actor.keys  # type: ignore[attr-defined]
    return str(keys.digest(json.dumps([str(sending), *asked.items()]).encode()).hex()[:8])


def remember(
    request: HttpRequest, response: HttpResponse, number: str, asked: Mapping[str, str]
) -> HttpResponse:
    """Carry the question to the page that answers it; it opens in this session and this space alone.

    The cookie has no age, so that no browser writes it on its disk; how long it counts stands inside.
    """
    mine = {"asked": {name: text for name, text in asked.items() if text}, "ends": _ends()}
    kept = list((_kept(request) | {number: mine}).items())[-MOST:]
    text = _sealed(request, kept)
    while len(text) > _LONGEST and len(kept) > 1:  # two of three hundred signs of four bytes each do not fit
        text = _sealed(request, kept := kept[1:])
    response.set_cookie(COOKIE, text, secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


def recall(request: HttpRequest) -> dict[str, str] | None:
    """What the page with this address answers; None when nothing of the last minutes opens here and now."""
    held = _kept(request).get(request.GET.get(NUMBER, ""))
    return held["asked"] if held else None


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The cookie goes as soon as none of its questions counts."""
    if not _kept(request):
        response.delete_cookie(COOKIE, samesite="Strict")
    return response


def _kept(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """The questions that still count, by their number, eldest first."""
    try:
        blob = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        kept = request.actor.keys.open_own(_about(request), blob)  # type: ignore[attr-defined]
    except (CannotOpen, binascii.Error, ValueError, json.JSONDecodeError):
        return {}
    return {number: held for number, held in kept if held["ends"] >= now().timestamp()}


def _sealed(request: HttpRequest, kept: list[tuple[str, dict[str, Any]]]) -> str:
    keys, about = request.actor.keys, _about(request)  # type: ignore[attr-defined]
    text = _text(keys.seal_own_padded(about, kept))
    return text if len(text) <= _LONGEST else _text(keys.seal_own(about, kept))


def _ends() -> int:
    return int(now().timestamp()) + MINUTES * 60


def _text(blob: bytes) -> str:
    return base64.urlsafe_b64encode(blob).decode()


def _about(request: HttpRequest) -> str:
    actor: Any = request.actor  # type: ignore[attr-defined]
    return f"asked:{actor.session_id}:{actor.space.pk}"
