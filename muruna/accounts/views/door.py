"""The door: a new account, coming in, the way back, and going out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from muruna.accounts import device, resume
from muruna.accounts.actions.signing_in import recover, sign_in, sign_out
from muruna.accounts.actions.signing_up import sign_up
from muruna.accounts.entrance import address_of, let_in_by
from muruna.accounts.forms import RecoverForm, SignInForm, SignUpForm
from muruna.accounts.landing import home, place_after
from muruna.foundation.vault import phrase_language, suggest_passphrase
from muruna.language.logic.places import safe_place
from muruna.language.switch import typed
from muruna.ui.forms import Form
from muruna.ui.pages import page


def start(request: HttpRequest) -> HttpResponse:
    """A new account."""
    if typed(request) is not None:
        return _start_page(request, SignUpForm())
    if request.method != "POST" or "another" in request.POST:
        return _start_page(request, SignUpForm(initial={"handle": request.POST.get("handle", "")[:200]}))
    form = SignUpForm(request.POST)

    def deed() -> str:
        data = form.cleaned_data
        return sign_up(
            handle=data["handle"], passphrase=data["passphrase"], sending=form.sending,
            language=request.language, address=address_of(request),  # type: ignore[attr-defined]
        )  # fmt: skip

    return let_in_by(request, form, deed, _start_page, reverse("account-recovery"))


def come_in(request: HttpRequest) -> HttpResponse:
    """Sign-in."""
    if request.method != "POST":
        is_in = request.actor.is_signed_in  # type: ignore[attr-defined]
        return HttpResponseRedirect(home()) if is_in else _come_in_page(request, SignInForm())
    form = SignInForm(request.POST)

    def deed() -> str:
        data = form.cleaned_data
        return sign_in(
            handle=data["handle"], passphrase=data["passphrase"], code=data["code"],
            sending=form.sending, address=address_of(request),
        )  # fmt: skip

    return let_in_by(request, form, deed, _come_in_page, place_after(request.POST.get("next", "")))


def way_back(request: HttpRequest) -> HttpResponse:
    """Recovery by the twelve words."""
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _way_back_page(request, form)

    def deed() -> str:
        data = form.cleaned_data
        return recover(
            handle=data["handle"], phrase=data["phrase"], passphrase=data["passphrase"],
            drop_code_app=data["drop_code_app"], sending=form.sending, address=address_of(request),
        )  # fmt: skip

    return let_in_by(request, form, deed, _way_back_page, reverse("account-recovery"))


def come_in_again(request: HttpRequest) -> HttpResponse:
    """Sign-in in place of a page that needs it; what was typed rides along, sealed."""
    kept = resume.sealed_form(request)
    place = safe_place(request.get_full_path()) if request.method in {"GET", "HEAD"} else ""
    form = SignInForm(initial={"resume": kept, "next": place})
    response = _come_in_page(request, form, status=401, has_kept=bool(kept), is_late=True)
    if request.headers.get("HX-Request"):
        # htmx puts only good answers on the page; this one replaces the whole of it.
        response.status_code = 200
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def come_in_instead(request: HttpRequest, kept: str) -> HttpResponse:
    """The door, for whoever left a page open here before another came in; nothing of it is shown."""
    form = SignInForm(initial={"resume": kept})
    return _come_in_page(request, form, status=403, is_of_another=True)


def go_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    if request.method != "POST":
        return page(request, "accounts/sign_out.html", {"form": Form()})
    sign_out(actor=request.actor)  # type: ignore[attr-defined]
    response = HttpResponseRedirect("/", status=303)
    device.forget_session(response)
    response["Clear-Site-Data"] = device.wiped_of(request, "cache", "storage")
    return response


def _start_page(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    before = typed(request)
    if before is not None and before.get("offered"):
        words = before["offered"]  # they may stand on paper already, in whichever language
    elif form.is_bound and not form.words_were_lost:
        words = str(form.data.get("offered", ""))
    else:
        words = form.offer(suggest_passphrase(language))
    context = {
        "form": form,
        "words": words,
        "words_language": phrase_language(language),
        "own_open": form.is_bound and bool(form.errors.get("passphrase") or form.errors.get("again")),
    }
    return page(request, "accounts/start.html", context, status=status)


def _come_in_page(request: HttpRequest, form: Any, status: int = 200, **more: bool) -> HttpResponse:
    waits = form.is_bound and bool(form.data.get("resume"))
    return page(
        request,
        "accounts/come_in.html",
        {"form": form, "has_kept": waits, "is_late": False, "is_of_another": False, **more},
        status=status,
    )


def _way_back_page(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    return page(request, "accounts/way_back.html", {"form": form}, status=status)
