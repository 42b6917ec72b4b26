"""The plan of whom to tell."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.foundation.vault import TooLong
from muruna.strategies import labels, queries
from muruna.strategies.actions import planning
from muruna.strategies.forms import PersonForm, PlacesForm
from muruna.strategies.logic.who_knows import Plan, cautions, good_first
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page


def _home(actor: Any) -> str:
    return to(actor, "plan")


def _fits(deed: Any) -> Any:
    """The deed, with what does not fit said in words."""

    def done(form: Any) -> Any:
        try:
            return deed(form)
        except (TooLong, ValueError) as refusal:
            if isinstance(refusal, ValidationError):
                raise
            raise ValidationError(
                _("The plan is full. Please shorten something, or take somebody out.")
            ) from None

    return done


def plan(request: HttpRequest) -> HttpResponse:
    """My people in my order, safe places, and what if it goes badly."""
    actor = reader(request, Action.WHO_KNOWS)
    mine = queries.my_plan(actor)
    return form_page(
        request, PlacesForm, template="strategies/plan.html",
        deed=_fits(lambda form: planning.save_places(
            actor=actor, places=form.cleaned_data["places"], if_bad=form.cleaned_data["if_bad"]
        )),
        done=lambda _none: _home(actor), initial={"places": mine.places, "if_bad": mine.if_bad},
        context={**_shown(mine), "confirm": ConfirmForm()}, said=_("Saved."),
    )  # fmt: skip


def _shown(mine: Plan) -> dict[str, Any]:
    people = [
        {
            "entry": entry,
            "knows": labels.KNOWS[entry.knows],
            "safe": labels.SAFE[entry.safe],
            "depends": [labels.DEPENDS[name] for name in entry.depends],
            "cautions": [labels.CAUTIONS[name] for name in cautions(entry, mine)],
        }
        for entry in mine.people
    ]
    return {"plan": mine, "people": people, "first": good_first(mine)}


def person(request: HttpRequest, who: str = "") -> HttpResponse:
    """Add somebody, or change what I wrote of them."""
    actor = reader(request, Action.WHO_KNOWS)
    mine = queries.my_plan(actor)
    entry = next((one for one in mine.people if one.id == who), None)
    if who and entry is None:
        raise NotFound
    initial = entry and {
        "name": entry.name, "knows": entry.knows, "safe": entry.safe, "depends": list(entry.depends),
        "plan": entry.plan,
    }  # fmt: skip
    return form_page(
        request, PersonForm, template="strategies/person.html",
        deed=_fits(lambda form: planning.save_person(actor=actor, entry=form.entry(who))),
        done=lambda _none: _home(actor), initial=initial or {},
        context={"entry": entry, "back": _home(actor)}, said=_("Saved."),
    )  # fmt: skip


def move(request: HttpRequest, who: str) -> HttpResponse:
    """One place earlier or later."""
    actor = reader(request, Action.WHO_KNOWS)
    _known(actor, who)
    return form_page(
        request, ConfirmForm, template="strategies/move.html",
        deed=lambda _form: planning.move_person(
            actor=actor, id=who, earlier=request.POST.get("to") != "later"
        ),
        done=lambda _none: _home(actor), context={"back": _home(actor)},
    )  # fmt: skip


def remove(request: HttpRequest, who: str) -> HttpResponse:
    """Take somebody out of the plan."""
    actor = reader(request, Action.WHO_KNOWS)
    entry = _known(actor, who) if request.method == "GET" else None
    return form_page(
        request, ConfirmForm, template="strategies/remove.html",
        deed=lambda _form: planning.remove_person(actor=actor, id=who),
        done=lambda _none: _home(actor), context={"back": _home(actor), "entry": entry}, said=_("Saved."),
    )  # fmt: skip


def _known(actor: Any, id: str) -> Any:
    entry = next((one for one in queries.my_plan(actor).people if one.id == id), None)
    if entry is None:
        raise NotFound
    return entry


def drop(request: HttpRequest) -> HttpResponse:
    """Let go of the whole plan."""
    actor = reader(request, Action.WHO_KNOWS)
    return form_page(
        request, ConfirmForm, template="strategies/drop.html",
        deed=lambda _form: planning.drop_plan(actor=actor),
        done=lambda _none: _home(actor), context={"back": _home(actor)}, said=_("It is gone."),
    )  # fmt: skip
