"""The switch of language in the middle of a form: the same page again, with what was typed, nothing done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from muruna.language import language_of, offered
from muruna.language.choice import keep

FIELD = "read_in"  # the name of the switch's buttons, which belong to the page's form
UNSENT = "unsent"  # what app.js adds to a form whose page goes away under it: give the words back, do nothing

# Accounts comes later in the list of packages and knows how to show words that found no form.
_last_resorts: list[Callable[[HttpRequest, QueryDict], HttpResponse | None]] = []


def words_without_a_form(
    show: Callable[[HttpRequest, QueryDict], HttpResponse | None],
) -> Callable[[HttpRequest, QueryDict], HttpResponse | None]:
    """Register what shows words that no form of the page took; usable as a decorator."""
    _last_resorts.append(show)
    return show


def wished(request: HttpRequest) -> str:
    """The offered code that a button of the switch sent along with a form, or an empty text."""
    if request.method != "POST":
        return ""
    # What cannot be read is refused here: read again, Django would give an empty form in its place.
    wish = request.POST.get(FIELD, "")
    return wish if wish in {language.code for language in offered()} else ""


def typed(request: HttpRequest) -> QueryDict | None:
    """What stood in the form when its reader asked for another language, or None."""
    return getattr(request, "typed", None)


def was_taken(request: HttpRequest) -> None:
    """A form of the page shows what was typed."""
    request.typed_was_taken = True  # type: ignore[attr-defined]


class SwitchMiddleware:
    """Turns a form that was sent by the switch, or only for its words, into a mere reading of its page.

    Stands last, so that the form's mark against forgery was checked before: no other site can fill our forms.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Read the page with `request.typed`; no view sees what came as something to be done."""
        code = wished(request)
        if not code and not (request.method == "POST" and UNSENT in request.POST):
            return None
        words = request.POST
        request.typed = words  # type: ignore[attr-defined]
        request.method, request.POST = "GET", QueryDict()  # type: ignore[assignment]
        answer = view(request, *args, **kwargs)
        if not getattr(request, "typed_was_taken", False):
            with translation.override(language_of(code or request.language).django_code):  # type: ignore[attr-defined]
                answer = next(filter(None, (show(request, words) for show in _last_resorts)), answer)
        if code:
            keep(request, answer, code)
        return answer
