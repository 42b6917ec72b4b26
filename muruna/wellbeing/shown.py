"""Results as plain data: what a chart draws, what another person may be shown, what leaves for paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import translation

from muruna.language import current, offered
from muruna.ui.formats import day, number
from muruna.wellbeing.asked import WITH_RESPONDER, Asked, known_here
from muruna.wellbeing.logic.chart import HEIGHT, WIDTH, Chart, MarkLabel
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.meanings import CAVEATS
from muruna.wellbeing.results import Result, Series, result, series, table

SHORTER = {"phq-9": "phq-8"}  # the same questions without the one that never leaves by itself


def without_watched(one: Answers, here: Mapping[str, Asked]) -> Answers:
    """Answers as they may leave: where a question never does, those of the form that lacks it.

    The sum goes with it: a total beside the eight others would give the ninth away (science.md 1.6, rule f).
    """
    if one.of not in WITH_RESPONDER:
        return one
    short = here[SHORTER[one.of]].instrument
    given = {item.link_id: one.given.get(item.link_id) for item in short.items}
    return replace(one, of=short.id, version=short.version, given=given)


def leaving(answers: Sequence[Answers], here: Mapping[str, Asked]) -> list[Answers]:
    """What may leave of these answers, of what can be read here."""
    return [kept for one in answers if (kept := without_watched(one, here)).of in here]


def chart_data(drawn: Chart) -> dict[str, Any]:
    """The chart with its words in the reader's language, as plain data."""
    edges = drawn.plot
    return {
        "width": WIDTH, "height": HEIGHT, "from": edges[0], "to": edges[1], "path": drawn.path,
        "figures_x": drawn.figures_x,
        "points": [{"x": one.x, "y": one.y} for one in drawn.points],
        "ticks": [{"y": one.y, "figure": number(one.score)} for one in drawn.ticks],
        "days": [{"x": one.x, "day": day(one.at, "short")} for one in drawn.days],
        "marks": [{"x": one.x} for one in drawn.marks],
        "labels": [{"x": one.x, "text": _numbers(one)} for one in drawn.labels],
        "band": {"y": drawn.band[0], "height": drawn.band[1]} if drawn.band else None,
    }  # fmt: skip


def _numbers(label: MarkLabel) -> str:
    ends = dict.fromkeys((number(label.first), number(label.last)))
    return "–".join(ends)


def result_body(found: Result) -> dict[str, Any]:
    """One result as somebody else may see it: figure and words, no single answers."""
    return {
        "title": found.title,
        "lang": current().code,
        "rows": [{"day": day(found.answers.at), "figure": found.figure, "against": ""}],
        "says": [str(one.words) for one in found.says],
        "not_meant": [str(one.words) for one in found.not_meant],
        "chart": None,
        "rule": "",
    }


def series_body(found: Series) -> dict[str, Any]:
    """A series as somebody else may see it; what the person marked in their life stays theirs."""
    newest = found.results[-1]
    drawn = replace(found.chart, marks=()) if found.chart else None
    return {
        "title": found.title,
        "lang": current().code,
        "rows": [
            {"day": day(row["at"]), "figure": row["figure"], "against": str(row["against"])}
            for row in table(found)
        ],
        "says": [str(newest.says[0].words)] if newest.says else [],
        "not_meant": [str(one.words) for one in newest.not_meant],
        "chart": chart_data(drawn) if drawn else None,
        "rule": str(found.rule.words),
        "caveats": [str(one.words) for one in CAVEATS],
    }


def body_of_result(actor: Any, one: Answers) -> dict[str, Any]:
    """One result as it is shared: in every language, because another person reads it."""

    def made() -> dict[str, Any]:
        here = known_here(actor)
        kept = without_watched(one, here)
        return result_body(result(kept, here.get(kept.of)))

    return _in_each_language(made)


def body_of_series(actor: Any, answers: Sequence[Answers]) -> dict[str, Any]:
    """A series as it is shared; raises IndexError for an empty one."""

    def made() -> dict[str, Any]:
        here = known_here(actor)
        kept = [without_watched(one, here) for one in answers]
        return series_body(series(kept, here[kept[0].of]))

    return _in_each_language(made)


def _in_each_language(made: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    by = {}
    for one in offered():
        with translation.override(one.django_code):
            by[one.code] = made()
    mine = by.get(current().code) or next(iter(by.values()))
    return {"title": mine["title"], "by": by}


def title_for_reader(body: Mapping[str, Any]) -> str:
    """What a shared copy is called in the language of whoever reads it."""
    here: Mapping[str, Any] = body["by"].get(current().code, {})
    return str(here.get("title") or body["title"])
