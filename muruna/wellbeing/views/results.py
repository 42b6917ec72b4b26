"""What came out, in plain words, and how it changes over time."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import NotFound
from muruna.ui.addresses import code_of
from muruna.ui.formats import day
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page
from muruna.wellbeing import labels, meanings
from muruna.wellbeing.actions.turning import turn_to_responder, turn_waiting_request
from muruna.wellbeing.asked import known_here
from muruna.wellbeing.forms import TurnForm
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.named import Standing, named_here, standing
from muruna.wellbeing.numbers import to_call
from muruna.wellbeing.queries import diary
from muruna.wellbeing.results import Result, Series, result, series, table
from muruna.wellbeing.shown import chart_data
from muruna.wellbeing.sources import numbered, sourced
from muruna.wellbeing.views.frame import reader


def sitting(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was answered at one time: each figure with what it means, does not mean, and what can follow."""
    actor = reader(request)
    mine, here = diary(actor), known_here(actor)
    answers = mine.sitting(id) or [mine.one(id, Answers)]
    found = [result(one, here.get(one.of)) for one in answers]
    told = {
        "results": found, "at": answers[0].at, "numbers": to_call(actor.space), "back": to(actor, "days"),
        "is_heavy": any(one.is_heavy for one in found),
        "numbered": numbered(*([*one.says, *one.not_meant] for one in found)),
        "longer": {id: one for id, one in here.items() if one.is_asked}, **_watched(actor, found),
    }  # fmt: skip
    return page(request, "wellbeing/sitting.html", told)


def _watched(actor: Any, found: list[Result]) -> dict[str, Any]:
    """Who is there for a worrying answer, where there was one."""
    is_watched = any(one.is_watched for one in found)
    named = named_here(actor) if is_watched else None
    may_ask = named is not None and named.responder_id != actor.membership.pk
    return {"is_watched": is_watched, "answered_for": named, "may_ask": may_ask}


def turn_to(request: HttpRequest) -> HttpResponse:
    """Ask whoever is there for a worrying answer for a talk; nothing is sent that is not written here."""
    actor = reader(request)
    named = named_here(actor)
    if named is None:
        raise NotFound
    now = standing(actor, named)
    told = {
        "now": now, "named": named, "numbers": to_call(actor.space), "back": to(actor, "days"),
        "press": ConfirmForm(),
    }  # fmt: skip
    if now.waits and "words" not in request.POST:
        return form_page(
            request, ConfirmForm, template="wellbeing/turn.html", context=told,
            deed=lambda _form: turn_waiting_request(actor=actor), done=lambda _request: to(actor, "asked"),
        )  # fmt: skip
    return _turn_with_words(request, actor, now, told)


def _turn_with_words(request: HttpRequest, actor: Any, now: Standing, told: Any) -> HttpResponse:
    return form_page(
        request, TurnForm, template="wellbeing/turn.html", form_options={"languages": now.languages},
        deed=lambda form: turn_to_responder(
            actor=actor, words=form.cleaned_data["words"], also_speaks=form.also_speaks
        ),
        done=lambda _request: to(actor, "asked"), initial={"words": _("I would like to talk.")}, context=told,
    )  # fmt: skip


def over_time(request: HttpRequest) -> HttpResponse:
    """Everything that I have answered, to look at over time."""
    actor = reader(request)
    mine, here = diary(actor), known_here(actor)
    lines = [
        (here[one].words.title if one in here else "", code_of(one), mine.series(one))
        for one in mine.answered()
    ]
    return page(request, "wellbeing/over_time.html", {"lines": lines, "back": to(actor, "days")})


def series_page(request: HttpRequest, which: str) -> HttpResponse:
    """One questionnaire over time: a picture, a table beside it, and what may be said about the change."""
    actor = reader(request)
    mine, here = diary(actor), known_here(actor)
    asked = next((one for one in here.values() if one.code == which), None)
    answers = mine.series(asked.id) if asked else []
    if asked is None or not answers:
        raise NotFound
    found = series(answers, asked, mine.marks)
    told = {
        "series": found, "table": [_row(one) for one in table(found)], "back": to(actor, "day-time"),
        "first": _ends(found)[0], "last": _ends(found)[1], **_around(found), **_hard(actor, found),
    }  # fmt: skip
    return page(request, "wellbeing/series.html", told)


def _around(found: Series) -> dict[str, Any]:
    """The picture, the words for changes, and what to keep in mind, with its sources."""
    caveats = sourced(meanings.CAVEATS, found.asked)
    rule = [found.rule] if found.latest else []
    return {
        "data": chart_data(found.chart) if found.chart else None, "caveats": caveats,
        "changes": labels.CHANGES, "lines": labels.CHANGE_LINES,
        "numbered": numbered(rule, _ends(found)[1].says[:1] if found.chart else (), caveats),
    }  # fmt: skip


def _hard(actor: Any, found: Series) -> dict[str, Any]:
    """What must stand in the page where the newest answers are hard, or became harder."""
    newest = found.results[-1]
    is_hard = newest.is_heavy or newest.is_watched or found.has_turned
    is_hard = is_hard or (found.latest is not None and found.latest.kind == "changed_worse")
    return {"is_hard": is_hard, "numbers": to_call(actor.space), **_watched(actor, [newest])}


def _ends(found: Series) -> tuple[Result, Result]:
    """The first and the newest result that has a figure; of none, the first and the newest."""
    figures = [one for one in found.results if one.score is not None] or list(found.results)
    return figures[0], figures[-1]


def _row(row: Mapping[str, Any]) -> tuple[str, str, Any]:
    return day(row["at"]), row["figure"] or _("no figure"), row["against"] or "–"
