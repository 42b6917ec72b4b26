"""How far my reports have come, and what the team asks me."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, require
from muruna.foundation.clock import now
from muruna.safeguarding.actions.answers import hear_concerned
from muruna.safeguarding.forms.cases import AnswerForm
from muruna.safeguarding.models import Case
from muruna.safeguarding.queries.cases import progress_for
from muruna.safeguarding.queries.duty import lead_on_duty, next_duty
from muruna.safeguarding.words import KINDS, PARTS, PROGRESS, wish_words
from muruna.ui.pages import form_page, page


def reports(request: HttpRequest) -> HttpResponse:
    """What I reported or what is about me: its state in words, never its contents."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = [(one, KINDS[one.case.kind], PARTS[one.part], *PROGRESS[one.state]) for one in progress_for(actor)]
    context = {
        "rows": rows, "now": lead_on_duty(actor.space, now()), "next": next_duty(actor.space, now()),
        "wish_words": wish_words,
    }  # fmt: skip
    return page(request, "safeguarding/reports.html", context)


def answer(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """My words to the team."""
    actor = request.actor  # type: ignore[attr-defined]
    case = _of(request, id)
    back = reverse("reports", kwargs={"code": actor.space.code})

    def hear(form: AnswerForm) -> None:
        if case.state == Case.CLOSED:  # while they were writing: nothing typed is lost
            raise ValidationError(_("This has been closed meanwhile. Your words are still here."))
        hear_concerned(actor=actor, case_id=id, answer="", text=form.cleaned_data["text"])

    return form_page(
        request, AnswerForm, template="safeguarding/report_answer.html", deed=hear, done=lambda _note: back,
        context={"questions": _asked(actor, id), "back": back},
    )  # fmt: skip


def _of(request: HttpRequest, id: uuid.UUID) -> Case:
    """My case; a closed one only while a form that was opened before is sent."""
    actor = request.actor  # type: ignore[attr-defined]
    case: Case = find(actor, Action.REPORT_SEE, Case, id)
    if request.method != "POST":
        require(actor, Action.CASE_ANSWER, case)
    return case


def _asked(actor: Any, id: uuid.UUID) -> list[Any]:
    return [asked for one in progress_for(actor) if one.case.pk == id for asked in one.questions]
