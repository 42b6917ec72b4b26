"""The second step: a code app."""

import base64
import binascii
import io
import secrets
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from muruna.accounts import resume
from muruna.accounts.actions import changing
from muruna.accounts.forms import CodeForm, ProofForm
from muruna.accounts.logic.codes import code_address, code_secret, grouped
from muruna.accounts.proving import NotRight
from muruna.foundation.vault import CannotOpen
from muruna.language.logic.places import safe_place
from muruna.language.switch import typed
from muruna.ui.pages import form_page, page


def code_app(request: HttpRequest) -> HttpResponse:
    """Set a code app up, or turn it off."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if actor.person.totp_sealed is not None:
        return _stop(request, actor)
    if request.method != "POST":
        return _start_page(request, actor, {"next": request.GET.get("next", "")})
    return _start(request, actor)


def set_up_first(request: HttpRequest) -> HttpResponse:
    """The set-up in place of a page that needs it; what was typed rides along, sealed."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    place = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    initial = {"resume": resume.sealed_form(request), "next": place}
    return _start_page(request, actor, initial, status=403, is_needed=True)


def _start(request: HttpRequest, actor: Any) -> HttpResponse:
    secret = _opened(actor, request.POST.get("secret_sealed", ""))
    place = safe_place(request.POST.get("next", ""))
    if secret is None:
        return _start_page(request, actor, {"next": place}, status=422, was_lost=True)
    kept = resume.opened_form(request.POST.get("resume", ""), actor.mark)
    response = form_page(
        request,
        CodeForm,
        template="accounts/code_app.html",
        context=_picture(secret),
        deed=partial(_turn_on, actor, secret),
        done=lambda _: place if place != "/" else reverse("account"),
    )
    return resume.still_here(request, kept) if kept and response.status_code == 303 else response


def _turn_on(actor: Any, secret: str, form: Any) -> None:
    try:
        changing.start_code_app(actor=actor, secret=secret, code=form.cleaned_data["code"])
    except NotRight:
        sentence = _("This code does not fit. Please type the one that the app shows now.")
        raise ValidationError({"code": sentence}) from None


def _stop(request: HttpRequest, actor: Any) -> HttpResponse:
    return form_page(
        request,
        ProofForm,
        template="accounts/code_app_off.html",
        form_options={"actor": actor},
        deed=lambda form: changing.stop_code_app(actor=actor, proven=form.proven),
        done=lambda _: reverse("account"),
    )


def _start_page(
    request: HttpRequest, actor: Any, initial: dict[str, str], *, status: int = 200, **more: bool
) -> HttpResponse:
    # After a switch of language the picture is the one that the app may have seen already.
    before = typed(request)
    secret = (before and _opened(actor, before.get("secret_sealed", ""))) or code_secret(
        secrets.token_bytes(20)
    )
    sealed = base64.urlsafe_b64encode(actor.keys.seal_own("totp-new", secret)).decode()
    form = CodeForm(initial={**initial, "secret_sealed": sealed})
    return page(request, "accounts/code_app.html", {"form": form, **_picture(secret), **more}, status=status)


def _opened(actor: Any, sealed: str) -> str | None:
    try:
        return str(actor.keys.open_own("totp-new", base64.urlsafe_b64decode(sealed.encode())))
    except (CannotOpen, binascii.Error, UnicodeError):
        return None


def _picture(secret: str) -> dict[str, Any]:
    """The secret to scan and to type; nothing in it says whose it is or what for."""
    drawn = io.BytesIO()
    address = code_address(secret, settings.SITE_NAME, settings.SITE_NAME)
    # Plain attributes only: the content policy allows no style of its own. The pale ground serves dark pages.
    plain = {"xmldecl": False, "svgns": True, "nl": False, "svgclass": None, "lineclass": None}
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, light="#fff", **plain)
    return {
        "picture": Markup(drawn.getvalue().decode()),  # noqa: S704 - drawn here, from letters and digits
        "secret": grouped(secret),
        "is_needed": False,
        "was_lost": False,
    }
