"""The plan for hard times: reading it, and its parts and lines."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.goals.actions import hard_times as deeds
from muruna.goals.forms.hard_times import ChangeForm, CountryForm, LineForm, PickForm
from muruna.goals.hard_times_words import LINES, TITLES, examples
from muruna.goals.logic import hard_times as logic
from muruna.goals.queries import hard_times as queries
from muruna.goals.views import frame
from muruna.sharing.models import Share
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def shown(plan: logic.Plan) -> list[dict[str, Any]]:
    """The parts as pages show them: title, help, and each line in pieces of words and numbers."""
    return [
        {
            "code": part.code,
            "title": TITLES[part.code],
            "help": LINES[part.code],
            "lines": [(line, logic.pieces(line.text, part.code)) for line in part.lines],
        }
        for part in plan.parts
    ]


def fits(deed: Callable[[Any], Any], version: Callable[[], int] = lambda: 0) -> Callable[[Any], Any]:
    """The deed on a part, with what does not fit said in words."""
    return frame.fits(
        deed,
        version,
        crowded=_("Twenty lines are there already. Please take one out first, or put two into one."),
    )


def index(request: HttpRequest) -> HttpResponse:
    """My plan, to be read."""
    actor = reader(request, Action.HARD_TIMES)
    plan = queries.my_hard_times(actor)
    context = {
        "plan": plan, "parts": shown(plan), "can_undo": logic.can_undo(plan, queries.minutes_now()),
        "press": ConfirmForm(), "seen": queries.seen_by(actor, plan),
    }  # fmt: skip
    return page(request, "goals/hard_times.html", context)


def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part: its lines to change, and room for one more."""
    actor = reader(request, Action.HARD_TIMES)
    plan = queries.my_hard_times(actor)
    return form_page(
        request, LineForm, template="goals/hard_times_part.html",
        deed=fits(lambda form: deeds.add_lines(actor=actor, part=part, texts=[form.cleaned_data["text"]])),
        done=lambda _none: to(actor, "hard-times-part", part=part),
        context={
            "part": _known(plan, part), "can_undo": logic.can_undo(plan, queries.minutes_now()),
            "press": ConfirmForm(), "most": logic.MOST, "seen": queries.seen_by(actor, plan),
        },
    )  # fmt: skip


def _known(plan: logic.Plan, code: str) -> dict[str, Any]:
    found = next((one for one in shown(plan) if one["code"] == code), None)
    if found is None:
        raise NotFound
    return found


def pick(request: HttpRequest, part: str) -> HttpResponse:
    """Lines that others could have written, to take over and change."""
    actor = reader(request, Action.HARD_TIMES)
    found = _known(queries.my_hard_times(actor), part)
    there = {line.text for line, _pieces in found["lines"]}
    texts = examples(request.language)[part]  # type: ignore[attr-defined]
    back = to(actor, "hard-times-part", part=part)
    return form_page(
        request, PickForm, template="goals/hard_times_pick.html",
        deed=fits(lambda form: deeds.add_lines(actor=actor, part=part, texts=form.cleaned_data["chosen"])),
        done=lambda _none: back, context={"part": found, "back": back},
        form_options={"offered": [(text, text) for text in texts if text not in there]},
    )  # fmt: skip


def numbers(request: HttpRequest) -> HttpResponse:
    """Numbers of a country, to take over."""
    actor = reader(request, Action.HARD_TIMES)
    known = queries.country_names(request.language)  # type: ignore[attr-defined]
    country = request.GET.get("country", "")
    offered = {one.id: one.text for one in queries.numbers_for(country)} if country in dict(known) else {}
    back = to(actor, "hard-times-part", part="numbers")
    return form_page(
        request, PickForm, template="goals/hard_times_numbers.html",
        deed=fits(lambda form: deeds.add_lines(
            actor=actor, part="numbers", texts=[offered[one] for one in form.cleaned_data["chosen"]]
        )),
        done=lambda _none: back, form_options={"offered": list(offered.items())},
        context={"back": back, "choice": CountryForm(countries=known, initial={"country": country}),
                 "country": dict(known).get(country, "")},
    )  # fmt: skip


def line(request: HttpRequest, line: str) -> HttpResponse:
    """One line in other words."""
    actor = reader(request, Action.HARD_TIMES)
    if not queries.my_hard_times(actor).has(line):
        return _taken_out(request, actor)
    part, found = _line(actor, line)
    back = to(actor, "hard-times-part", part=part.code)
    version = queries.version_of(actor, found.text)
    return form_page(
        request, ChangeForm, template="goals/hard_times_line.html",
        deed=fits(lambda form: deeds.change_line(
            actor=actor, id=line, text=form.cleaned_data["text"], version=form.seen
        ), lambda: version),
        done=lambda _none: f"{back}#line-{line}", initial={"text": found.text, "version": version},
        context={"back": back, "part": part.code, "shares": _seers(actor, line),
                 "pieces": logic.pieces(found.text)},
    )  # fmt: skip


def _taken_out(request: HttpRequest, actor: Any) -> HttpResponse:
    part = _known(queries.my_hard_times(actor), frame.sent(request).get("part", ""))["code"]
    back = to(actor, "hard-times-part", part=part)
    return frame.taken_out(
        request, ChangeForm, template="goals/hard_times_line.html", field="text", adds_at=back,
        context={"back": back, "part": part, "shares": (), "pieces": ()},
    )  # fmt: skip


def _seers(actor: Any, line: str) -> list[Share]:
    return queries.seen_by(actor, queries.my_hard_times(actor)).get(line, [])


def _line(actor: Any, id: str) -> tuple[logic.Part, logic.Line]:
    try:
        return queries.my_hard_times(actor).where(id)
    except KeyError:
        raise NotFound from None


def move(request: HttpRequest, line: str) -> HttpResponse:
    """A line one place earlier or later."""
    actor = reader(request, Action.HARD_TIMES)
    back = to(actor, "hard-times-part", part=_line(actor, line)[0].code)
    return form_page(
        request, ConfirmForm, template="goals/hard_times_move.html",
        deed=lambda _form: deeds.move_line(actor=actor, id=line, earlier=request.POST.get("to") != "later"),
        done=lambda _none: f"{back}#line-{line}", context={"back": back},
    )  # fmt: skip


def remove(request: HttpRequest, line: str) -> HttpResponse:
    """Take a line out; it can be undone."""
    actor = reader(request, Action.HARD_TIMES)
    # A second press arrives when the line has gone, and counts as the first.
    found = _line(actor, line) if request.method != "POST" else None
    return form_page(
        request, ConfirmForm, template="goals/hard_times_remove.html",
        deed=lambda _form: _removed(actor, line),
        done=lambda code: to(actor, "hard-times-part", part=code),
        context={"pieces": logic.pieces(found[1].text) if found else (), "shares": _seers(actor, line),
                 "back": to(actor, "hard-times")},
    )  # fmt: skip


def _removed(actor: Any, line: str) -> str:
    code = _line(actor, line)[0].code
    deeds.remove_line(actor=actor, id=line)
    return code


def order(request: HttpRequest) -> HttpResponse:
    """The six parts in my order."""
    parts = shown(queries.my_hard_times(reader(request, Action.HARD_TIMES)))
    return page(request, "goals/hard_times_order.html", {"parts": parts, "press": ConfirmForm()})


def move_part(request: HttpRequest, part: str) -> HttpResponse:
    """A part one place earlier or later."""
    actor = reader(request, Action.HARD_TIMES)
    _known(queries.my_hard_times(actor), part)
    return form_page(
        request, ConfirmForm, template="goals/hard_times_move.html",
        deed=lambda _form: deeds.move_part(actor=actor, part=part, earlier=request.POST.get("to") != "later"),
        done=lambda _none: to(actor, "hard-times-order") + f"#part-{part}",
        context={"back": to(actor, "hard-times-order")},
    )  # fmt: skip


def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last change, or forget what stood there before it."""
    actor = reader(request, Action.HARD_TIMES)
    last = queries.my_hard_times(actor).undo
    back = to(actor, "hard-times-part", part=last.part) if last and last.part else to(actor, "hard-times")
    deed = deeds.settle if request.POST.get("what") == "keep" else deeds.undo
    return form_page(
        request, ConfirmForm, template="goals/hard_times_undo.html",
        deed=lambda _form: deed(actor=actor), done=lambda _none: back, context={"back": back},
    )  # fmt: skip


def drop(request: HttpRequest) -> HttpResponse:
    """Let go of the whole plan."""
    actor = reader(request, Action.HARD_TIMES)
    return form_page(
        request, ConfirmForm, template="goals/hard_times_drop.html",
        deed=lambda _form: deeds.drop(actor=actor), done=lambda _none: to(actor, "hard-times"),
        context={"back": to(actor, "hard-times")}, said=_("It is gone."),
    )  # fmt: skip
