"""What I practise, and how sure I feel about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action
from muruna.goals import labels
from muruna.goals.actions import practices as deeds
from muruna.goals.forms import own as forms
from muruna.goals.queries.own import my_practices, one_practice
from muruna.goals.views.frame import fits, press
from muruna.language import current
from muruna.strategies.labels import OUTCOMES
from muruna.strategies.queries import is_there, library_for, my_tries, published_ideas, titles_of
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page

CHANGE = Action.PRACTICE_CHANGE


def _strategies(actor: Any) -> list[tuple[str, str]]:
    """Ids and titles of all that could be tried, those that the reader tried first."""
    language = current().code
    titles = {id: one.text(language).title for id, one in library_for(actor).items()}
    titles |= {f"idea:{one.pk}": one.words["title"] for one in published_ideas(actor, language)}
    tried = [told.strategy for told in my_tries(actor) if told.strategy in titles]
    rest = sorted((id for id in titles if id not in tried), key=lambda id: titles[id])
    return [(id, titles[id]) for id in (*tried, *rest)]


def index(request: HttpRequest) -> HttpResponse:
    """What I practise."""
    actor = reader(request, CHANGE)
    rows = [(one, labels.CHANGES.get(one.words.change, "")) for one in my_practices(actor)]
    return page(request, "goals/practices.html", {"rows": rows})


def new(request: HttpRequest) -> HttpResponse:
    """Begin to practise something."""
    actor = reader(request, CHANGE)
    return form_page(
        request, forms.NewPracticeForm, template="goals/practice_new.html",
        deed=fits(lambda form: deeds.begin_practice(
            actor=actor, sure=int(form.cleaned_data["sure"]), **_brought(form)
        )),
        done=lambda row: to(actor, "sure-one", id=row.pk),
        context={"back": to(actor, "sure"), "practice": None},
        form_options={"strategies": _strategies(actor)},
    )  # fmt: skip


def _brought(form: Any) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("what", "strength", "strategy")}


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One practice, from the first figure to the last."""
    actor = reader(request, CHANGE)
    found = one_practice(actor, id)
    told = {"row": found.row, "practice": found.words, "change": labels.CHANGES.get(found.words.change, ""),
            **_strategy(actor, found.words.strategy)}  # fmt: skip
    return page(request, "goals/practice.html", told)


def _strategy(actor: Any, id: str) -> dict[str, Any]:
    """Title and addresses of the strategy that is tried, as far as it is still there."""
    title = titles_of(actor, [id], current().code).get(id) if is_there(actor, id) else None
    if not title:
        return {"strategy": None}
    kind, _colon, idea = id.partition(":")
    name, which = ("idea", {"id": idea}) if idea else ("way", {"which": library_for(actor)[kind].code})
    args = {"code": actor.space.code, **which}
    told = next((one for one in my_tries(actor) if one.strategy == id), None)
    went = OUTCOMES[told.answer.outcome] if told else ""
    return {"strategy": title, "strategy_url": reverse(name, kwargs=args),
            "tell_url": reverse(f"{name}-tell", kwargs=args), "told": told, "went": went}  # fmt: skip


def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """What I practise, in other words."""
    actor = reader(request, CHANGE)
    stands, back = one_practice(actor, id).words, to(actor, "sure-one", id=id)
    return form_page(
        request, forms.PracticeForm, template="goals/practice_new.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.change_practice(
            actor=actor, id=id, version=form.seen, **_brought(form)
        ), lambda: stands.version),
        form_options={"strategies": _strategies(actor)}, initial=vars(stands),
        context={"back": back, "practice": stands}, said=_("Saved."),
    )  # fmt: skip


def again(request: HttpRequest, id: UUID) -> HttpResponse:
    """How sure I feel now."""
    actor = reader(request, CHANGE)
    stands, back = one_practice(actor, id).words, to(actor, "sure-one", id=id)
    return form_page(
        request, forms.LookAgainForm, template="goals/again.html", done=lambda _none: back,
        deed=fits(lambda form: deeds.look_again(
            actor=actor, id=id, sure=int(form.cleaned_data["sure"]), changed=form.cleaned_data["changed"]
        )),
        context={"practice": stands, "back": back},
    )  # fmt: skip


def delete(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let go of a practice."""
    actor = reader(request, CHANGE)
    if request.method != "POST":
        one_practice(actor, id)
    return press(
        request, deed=lambda: deeds.delete_practice(actor=actor, id=id), back=to(actor, "sure"),
        text=_("It is deleted with its figures and words. Nobody can bring it back."), submit=_("Delete"),
        heading=_("Delete this practice"), kind="danger", said=_("It is gone."),
    )  # fmt: skip
