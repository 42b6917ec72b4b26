"""How far my reports have come, and what the team asks me."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, require
from muruna.safeguarding.actions.answers import hear_concerned
from muruna.safeguarding.forms.cases import AnswerForm
from muruna.safeguarding.models import Case
from muruna.safeguarding.queries.cases import outside_of, progress_for
from muruna.safeguarding.queries.duty import who_answers
from muruna.safeguarding.words import KINDS, PARTS, PROGRESS, other_words, wish_words, words_heard
from muruna.ui.pages import form_page, page

# What the pages of a report call what they show.
WORDS = {
    "kinds": KINDS, "parts": PARTS, "other_words": other_words, "wish_words": wish_words,
    "words_heard": words_heard,
}  # fmt: skip


def reports(request: HttpRequest) -> HttpResponse:
    """What I reported or what is about me: its state in words, never its contents."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = [(one, *PROGRESS[one.state]) for one in progress_for(actor)]
    around = who_answers(actor.space, outside_of(one.case for one, *_words in rows))
    return page(request, "safeguarding/reports.html", {**WORDS, **around, "rows": rows})


def answer(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """My words to the team."""
    actor = request.actor  # type: ignore[attr-defined]
    case = _of(request, id)
    mine = next(one for one in progress_for(actor) if one.case.pk == id)
    back = reverse("reports", kwargs={"code": actor.space.code})

    def hear(form: AnswerForm) -> None:
        if case.state == Case.CLOSED:  # while they were writing: nothing typed is lost
            raise ValidationError(_("This has been closed meanwhile. Your words are still here."))
        hear_concerned(actor=actor, case_id=id, **form.said)

    return form_page(
        request, AnswerForm, template="safeguarding/report_answer.html", deed=hear, done=lambda _note: back,
        form_options={"about_wish": mine.has_open_wish}, context={**WORDS, "mine": mine, "back": back},
        said=_("Your words have been sent. Only those who look after this can read them."),
    )  # fmt: skip


def _of(request: HttpRequest, id: uuid.UUID) -> Case:
    """My case; a closed one only while a form that was opened before is sent."""
    actor = request.actor  # type: ignore[attr-defined]
    case: Case = find(actor, Action.REPORT_SEE, Case, id)
    if request.method != "POST":
        require(actor, Action.CASE_ANSWER, case)
    return case
