"""The second person's yes or no to a lead's leaving a case."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.safeguarding.actions.team import answer_aside
from muruna.safeguarding.forms.cases import AsideAnswerForm
from muruna.safeguarding.models import SteppingAside
from muruna.safeguarding.queries.late import aside_now
from muruna.safeguarding.words import ASIDE
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page


@said_when_gone("safeguarding/step_over.html", Action.CONTACT_READ, aside_now)
def answer(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Who asks that whom leave a case, and why; nothing else of the case."""
    actor = request.actor  # type: ignore[attr-defined]
    found = find(actor, Action.CASE_APPROVE, SteppingAside, id)
    back = reverse("space", kwargs={"code": actor.space.code})

    def deed(form: Any) -> None:
        answer_aside(actor=actor, aside_id=id, is_yes=form.cleaned_data["answer"] == "yes")

    return form_page(
        request, AsideAnswerForm, template="safeguarding/aside_answer.html", deed=deed,
        done=lambda _answer: back, context={"wish": found, "reason": ASIDE[found.reason], "back": back},
        said=_("Done."),
    )  # fmt: skip
