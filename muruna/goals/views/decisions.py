"""Decision sheets."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.foundation.clock import today
from muruna.goals.actions import decisions as deeds
from muruna.goals.forms import own as forms
from muruna.goals.logic.decisions import option_of
from muruna.goals.queries.own import my_decisions, one_decision
from muruna.goals.views.frame import fits, press
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page

CHANGE = Action.DECISION_CHANGE


def index(request: HttpRequest) -> HttpResponse:
    """My sheets."""
    actor = reader(request, CHANGE)
    every = my_decisions(actor)
    told = {
        "due": [one for one in every if one.words.is_due(today())],
        "open": [one for one in every if not one.words.is_decided],
        "decided": [one for one in every if one.words.is_decided and not one.words.is_due(today())],
    }
    return page(request, "goals/decisions.html", told)


def new(request: HttpRequest) -> HttpResponse:
    """A new sheet."""
    actor = reader(request, CHANGE)
    return form_page(
        request, forms.QuestionForm, template="goals/question.html",
        deed=fits(lambda form: deeds.begin_decision(
            actor=actor, question=form.cleaned_data["question"], matters=form.cleaned_data["matters"]
        )),
        done=lambda row: to(actor, "choice", id=row.pk),
        context={"back": to(actor, "choices"), "sheet": None},
    )  # fmt: skip


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One sheet, whole."""
    actor = reader(request, CHANGE)
    found = one_decision(actor, id)
    told = {"row": found.row, "sheet": found.words, "is_due": found.words.is_due(today()),
            "confirm": ConfirmForm()}  # fmt: skip
    return page(request, "goals/decision.html", told)


def question(request: HttpRequest, id: UUID) -> HttpResponse:
    """What is to be decided, in other words."""
    actor = reader(request, CHANGE)
    sheet, back = one_decision(actor, id).words, to(actor, "choice", id=id)
    return form_page(
        request, forms.QuestionForm, template="goals/question.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.save_question(
            actor=actor, id=id, question=form.cleaned_data["question"],
            matters=form.cleaned_data["matters"], version=form.seen,
        ), lambda: sheet.version),
        initial={"question": sheet.question, "matters": sheet.matters, "version": sheet.version},
        context={"sheet": sheet, "back": back}, said=_("Saved."),
    )  # fmt: skip


def one_option(request: HttpRequest, id: UUID, option: str = "") -> HttpResponse:
    """A new option, or one in other words."""
    actor = reader(request, CHANGE)
    sheet, back = one_decision(actor, id).words, to(actor, "choice", id=id)
    known = option_of(sheet, option)
    if option and known is None:
        raise NotFound
    return form_page(
        request, forms.OptionForm, template="goals/option.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.save_option(actor=actor, id=id, option=form.option(option))),
        initial=vars(known) if known else {}, context={"sheet": sheet, "option": known, "back": back},
    )  # fmt: skip


def option_away(request: HttpRequest, id: UUID, option: str) -> HttpResponse:
    """Take an option away."""
    actor = reader(request, CHANGE)
    sheet = one_decision(actor, id).words
    return press(
        request, deed=lambda: deeds.remove_option(actor=actor, id=id, option=option), heading=sheet.question,
        text=_("What you wrote about it is deleted."), submit=_("Take out"), back=to(actor, "choice", id=id),
        kind="danger",
    )  # fmt: skip


def decide(request: HttpRequest, id: UUID) -> HttpResponse:
    """What I decide."""
    actor = reader(request, CHANGE)
    sheet, back = one_decision(actor, id).words, to(actor, "choice", id=id)
    return form_page(
        request, forms.DecideForm, template="goals/decide.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.decide(actor=actor, id=id, **_decided(form))),
        form_options={"options": sheet.options}, context={"sheet": sheet, "back": back}, said=_("Saved."),
        initial={"chosen": sheet.chosen, "words": sheet.decided, "look_on": sheet.look_on},
    )  # fmt: skip


def _decided(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("chosen", "words", "look_on")}


def look(request: HttpRequest, id: UUID) -> HttpResponse:
    """A look back."""
    actor = reader(request, CHANGE)
    sheet, back = one_decision(actor, id).words, to(actor, "choice", id=id)
    if not sheet.is_decided:
        raise NotFound
    return form_page(
        request, forms.LookForm, template="goals/look.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.look_back(actor=actor, id=id, words=form.cleaned_data["looked"])),
        initial={"looked": sheet.looked}, context={"sheet": sheet, "back": back}, said=_("Saved."),
    )  # fmt: skip


def drop_look(request: HttpRequest, id: UUID) -> HttpResponse:
    """No looking back, after all."""
    actor = reader(request, CHANGE)
    sheet = one_decision(actor, id).words
    return press(
        request, deed=lambda: deeds.drop_look(actor=actor, id=id), heading=sheet.question,
        text=_("Then nothing asks you about it any more."), submit=_("Let go of the day"),
        back=to(actor, "choice", id=id),
    )  # fmt: skip


def delete(request: HttpRequest, id: UUID) -> HttpResponse:
    """Delete a sheet."""
    actor = reader(request, CHANGE)
    if request.method != "POST":
        one_decision(actor, id)
    return press(
        request, deed=lambda: deeds.delete_decision(actor=actor, id=id), back=to(actor, "choices"),
        text=_("The whole sheet is deleted. Nobody can bring it back."), submit=_("Delete"),
        heading=_("Delete this sheet"), kind="danger", said=_("It is gone."),
    )  # fmt: skip
