"""The switch of language, on every page, without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from muruna.language.choice import keep
from muruna.language.logic.places import safe_place


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and go back to the same page; an unknown language changes nothing."""
    answer = HttpResponseRedirect(safe_place(request.POST.get("next")))
    answer.status_code = 303
    keep(request, answer, request.POST.get("language", ""))
    return answer
