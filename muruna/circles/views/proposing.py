"""A circle is proposed, changed, answered."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find, require
from muruna.circles import labels, queries
from muruna.circles.actions import proposing
from muruna.circles.forms.circles import AnswerForm, PlanForm
from muruna.circles.logic.series import rhythm_of
from muruna.circles.models import Circle
from muruna.circles.starting_points import Template, templates
from muruna.circles.views.frame import address, circle_context
from muruna.ui.pages import form_page, page


def choose(request: HttpRequest) -> HttpResponse:
    """What to begin with."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CIRCLE_PROPOSE, actor.space)
    return page(request, "circles/choose.html", {"templates": _here(actor)})


def _here(actor: Any) -> list[Template]:
    """Templates with an age that the space is for, in the reader's language."""
    bands = set(actor.space.effective().age_bands)
    return [one for one in templates(translation.get_language() or "en").values() if bands & set(one.ages)]


def propose(request: HttpRequest, template: str) -> HttpResponse:
    """Fill in a template and send it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CIRCLE_PROPOSE, actor.space)
    begun = next((one for one in _here(actor) if one.code == template), None)
    if begun is None:
        raise NotFound
    partners = queries.possible_partners(actor)
    return form_page(
        request, PlanForm, template="circles/plan.html",
        deed=lambda form: _propose(actor, form, partners),
        done=lambda circle: address(request, "circle", id=circle.pk),
        context={"themes": begun.themes}, initial=_initial(actor, begun),
        form_options={"actor": actor, "template": begun.id, "partners": partners},
        said=_("Sent. A coordinator reads it and answers."),
    )  # fmt: skip


def _propose(actor: Any, form: PlanForm, partners: list[Any]) -> Circle:
    partner = next((one for one in partners if str(one.pk) == form.cleaned_data["partner"]), None)
    return proposing.propose_circle(actor=actor, plan=form.plan, partner=partner, **form.persona)


def _initial(actor: Any, begun: Template) -> dict[str, Any]:
    space = actor.space
    spoken = translation.get_language() or "en"
    same = ("title", "purpose", "who_for", "capacity", "rhythm", "times", "agreement")
    return {name: getattr(begun, name) for name in same} | {
        "ages": [band for band in begun.ages if band in space.effective().age_bands],
        "is_closed": "closed" if begun.is_closed else "open",
        "minutes": str(begun.minutes),
        "language": spoken if spoken in space.languages else space.languages[0] if space.languages else "",
        "time_zone": space.time_zone,
        "name": actor.membership.name,
        "pronouns": actor.membership.pronouns,
    }


def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """One's own proposal, changed and sent again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    circle = find(actor, Action.CIRCLE_CHANGE, Circle, id)
    return form_page(
        request, PlanForm, template="circles/plan.html",
        deed=lambda form: proposing.change_proposal(actor=actor, circle_id=id, plan=form.plan),
        done=lambda _circle: address(request, "circle", id=id),
        context={"circle": circle, "themes": ()}, initial=_as_it_is(circle),
        form_options={"actor": actor, "template": circle.template},
        said=_("Sent. A coordinator reads it and answers."),
    )  # fmt: skip


def _as_it_is(circle: Circle) -> dict[str, Any]:
    same = ("title", "purpose", "who_for", "capacity", "language", "agreement", "first_on", "at", "time_zone")
    rhythm, times = rhythm_of(circle.rule)
    return {name: getattr(circle, name) for name in same} | {
        "ages": list(circle.age_bands), "is_closed": "closed" if circle.is_closed else "open",
        "minutes": str(circle.minutes), "rhythm": rhythm, "times": times,
    }  # fmt: skip


def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whether somebody else's circle begins."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.CIRCLE_APPROVE, Circle, id)
    seen = queries.circle_view(actor, id)
    return form_page(
        request, AnswerForm, template="circles/answer.html",
        deed=lambda form: proposing.answer_proposal(actor=actor, circle_id=id, **form.answer),
        done=lambda _circle: address(request, "circle-list"),
        context=_to_answer(request, seen), form_options={"shown": queries.as_shown(seen.circle)},
        said=_("Your answer has been passed on."),
    )  # fmt: skip


def _to_answer(request: HttpRequest, seen: queries.View) -> dict[str, Any]:
    """All of a proposal: nothing begins that was not shown to whoever says yes."""
    rhythm, _times = rhythm_of(seen.circle.rule)
    planned, ahead = queries.hours_ahead(seen.circle)
    more = {"rhythm": labels.RHYTHMS[rhythm], "planned": planned, "passed": planned - ahead}
    return {**circle_context(request, seen), **more}
