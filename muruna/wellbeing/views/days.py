"""One's own days: the overview, a check-in, marks, and the way on after a hard time."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, may
from muruna.language import current
from muruna.strategies.queries import my_tries, titles_of
from muruna.ui.formats import own_day
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page
from muruna.wellbeing import labels
from muruna.wellbeing.actions import days as deeds
from muruna.wellbeing.asked import Asked, known_here, pack
from muruna.wellbeing.forms import CheckInForm, MarkForm, SetbackForm
from muruna.wellbeing.logic.answering import PACKS, minutes_for
from muruna.wellbeing.logic.diary import Kept, what_helped
from muruna.wellbeing.queries import Diary, diary
from muruna.wellbeing.views.frame import reader
from muruna.wellbeing.views.unfinished import begun, dark


def index(request: HttpRequest) -> HttpResponse:
    """What I can look at, and what I have kept."""
    actor = reader(request)
    mine, known = diary(actor), known_here(actor)
    here = {id: one for id, one in known.items() if one.is_asked}
    stopped = next((one for one in mine.unfinished if str(one.id) == request.GET.get("after")), None)
    told = {
        "packs": [_offered(name, pack(name, here)) for name in PACKS],
        "single": list(here.values()),
        "open": [begun(one, known) for one in mine.unfinished],
        "last": _last(mine),
        "has_answers": bool(mine.answered()),
        "may_allow": may(actor, Action.WELLBEING_ALLOW, actor.space),
        **dark(actor, stopped, known),
    }
    return page(request, "wellbeing/index.html", told)


def _offered(name: str, asks: list[Asked]) -> dict[str, Any]:
    questions = sum(len(one.instrument.items) for one in asks)
    return {
        "code": name, "title": labels.PACKS[name], "line": labels.PACK_LINES[name], "questions": questions,
        "minutes": minutes_for(questions),
    }  # fmt: skip


def _last(mine: Diary) -> Any:
    newest = next(iter(mine.check_ins), None)
    return newest if newest is not None and own_day(newest.at) == own_day() else None


def check_in(request: HttpRequest) -> HttpResponse:
    """How it is just now, in ten seconds."""
    actor = reader(request)
    return form_page(
        request, CheckInForm, template="wellbeing/now.html",
        deed=lambda form: deeds.check_in(
            actor=actor, mood=int(form.cleaned_data["mood"]), word=form.cleaned_data["word"],
            helped=form.cleaned_data["helped"],
        ),
        done=lambda _kept: to(actor, "days"), context={"back": to(actor, "days")}, said=_("Kept."),
    )  # fmt: skip


def check_ins(request: HttpRequest) -> HttpResponse:
    """Earlier check-ins."""
    actor = reader(request)
    rows = [(one, labels.MOODS[str(one.mood)]) for one in diary(actor).check_ins]
    return page(request, "wellbeing/earlier.html", {"rows": rows, "back": to(actor, "days")})


def marks(request: HttpRequest) -> HttpResponse:
    """What belongs beside the figures: a list, and one more."""
    actor = reader(request)
    return form_page(
        request, MarkForm, template="wellbeing/marks.html",
        deed=lambda form: deeds.mark_event(
            actor=actor, on=form.cleaned_data["on"], words=form.cleaned_data["words"]
        ),
        done=lambda _kept: to(actor, "day-marks"), initial={"on": own_day().isoformat()},
        context={"marks": diary(actor).marks, "back": to(actor, "days")}, said=_("Kept."),
    )  # fmt: skip


def setbacks(request: HttpRequest) -> HttpResponse:
    """Hard times I have written about, and the way on that I saw."""
    actor = reader(request)
    rows = diary(actor).setbacks
    return page(request, "wellbeing/again_list.html", {"rows": rows, "back": to(actor, "days")})


def look_back(request: HttpRequest) -> HttpResponse:
    """After a hard time: what happened, what helped before, the next small step, whom to tell."""
    actor = reader(request)
    helped = _helped(actor)
    return form_page(
        request, SetbackForm, template="wellbeing/again.html",
        deed=lambda form: deeds.look_back(
            actor=actor, happened=form.cleaned_data["happened"], helped=form.helped,
            step=form.cleaned_data["step"], whom=form.cleaned_data["whom"],
        ),
        done=lambda _kept: to(actor, "day-again-list"), form_options={"helped": helped},
        context={"back": to(actor, "days")}, said=_("Kept."),
    )  # fmt: skip


def _helped(actor: Any) -> list[str]:
    """From my own history: what I wrote down, then what I tried here and found helpful."""
    mine = diary(actor)
    tries = [one.strategy for one in my_tries(actor) if one.answer.outcome == "helped"]
    titles = titles_of(actor, tries, current().code)
    tried = [titles[one] for one in tries if titles.get(one)]
    return list(dict.fromkeys([*what_helped(mine.check_ins, mine.setbacks), *tried]))[:12]


def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let go of something kept."""
    actor = reader(request)
    if request.method == "GET":
        diary(actor).one(id, Kept)
    return form_page(
        request, ConfirmForm, template="wellbeing/drop.html",
        deed=lambda _form: deeds.drop_entry(actor=actor, entry_id=id),
        done=lambda _none: to(actor, "days"), context={"back": to(actor, "days")}, said=_("It is gone."),
    )  # fmt: skip
