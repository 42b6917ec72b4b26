"""The page with the one box, and the page that answers: no address of either carries what was asked."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from muruna.language.switch import typed
from muruna.search import asked, own, queries
from muruna.search.forms import FindForm
from muruna.search.index.asking import warm
from muruna.ui.pages import page

MOST = 40  # hits on the page after "show more"


def find(request: HttpRequest) -> HttpResponse:
    """Ask. The question goes to the next page in a sealed cookie, and is kept nowhere else."""
    if request.method != "POST":
        warm()  # while somebody types
        return _page(request, FindForm(languages=_languages(request)))
    form = FindForm(request.POST, languages=_languages(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    number = asked.number_of(request, form.sending, form.asked)
    address = f"{_address(request, 'found')}?{asked.NUMBER}={number}"
    return asked.remember(request, HttpResponseRedirect(address, status=303), number, form.asked)


def found(request: HttpRequest) -> HttpResponse:
    """See what answers the question of a moment ago, as often as one comes back to it."""
    question = asked.recall(request)
    form = FindForm({**(question or {}), "key": str(uuid.uuid4())}, languages=_languages(request))
    if question is not None and form.is_valid():
        # After a switch of language the box has what stood in it by then; the answers stay.
        box = FindForm(languages=_languages(request)) if typed(request) else form
        return _page(request, box, **_answer(request, form), come_back_to=request.get_full_path())
    if typed(request):
        return _page(request, FindForm(languages=_languages(request)))
    return asked.forget(request, HttpResponseRedirect(_address(request, "find"), status=303))


def _answer(request: HttpRequest, form: FindForm) -> dict[str, Any]:
    actor, words = request.actor, form.cleaned_data["words"]  # type: ignore[attr-defined]
    answer = queries.find_for(
        actor,
        words,
        kinds=form.kinds,
        languages=tuple(filter(None, [form.cleaned_data.get("language")])),
        page_language=request.language,  # type: ignore[attr-defined]
        most=MOST if form.wants_more else queries.MOST,
    )
    if form.is_own:
        return {"own": own.find_own(actor, words), "shows_numbers": answer.shows_numbers, "asked": words}
    return {"answer": answer, "shows_numbers": answer.shows_numbers, "asked": words}


def _languages(request: HttpRequest) -> set[str]:
    """In which languages there is something to read, and the reader's own."""
    actor = request.actor  # type: ignore[attr-defined]
    own = {actor.person.language, request.language}  # type: ignore[attr-defined]
    return own | queries.languages_to_read(actor, but=own)


def _address(request: HttpRequest, name: str) -> str:
    return reverse(name, kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]


def _page(request: HttpRequest, form: FindForm, *, status: int = 200, **more: Any) -> HttpResponse:
    # The language switch sends the box along, with whatever stands in it by then, and shows it again; from
    # the page that answers it comes back to the answers.
    context = {"form": form, "come_back_to": _address(request, "find"), **more}
    return page(request, "search/find.html", context, status=status)
