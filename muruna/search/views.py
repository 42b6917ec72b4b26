"""The page with the one box."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.search import own, queries
from muruna.search.forms import FindForm
from muruna.search.index.asking import warm
from muruna.ui.pages import page

MOST = 40  # hits on the page after "show more"


def find(request: HttpRequest) -> HttpResponse:
    """Ask, and see what answers. What was asked is kept nowhere."""
    if request.method != "POST":
        warm()  # while somebody types
        return _page(request, FindForm())
    form = FindForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, **_answer(request, form))


def _answer(request: HttpRequest, form: FindForm) -> dict[str, Any]:
    actor, words = request.actor, form.cleaned_data["words"]  # type: ignore[attr-defined]
    answer = queries.find_for(
        actor,
        words,
        kinds=form.kinds,
        languages=tuple(filter(None, [form.cleaned_data.get("language")])),
        page_language=request.language,  # type: ignore[attr-defined]
        most=MOST if "more" in request.POST else queries.MOST,
    )
    if form.is_own:
        return {"own": own.find_own(actor, words), "shows_numbers": answer.shows_numbers, "asked": words}
    return {"answer": answer, "shows_numbers": answer.shows_numbers, "asked": words}


def _page(request: HttpRequest, form: FindForm, *, status: int = 200, **found: Any) -> HttpResponse:
    # The language switch leads back to the empty box: what was asked does not travel in an address.
    context = {"form": form, "come_back_to": request.path, **found}
    return page(request, "search/find.html", context, status=status)
