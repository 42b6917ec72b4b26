"""The plan taken along: on a sheet, on a card, and on a device without a network."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from muruna.access import Action
from muruna.accounts.device import forget_copy, owner_mark, remember_copy
from muruna.goals.forms.hard_times import HereForm
from muruna.goals.logic import hard_times as logic
from muruna.goals.logic.pocket_card import panels
from muruna.goals.logic.sheet import setting_for
from muruna.goals.queries import hard_times as queries
from muruna.goals.views.hard_times import shown
from muruna.safeguarding.logic.directory import GSM_EMERGENCY
from muruna.ui.formats import day, own_day
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def sheet(request: HttpRequest) -> HttpResponse:
    """The whole plan on one sheet, with room to write where nothing stands yet."""
    plan = queries.my_hard_times(reader(request, Action.HARD_TIMES))
    setting = setting_for([[line.text for line in part.lines] for part in plan.parts])
    context = {"parts": shown(plan), "paper_class": setting}
    return page(request, "goals/hard_times_sheet.html", context)


def card(request: HttpRequest) -> HttpResponse:
    """The plan on eight panels of a sheet that is folded three times."""
    plan = queries.my_hard_times(reader(request, Action.HARD_TIMES))
    made, left_out = panels((str(one["title"]), [cut for _line, cut in one["lines"]]) for one in shown(plan))
    context = {"panels": made, "left_out": left_out, "paper_class": "plan-card"}
    return page(request, "goals/hard_times_card.html", context)


def here(request: HttpRequest) -> HttpResponse:
    """A sealed copy on this device: made and taken away by the page itself; the server learns only which."""
    actor = reader(request, Action.HARD_TIMES)
    words = _to_seal(queries.my_hard_times(actor))
    opens_at, owner = reverse("kept"), owner_mark(actor)
    answer = form_page(
        request, HereForm, template="goals/hard_times_here.html",
        deed=lambda form: form.cleaned_data["what"], done=lambda _what: to(actor, "hard-times-here"),
        context={"words": words, "opens_at": opens_at, "opens_at_shown": request.get_host() + opens_at,
                 "owner": owner, "country": actor.space.country.lower()},
    )  # fmt: skip
    return _remembered(answer, request.POST.get("what", ""), owner) if request.method == "POST" else answer


def _to_seal(plan: logic.Plan) -> list[dict[str, Any]]:
    parts = [one for one in shown(plan) if one["lines"]]
    words: list[dict[str, Any]] = [
        {"title": str(one["title"]), "lines": [cut for _line, cut in one["lines"]]} for one in parts
    ]
    made = _("This copy is of %(day)s: what was changed later is not in it.") % {"day": day(own_day())}
    return [*words, {"note": made}]


def _remembered(answer: HttpResponse, what: str, owner: str) -> HttpResponse:
    if answer.status_code in {204, 303}:
        if what == "keep":
            remember_copy(answer, owner)
        else:
            forget_copy(answer)
    return answer


@csrf_exempt  # it only lets go of one cookie, and no form of another site can send this header
def kept(request: HttpRequest) -> HttpResponse:
    """The page that opens what is kept on a device; the same for everybody, and empty of everybody.

    Its script says when the copy was taken away there, signed in or not.
    """
    if request.method == "POST" and request.headers.get("X-Fragment"):
        answer = HttpResponse(status=204)
        forget_copy(answer)
        return answer
    asked, names = request.GET.get("in", ""), dict(queries.country_names(request.language))  # type: ignore[attr-defined]
    country = asked if asked in names else ""
    return page(request, "goals/kept.html", {
        "emergencies": queries.emergencies_of(country) if country else [], "country": country,
        "gsm": GSM_EMERGENCY, "place": names.get(country, ""),
    })  # fmt: skip


def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers without a network, in browsers whose owner chose to keep a copy."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> str:
    return (Path(__file__).parent.parent / "static" / "goals" / "worker.js").read_text("utf-8")
