"""The door: a new account, coming in, the way back, and going out."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from muruna.accounts import resume, sessions
from muruna.accounts.actions import signing_in, signing_up
from muruna.accounts.actions.proving import NotRight, PleaseWait
from muruna.accounts.forms import RecoverForm, SignInForm, SignUpForm, wait_sentence
from muruna.accounts.middleware import actor_of
from muruna.foundation.deeds import KeyReused
from muruna.foundation.vault import phrase_language, suggest_passphrase
from muruna.language.logic.places import safe_place
from muruna.ui.forms import Form
from muruna.ui.pages import page


def home() -> str:
    """Where a person lands after coming in."""
    try:
        return reverse("home")
    except NoReverseMatch:  # accounts stands without the packages that come after it
        return reverse("account")


def start(request: HttpRequest) -> HttpResponse:
    """A new account."""
    if request.method != "POST":
        return _start_page(request, SignUpForm(initial={"offered": _six_words(request)}))
    form = SignUpForm(request.POST)
    if "another" in request.POST:
        return _start_page(request, SignUpForm(initial=_typed(request, offered=_six_words(request))))
    return _answer(
        request,
        form,
        lambda: signing_up.sign_up(
            handle=form.cleaned_data["handle"],
            passphrase=form.cleaned_data["passphrase"],
            language=request.language,  # type: ignore[attr-defined]
            sending=form.sending,
            address=request.META.get("REMOTE_ADDR", ""),
        ),
        again=_start_page,
        land=reverse("account-recovery"),
    )


def come_in(request: HttpRequest) -> HttpResponse:
    """Sign-in."""
    if request.method != "POST":
        if request.actor.is_signed_in:  # type: ignore[attr-defined]
            return HttpResponseRedirect(home())
        return _come_in_page(request, SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    return _answer(
        request,
        form,
        lambda: signing_in.sign_in(
            handle=form.cleaned_data["handle"],
            passphrase=form.cleaned_data["passphrase"],
            code=form.cleaned_data["code"],
            sending=form.sending,
            address=request.META.get("REMOTE_ADDR", ""),
        ),
        again=_come_in_page,
        land=_place_after(request.POST.get("next", "")),
    )


def way_back(request: HttpRequest) -> HttpResponse:
    """Recovery by the twelve words."""
    if request.method != "POST":
        return _way_back_page(request, RecoverForm())
    form = RecoverForm(request.POST)
    return _answer(
        request,
        form,
        lambda: signing_in.recover(
            handle=form.cleaned_data["handle"],
            phrase=form.cleaned_data["phrase"],
            passphrase=form.cleaned_data["passphrase"],
            drop_code_app=form.cleaned_data["drop_code_app"],
            sending=form.sending,
            address=request.META.get("REMOTE_ADDR", ""),
        ),
        again=_way_back_page,
        land=reverse("account-recovery"),
    )


def come_in_again(request: HttpRequest) -> HttpResponse:
    """Sign-in in place of a page that needs it; what was typed rides along, sealed."""
    kept = resume.sealed_form(request)
    place = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    form = SignInForm(initial={"resume": kept, "next": safe_place(place) if place else ""})
    response = _come_in_page(request, form, status=401, has_kept=bool(kept), is_late=True)
    if request.headers.get("HX-Request"):
        # htmx puts only good answers on the page; this one replaces the whole of it.
        response.status_code = 200
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def go_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        signing_in.sign_out(session_id=actor.session_id)
        response: HttpResponse = HttpResponseRedirect("/", status=303)
        sessions.clear_cookie(response)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return page(request, "accounts/sign_out.html", {"form": Form()})


def _answer(request: HttpRequest, form: Any, deed: Any, *, again: Any, land: str) -> HttpResponse:
    """Do the deed that ends in a session, or show the form again with what is in the way."""
    if not form.is_valid():
        return again(request, form, status=422)  # type: ignore[no-any-return]
    try:
        cookie = deed()
    except PleaseWait as wait:
        form.refuse(ValidationError(wait_sentence(wait.seconds)))
        response: HttpResponse = again(request, form, status=429)
        response["Retry-After"] = str(wait.seconds)
        return response
    except NotRight:
        form.refuse(ValidationError(_not_right(form)))
    except signing_up.NameTaken:
        form.refuse(ValidationError({"handle": _("Please choose another name; add something of your own to it.")}))
    except KeyReused:
        form.renew_key()
        form.refuse(ValidationError(_("This page was sent before. Please check it and send it again.")))
    else:
        return _let_in(request, cookie, land)
    return again(request, form, status=422)  # type: ignore[no-any-return]


def _not_right(form: Any) -> str:
    if isinstance(form, RecoverForm):
        return _("This name and these words do not fit together. Please check both.")
    return _("Name, passphrase or code do not fit together. Please check them and try again.")


def _let_in(request: HttpRequest, cookie: str, land: str) -> HttpResponse:
    """The answer that carries the new session; the one before it ends here."""
    before = sessions.cookie_of(request)
    if before and before != cookie:
        sessions.end_session(before)
    opened = sessions.open_session(cookie)
    rotate_token(request)
    response: HttpResponse = HttpResponseRedirect(land, status=303)
    if opened is not None:
        session, keys = opened
        request.actor = actor_of(session.person, keys, session.pk)  # type: ignore[attr-defined]
        kept = resume.opened_form(request.POST.get("resume", ""), request.actor.mark)  # type: ignore[attr-defined]
        if kept is not None:
            response = resume.still_here(request, kept)
        keep_theme(response, session.person.theme)
    sessions.set_cookie(response, cookie)
    return response


def keep_theme(response: HttpResponse, theme: str) -> None:
    """Let the person's theme follow them into this browser, until it closes."""
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, secure=settings.SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")


def _place_after(typed: str) -> str:
    place = safe_place(typed) if typed else ""
    return place if place and place != "/" else home()


def _typed(request: HttpRequest, **more: str) -> dict[str, str]:
    return {"handle": request.POST.get("handle", "")[:200], **more}


def _six_words(request: HttpRequest) -> str:
    return suggest_passphrase(request.language)  # type: ignore[attr-defined]


def _start_page(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    words = str(form["offered"].value() or "")
    if form.is_bound and "__all__" in form.errors and len(words) < 15:
        words = ""
    if not words:
        words = _six_words(request)
        if form.is_bound:
            form.data = form.data.copy()
            form.data["offered"] = words
    context = {
        "form": form,
        "words": words,
        "words_language": phrase_language(request.language),  # type: ignore[attr-defined]
        "own_open": form.is_bound and bool(form.errors.get("passphrase") or form.errors.get("again")),
    }
    return page(request, "accounts/start.html", context, status=status)


def _come_in_page(
    request: HttpRequest, form: Any, status: int = 200, *, has_kept: bool = False, is_late: bool = False
) -> HttpResponse:
    has_kept = has_kept or (form.is_bound and bool(form.data.get("resume")))
    context = {"form": form, "has_kept": has_kept, "is_late": is_late}
    return page(request, "accounts/come_in.html", context, status=status)


def _way_back_page(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    return page(request, "accounts/way_back.html", {"form": form}, status=status)
