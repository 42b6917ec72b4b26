"""Taking figures along: as a file that is made now and kept nowhere, or as one sheet of paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.ui.formats import day, own_day
from muruna.ui.inside import to
from muruna.ui.pages import page
from muruna.wellbeing import labels, meanings
from muruna.wellbeing.asked import WITH_RESPONDER, Asked, known_here, was_said
from muruna.wellbeing.files import as_bundle, as_table
from muruna.wellbeing.forms import CopyForm
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from muruna.wellbeing.results import Series, series, table
from muruna.wellbeing.shown import chart_data, leaving
from muruna.wellbeing.sources import short_rule_of
from muruna.wellbeing.unnamed import has_names, without_names
from muruna.wellbeing.views.frame import reader


def copy(request: HttpRequest) -> HttpResponse:
    """The figures as a file, or on to the sheet."""
    actor = reader(request)
    answers, here = _leaving(actor)
    form = CopyForm(
        request.POST if request.method == "POST" else None, initial={"shape": "fhir"},
        has_names=has_names(answers, here),
    )  # fmt: skip
    if not form.is_valid():
        told = {"form": form, "leaves_out": _leaves_out(actor), "back": to(actor, "days")}
        return page(request, "wellbeing/copy.html", told, status=422 if form.is_bound else 200)
    if not form.cleaned_data.get("named"):
        answers, here = without_names(answers, here)
    return _file(*(as_bundle if form.cleaned_data["shape"] == "fhir" else as_table)(answers, here))


def _file(text: str, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notes-{own_day().isoformat()}.{ending}"'
    return response


def _leaving(actor: Any) -> tuple[list[Answers], dict[str, Asked]]:
    here = dict(known_here(actor))
    return leaving(list(reversed(diary(actor).of(Answers))), here), here


def _leaves_out(actor: Any) -> bool:
    """Whether an answer about very dark thoughts was given, which is on no copy."""
    known = known_here(actor)
    return any(
        one.of in WITH_RESPONDER and was_said(known[one.of], one.given)
        for one in diary(actor).of(Answers) if one.of in known
    )  # fmt: skip


def sheet(request: HttpRequest) -> HttpResponse:
    """One sheet of paper, to take to a doctor or to keep."""
    actor = reader(request)
    answers, here = _leaving(actor)
    is_named, has_more = request.GET.get("named") == "on", has_names(answers, here)
    found = _found(*(answers, here) if is_named else without_names(answers, here))
    told = {
        "found": found, "made_on": own_day(), "is_named": is_named, "has_names": has_more,
        "leaves_out": _leaves_out(actor),
        "caveats": meanings.CAVEATS if any(one["change"] for one in found) else (),
        "has_band": any(one["chart"] and one["chart"]["band"] for one in found),
        "back": to(actor, "day-copy"),
    }  # fmt: skip
    return page(request, "wellbeing/sheet.html", told)


def _found(answers: list[Answers], here: dict[str, Asked]) -> list[dict[str, Any]]:
    by_kind: dict[str, list[Answers]] = {}
    for one in answers:
        by_kind.setdefault(one.of, []).append(one)
    return [_on_paper(series(by_kind[of], asked)) for of, asked in here.items() if of in by_kind]


def _on_paper(found: Series) -> dict[str, Any]:
    instrument, rows = found.asked.instrument, table(found)
    return {
        "title": found.title, "name": found.asked.words.name, "instrument": instrument,
        "figures": [(day(row["at"], "medium"), row["figure"] or "–") for row in rows[:6]],
        "parts": found.results[-1].parts,
        "step": labels.CHANGES[found.step.kind] if found.step and found.has_turned else "",
        "change": labels.CHANGES[found.latest.kind] if found.latest else "",
        "rule": short_rule_of(found.asked),
        "chart": chart_data(found.chart) if found.chart and len(found.chart.points) > 1 else None,
    }  # fmt: skip
