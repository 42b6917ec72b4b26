"""What a person sees when there is nothing to see: calm pages that stand without the database."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.ui.giving_back import give_back, unsent_words
from muruna.ui.pages import page


def not_found(request: HttpRequest, exception: Exception | None = None, **_more: Any) -> HttpResponse:
    """404 for "not there" and "not yours" alike: the page never tells which. Words typed for it come back."""
    if unsent_words(request):
        words = {
            "name": _("Not here"),
            "heading": _("Your words are still here"),
            "text": _("The page they were for is not here any more. Nothing was sent."),
        }
        return give_back(request, "ui/words_back.html", words, status=404)
    return _fault(
        request,
        404,
        name=_("Not here"),
        heading=_("This page is not here"),
        text=_("It may have moved, or it may be for someone else. You did nothing wrong."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came could not be understood, or was more than one sending takes."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return _fault(
            request,
            400,
            name=_("Too long"),
            heading=_("That is more than one sending takes"),
            text=_(
                "Nothing was sent. Please go back one page: the browser should still have your words. Then "
                "send them in parts, or make them shorter."
            ),
        )
    return _fault(
        request,
        400,
        name=_("Not understood"),
        heading=_("We could not understand that"),
        text=_("Please go back one page and try once more. Your words should still be there."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault, said in words and in the reader's language; the last resort needs no template."""
    try:
        return _fault(
            request,
            500,
            name=_("A moment"),
            heading=_("Something on our side is not working"),
            text=_("This is not your fault. Please go back one page and try again in a minute."),
        )
    except Exception:  # noqa: BLE001 - what broke the page may break this one too
        text = _("Something on our side is not working. Please try again in a minute.")
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def _fault(request: HttpRequest, status: int, **words: str) -> HttpResponse:
    return page(request, "ui/fault.html", words, status=status)
