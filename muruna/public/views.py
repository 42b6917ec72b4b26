"""The first page and the texts around it; none of them asks the database unless somebody is signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from muruna.public.texts import page_text
from muruna.ui.pages import moved_to, page

_ROBOTS = "User-agent: *\nDisallow: /\n"


def welcome(request: HttpRequest) -> HttpResponse:
    """The first page; whoever is signed in goes on to their own."""
    if request.actor.is_signed_in:  # type: ignore[attr-defined]
        return moved_to(_home())
    return page(request, "public/welcome.html")


def about(request: HttpRequest) -> HttpResponse:
    """What this is, how words are kept in one sentence, and who runs it."""
    return _text(
        request, "about", template="public/about.html", sealed=page_text("sealed", _language(request))
    )


def limits(request: HttpRequest) -> HttpResponse:
    """What can be protected here and what cannot."""
    return _text(request, "limits")


def kept(request: HttpRequest) -> HttpResponse:
    """How words are kept."""
    return _text(request, "sealed")


def agreement(request: HttpRequest) -> HttpResponse:
    """How people are with each other here."""
    return _text(request, "agreement")


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are to keep nothing of this site."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


def _text(
    request: HttpRequest, name: str, *, template: str = "public/text.html", **more: object
) -> HttpResponse:
    return page(request, template, {"text": page_text(name, _language(request)), **more})


def _language(request: HttpRequest) -> str:
    return str(request.language)  # type: ignore[attr-defined]


def _home() -> str:
    try:
        return reverse("home")
    except NoReverseMatch:  # spaces bring it
        return reverse("account")
