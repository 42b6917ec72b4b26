"""How an answer lets somebody in: the new cookie, the fresh session, the words that waited."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _

from muruna.accounts import resume, sessions
from muruna.accounts.forms import RecoverForm, wait_sentence
from muruna.accounts.landing import lead_to
from muruna.accounts.middleware import actor_of
from muruna.accounts.opening import NameTaken
from muruna.accounts.proving import NotRight, PleaseWait
from muruna.foundation.deeds import KeyReused

Again = Callable[..., HttpResponse]


def address_of(request: HttpRequest) -> str:
    """Where the request came from: used in memory only, see `foundation.limits`."""
    return str(request.META.get("REMOTE_ADDR", ""))


def let_in_by(
    request: HttpRequest, form: Any, deed: Callable[[], str], again: Again, land: str
) -> HttpResponse:
    """Do the deed that ends in a session's cookie, or show the form `again` with what is in the way."""
    if not form.is_valid():
        return again(request, form, status=422)
    try:
        return _let_in(request, deed(), land)
    except PleaseWait as wait:
        form.refuse(ValidationError(wait_sentence(wait.seconds)))
        response = again(request, form, status=429)
        response["Retry-After"] = str(wait.seconds)
        return response
    except (NotRight, NameTaken, KeyReused) as problem:
        if isinstance(problem, KeyReused):
            form.renew_key()
        form.refuse(_refusal(problem, form))
        return again(request, form, status=422)


def _refusal(problem: Exception, form: Any) -> ValidationError:
    if isinstance(problem, NameTaken):
        return ValidationError({"handle": _("Please choose another name; add something of your own to it.")})
    if isinstance(problem, KeyReused):
        return ValidationError(_("This page was sent before. Please check it and send it again."))
    if isinstance(form, RecoverForm):
        return ValidationError(_("This name and these words do not fit together. Please check both."))
    return ValidationError(_("Name, passphrase or code do not fit together. Please check them."))


def _let_in(request: HttpRequest, cookie: str, land: str) -> HttpResponse:
    """The answer that carries the new session; the one before it ends here."""
    before = sessions.cookie_of(request)
    if before and before != cookie:
        sessions.end_session(before)
    rotate_token(request)
    response = lead_to(land)
    opened = sessions.open_session(cookie)
    if opened is not None:
        session, keys = opened
        actor = actor_of(session.person, keys, session.pk)
        request.actor = actor  # type: ignore[attr-defined]
        kept = resume.opened_form(request.POST.get("resume", ""), actor.mark)
        response = resume.still_here(request, kept) if kept else response
        keep_theme(response, session.person.theme)
    sessions.set_cookie(response, cookie)
    return response


def keep_theme(response: HttpResponse, theme: str) -> None:
    """Let the person's theme follow them into this browser, until it closes."""
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, secure=settings.SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
