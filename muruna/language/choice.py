"""Keeping a chosen language: with the person who is signed in, else in one small cookie."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.language import offered

COOKIE = "l"  # says nothing but two letters, and goes when the browser closes

# Accounts comes later in the list of packages, so it hands us its deed instead of being imported.
_keepers: list[Callable[[Any, str], None]] = []


def keep_with_person(deed: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """Register the deed(actor, code) that stores a signed-in person's language; usable as a decorator."""
    _keepers.append(deed)
    return deed


def person_language(request: HttpRequest) -> str | None:
    """The language that the signed-in person chose, or None."""
    person = getattr(getattr(request, "actor", None), "person", None)
    return getattr(person, "language", None) or None


def keep(request: HttpRequest, answer: HttpResponse, code: str) -> None:
    """Remember an offered code for this visitor; any other code changes nothing."""
    if code not in {language.code for language in offered()}:
        return
    actor = getattr(request, "actor", None)
    if getattr(actor, "is_signed_in", False) and _keepers:
        for deed in _keepers:
            deed(actor, code)
        answer.delete_cookie(COOKIE, samesite="Lax")
        return
    answer.set_cookie(COOKIE, code, secure=getattr(settings, "SECURE", True), httponly=True, samesite="Lax")
