"""The switch of language, on every page, without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from muruna.foundation.forgery import ForgeryMiddleware
from muruna.language.choice import keep
from muruna.language.logic.places import safe_place


@csrf_exempt  # a page that only reads sets no mark; what a person keeps still needs one
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and go back to the same page; an unknown language changes nothing."""
    is_person = getattr(getattr(request, "actor", None), "is_signed_in", False)
    answer: HttpResponse = (_choose_with_mark if is_person else _choose)(request)
    return answer


def _choose(request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect(safe_place(request.POST.get("next")))
    answer.status_code = 303
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        keep(request, answer, request.POST.get("language", ""))
    return answer


_choose_with_mark = decorator_from_middleware(ForgeryMiddleware)(_choose)
