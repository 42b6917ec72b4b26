"""The library, one strategy, and how it went."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, may, visible
from muruna.foundation.clock import today
from muruna.language import current
from muruna.strategies import labels, queries
from muruna.strategies.actions import trying
from muruna.strategies.forms import TriedForm
from muruna.strategies.logic.library import FIELDS, SETTINGS, LawNote, Strategy, alike, chosen
from muruna.strategies.logic.tallies import WORSE
from muruna.strategies.models import Tried
from muruna.ui.formats import locale
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def index(request: HttpRequest) -> HttpResponse:
    """The fields of the library, and what is one's own."""
    actor = reader(request, Action.STRATEGY_SEE)
    every = queries.library_for(actor).values()
    fields = [
        (number, labels.FIELDS[name], labels.FIELD_LINES[name], len(chosen(every, field=name)))
        for number, name in enumerate(FIELDS, 1)
    ]
    ideas = queries.how_many_ideas(actor, current().code)
    waiting = queries.how_many_to_review(actor)
    return page(request, "strategies/index.html", {"fields": fields, "ideas": ideas, "waiting": waiting})


def field(request: HttpRequest, number: int) -> HttpResponse:
    """The strategies of one field, for one setting or all."""
    actor = reader(request, Action.STRATEGY_SEE)
    if not 1 <= number <= len(FIELDS):
        raise NotFound
    name, language = FIELDS[number - 1], current().code
    asked = request.GET.get("at", "")
    setting = asked if asked in SETTINGS and asked != "anywhere" else ""
    found = chosen(queries.library_for(actor).values(), field=name, setting=setting)
    told = {
        "name": labels.FIELDS[name],
        "line": labels.FIELD_LINES[name],
        "tabs": _tabs(actor, number, setting),
        "found": [(one, one.text(language), labels.EVIDENCE[one.evidence]) for one in found],
    }
    return page(request, "strategies/field.html", told)


def _tabs(actor: Any, number: int, setting: str) -> list[tuple[str, str, bool]]:
    here = to(actor, "ways-field", number=number)
    return [(_("All"), here, not setting)] + [
        (labels.SETTINGS[one], f"{here}?at={one}", one == setting) for one in SETTINGS if one != "anywhere"
    ]


def one(request: HttpRequest, which: str) -> HttpResponse:
    """One strategy, whole."""
    actor = reader(request, Action.STRATEGY_SEE)
    return page(request, "strategies/one.html", _seen(actor, queries.strategy(actor, which)))


def _seen(actor: Any, found: Strategy) -> dict[str, Any]:
    language = current().code
    text = found.text(language)
    return {
        "strategy": found,
        "text": text,
        "is_other_language": text.language != language,
        "has_moved_on": found.has_moved_on(language),
        "is_due": found.is_due(today()),
        "evidence": labels.EVIDENCE[found.evidence],
        "settings": [labels.SETTINGS[name] for name in found.settings],
        "tested_with": found.tested_with.get(language) or found.tested_with["en"],
        "laws": _laws(found, language),
        "alike": [(other, other.text(language)) for other in alike(found, queries.library_for(actor))],
        "number": FIELDS.index(found.field) + 1,
        "field_name": labels.FIELDS[found.field],
        **told_context(actor, found.id),
    }


def _laws(found: Strategy, language: str) -> dict[str, list[tuple[LawNote, str]]]:
    """By country, each named once: its notes with their words."""
    laws: dict[str, list[tuple[LawNote, str]]] = {}
    for note in found.law:
        country = locale().territories[note.country.upper()]
        laws.setdefault(country, []).append((note, note.words.get(language) or note.words["en"]))
    return laws


def told_context(actor: Any, strategy: str) -> dict[str, Any]:
    """How it went for others, and for the reader."""
    shown = queries.how_it_went(strategy)
    mine = next((told for told in queries.my_tries(actor) if told.strategy == strategy), None)
    return {
        "went": shown.everybody,
        "went_by": [(labels.SITUATIONS[name], told) for name, told in shown.by_situation.items()],
        "mine": mine,
        "mine_words": labels.OUTCOMES[mine.answer.outcome] if mine else "",
        "went_badly": mine is not None and mine.answer.outcome == WORSE,
        "may_ask": may(actor, Action.REQUEST_WRITE, actor.space),
    }


def tell(request: HttpRequest, which: str) -> HttpResponse:
    """Tell how it went."""
    actor = reader(request, Action.STRATEGY_SEE)
    found = queries.strategy(actor, which)
    back = to(actor, "way", which=which)
    return tell_page(request, actor, found.id, found.text(current().code).title, back)


def tell_page(request: HttpRequest, actor: Any, strategy: str, title: str, back: str) -> HttpResponse:
    """The form for how it went, for a strategy of the library or a member's."""
    mine = next((told for told in queries.my_tries(actor) if told.strategy == strategy), None)
    initial = mine and {
        "outcome": mine.answer.outcome, "situations": list(mine.answer.situations), "words": mine.words
    }  # fmt: skip
    return form_page(
        request, TriedForm, template="strategies/tell.html",
        deed=lambda form: trying.tell_how_it_went(
            actor=actor, strategy=strategy, outcome=form.cleaned_data["outcome"],
            situations=tuple(form.cleaned_data["situations"]), words=form.cleaned_data["words"],
        ),
        done=lambda _row: f"{back}#mine", initial=initial or {},
        context={"strategy_title": title, "back": back},
        said=lambda form: _said_told(form.cleaned_data["outcome"]),
    )  # fmt: skip


def _said_told(outcome: str) -> str:
    if outcome == WORSE:
        return _("It is kept, and it counts. What you can do now stands below it.")
    return _("Thank you. It is kept, and it counts.")


def mine(request: HttpRequest) -> HttpResponse:
    """What I tried, in my own words."""
    actor = reader(request, Action.STRATEGY_SEE)
    tries = queries.my_tries(actor)
    titles = queries.titles_of(actor, (told.strategy for told in tries), current().code)
    rows = [(told, titles.get(told.strategy, ""), labels.OUTCOMES[told.answer.outcome]) for told in tries]
    return page(request, "strategies/mine.html", {"rows": rows, "form": ConfirmForm()})


def take_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let go of what I told."""
    actor = reader(request, Action.STRATEGY_SEE)
    back = to(actor, "ways-mine")
    if request.method != "POST" and not visible(actor, Action.STRATEGY_TRY, Tried).filter(pk=id).exists():
        raise NotFound
    return form_page(
        request, ConfirmForm, template="strategies/take_back.html",
        deed=lambda _form: trying.take_back(actor=actor, tried_id=id),
        done=lambda _none: back, context={"back": back}, said=_("It is gone."),
    )  # fmt: skip
