"""Answers that come from a second window, after the first one has finished: said, shown, and not lost."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import NotFound
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page, moved_to, page
from muruna.wellbeing.actions import answering as deeds
from muruna.wellbeing.asked import Asked, asked_here
from muruna.wellbeing.forms import QuestionsForm
from muruna.wellbeing.logic.answering import PACKS
from muruna.wellbeing.logic.diary import Answers, Sitting
from muruna.wellbeing.views.unfinished import dark

Chosen = dict[str, dict[str, str | None]]


def over(request: HttpRequest, actor: Any, id: UUID, kept: list[Answers]) -> HttpResponse:
    """On to the results; or, where something else was chosen here, a page that says so."""
    if not kept:
        raise NotFound
    there, here = to(actor, "day-sitting", id=id), asked_here(actor)
    form = _form(request, here)
    sent = form.answers if form is not None and form.is_valid() and form.goes != "pass" else {}
    if form is None or not _differs(sent, kept):
        return moved_to(there)
    told = {**_told(actor, form, sent, kept), "there": there}
    if request.POST.get("again") != "on":
        return page(request, "wellbeing/elsewhere.html", told, status=422)
    return form_page(
        request, ConfirmForm, template="wellbeing/elsewhere.html", context=told,
        deed=lambda _form: _begin(actor, _asks(here, {*sent, *(one.of for one in kept)}), sent),
        done=lambda id: to(actor, "day-answer", id=id),
    )  # fmt: skip


def _form(request: HttpRequest, here: Mapping[str, Asked]) -> QuestionsForm | None:
    """What was chosen here, whatever was asked; nothing where nothing was."""
    every = (each for asked in here.values() for each in asked.questions)
    chosen = [one for one in every if request.POST.get(one.name)]
    return QuestionsForm(request.POST, questions=chosen, given={}, is_one=False) if chosen else None


def _differs(sent: Chosen, kept: list[Answers]) -> bool:
    before = {one.of: one.given for one in kept}
    return any(
        before.get(of, {}).get(link) != code for of, given in sent.items() for link, code in given.items()
    )


def _asks(here: Mapping[str, Asked], named: set[str]) -> list[str]:
    """What was asked: a pack whole, or what is named, in the order of the library."""
    whole = next((asks for asks in PACKS.values() if len(named) > 1 and named <= set(asks)), named)
    order = whole if isinstance(whole, tuple) else here
    return [one for one in order if one in here and one in whole]


def _told(actor: Any, form: QuestionsForm, sent: Chosen, kept: list[Answers]) -> dict[str, Any]:
    places = {one.name: form.cleaned_data[one.name] for one in form.questions}
    as_sent = Sitting(at=kept[0].at, asks=tuple(sent), one_by_one=False, given=sent)
    return {
        "chosen": [(one.words, one.choices[int(places[one.name])][1]) for one in form.questions],
        "hidden": {**places, "again": "on", "go": "on"}, "press": ConfirmForm(), "finished": kept[0].at,
        **dark(actor, as_sent, asked_here(actor)),
    }  # fmt: skip


def _begin(actor: Any, asks: list[str], sent: Chosen) -> str:
    id = deeds.begin_answering(actor=actor, asks=asks, one_by_one=False)
    deeds.give_answers(actor=actor, sitting_id=id, given=sent)
    return str(id)
