"""Steps about somebody who leads or stewards, which wait for a second person."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, may
from muruna.spaces import guarding, labels
from muruna.spaces.actions import guarded as deeds
from muruna.spaces.actions.taking_off import confirm_step
from muruna.spaces.forms.joining import Confirm
from muruna.spaces.forms.members import StepForm
from muruna.spaces.models import GuardedStep
from muruna.spaces.queries import is_last_lead, steps_done
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page


def _decided(actor: Any, id: uuid.UUID) -> dict[str, Any]:
    """What holds now, for whoever comes too late and may know it, with the way to whom it is about."""
    step = guarding.decided(actor, id)
    if step is None:
        # Of this reader alone, not of the number in the address, which might be anything.
        return {"stands_on_first_page": bool(steps_done(actor))}
    sees = may(actor, Action.PERSONA_SEE, step.membership)
    return {"decided": labels.step_told(step, actor.membership), "about": step.membership if sees else None}


def _not_taken_back(actor: Any, id: uuid.UUID) -> dict[str, Any]:
    return {**_decided(actor, id), "is_back": True}


@said_when_gone("spaces/decided.html", Action.DUTY_SEE, _decided)
def answer(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The second person's yes, which does it at once, or no."""
    actor = request.actor  # type: ignore[attr-defined]
    step = find(actor, Action.RIGHT_CONFIRM, GuardedStep, id)

    def deed(form: Any) -> None:
        (confirm_step if form.is_yes else deeds.refuse_step)(actor=actor, step=step)

    return _page(request, StepForm, "spaces/guarded.html", step, deed)


@said_when_gone("spaces/decided.html", Action.DUTY_SEE, _not_taken_back)
def take_back(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Whoever asked for it takes it back."""
    actor = request.actor  # type: ignore[attr-defined]
    step = find(actor, Action.RIGHT_STEP_BACK, GuardedStep, id)
    return _page(
        request,
        Confirm,
        "spaces/guarded_back.html",
        step,
        lambda form: deeds.take_back_step(actor=actor, step=step),
    )


def _page(request: HttpRequest, form: Any, template: str, step: GuardedStep, deed: Any) -> HttpResponse:
    back = reverse("space", kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]
    about = {"what": labels.STEPS[step.deed], "means": labels.STEPS_MEAN[step.deed]}
    return form_page(
        request,
        form,
        template=template,
        deed=deed,
        done=lambda _answer: back,
        context={
            **about,
            "step": step,
            "detail": labels.step_detail(step),
            "is_last": is_last_lead(step.membership),
            "back": back,
        },
        said=_("Done."),
    )
