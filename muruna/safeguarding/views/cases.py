"""The board of cases and the page of one case, for its team."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.safeguarding.actions import answers, cases, disclosing, team, together
from muruna.safeguarding.forms import cases as forms
from muruna.safeguarding.logic.facts import missing, other_words
from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries import cases as queries
from muruna.safeguarding.sealing import OpenedCase, opened
from muruna.safeguarding.words import FACTS, KINDS, NOTES, OUTCOMES, PARTS, fact_words
from muruna.ui.pages import form_page, page

A_PAGE = 25
NO_WORDS = {"text": "", "sender_name": "", "to": "", "answer": ""}


def board(request: HttpRequest) -> HttpResponse:
    """Open cases by deadline, or closed ones."""
    actor = request.actor  # type: ignore[attr-defined]
    state = Case.CLOSED if request.GET.get("state") == Case.CLOSED else Case.OPEN
    pages = Paginator(queries.cases_for(actor, state), A_PAGE).get_page(request.GET.get("page"))
    lines = [(one, queries.is_overdue(one)) for one in pages.object_list]
    context = {"pages": pages, "lines": lines, "state": state, "kinds": KINDS, "outcomes": OUTCOMES}
    return page(request, "safeguarding/board.html", context)


def case(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One case: every opening of it is told to whoever it is about."""
    actor = request.actor  # type: ignore[attr-defined]
    return page(request, "safeguarding/case.html", _case(actor, cases.open_case(actor=actor, case_id=id)))


def _case(actor: Any, read: OpenedCase) -> dict[str, Any]:
    return {
        "case": read.case,
        "read": read,
        "kind": KINDS[read.case.kind],
        "outcome": OUTCOMES.get(read.case.outcome, ""),
        "is_overdue": queries.is_overdue(read.case),
        "facts": [(label, fact_words(name, read.facts.get(name))) for name, label in FACTS.items()],
        "first_words": other_words(read.facts),
        "missing": [FACTS[name] for name in missing(read.facts)],
        "notes": [_note(actor, one) for one in read.notes],
        "people": [(PARTS[one.part], one.membership) for one in queries.people_of(actor, read.case)],
        "agreement": queries.agreement(actor, read.case),
        "confirm": forms.Confirm(),
        "is_open": read.case.state == Case.OPEN,
    }


def _note(actor: Any, one: Any) -> dict[str, Any]:
    said_yes = [approval.lead for approval in one.note.approvals.all()]
    return {
        "note": one.note,
        "kind": NOTES[one.note.kind],
        "body": None if one.body is None else {**NO_WORDS, **one.body},
        "said_yes": [lead.name for lead in said_yes],
        "have_i": actor.membership in said_yes,
        "is_disclosure": one.note.kind == CaseNote.DISCLOSURE,
        "is_excerpt": one.note.kind == CaseNote.EXCERPT,
    }


def _at(request: HttpRequest, id: uuid.UUID) -> str:
    return reverse("case", kwargs={"code": request.actor.space.code, "id": id})  # type: ignore[attr-defined]


def _step(request: HttpRequest, id: uuid.UUID, form_class: Any, deed: Any, texts: dict[str, Any],
          **more: Any) -> HttpResponse:  # fmt: skip
    """One question about a case on a page of its own."""
    find(request.actor, Action.CASE_WORK, Case, id)  # type: ignore[attr-defined]
    back = _at(request, id)
    return form_page(
        request,
        form_class,
        template="safeguarding/case_step.html",
        deed=lambda form: (deed(form), None)[1],
        done=lambda _answer: back,
        context={"lines": [], "kind": "primary", **texts, "back": back},
        **more,
    )


def take(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """I look after this."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("Look after this?"), "submit": _("Yes, I do"), "lead": _("Those concerned see that a named person has taken it up.")}  # fmt: skip
    return _step(request, id, forms.Confirm, lambda form: cases.take_case(actor=actor, case_id=id), texts)


def facts(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """What must be known before anything is done."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("The facts"), "submit": _("Keep"), "lead": _("You may keep this half done. A case is closed, and anything is told outside, only when all of it is there.")}  # fmt: skip
    known = opened(actor, find(actor, Action.CASE_WORK, Case, id)).facts
    return _step(
        request, id, forms.FactsForm,
        lambda form: cases.write_facts(actor=actor, case_id=id, facts=form.facts), texts, initial=known,
    )  # fmt: skip


def note(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A note, or what was told."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("A new line"), "submit": _("Add"), "lead": _("Only the team of this case can read it.")}
    return _step(
        request, id, forms.NoteForm,
        lambda form: cases.write_note(actor=actor, case_id=id, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"]),
        texts,
    )  # fmt: skip


def ask(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Ask the person."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("Ask the person"), "submit": _("Ask"), "lead": _("Nothing is decided over anybody’s head.")}
    return _step(
        request, id, forms.AskForm,
        lambda form: answers.ask_concerned(actor=actor, case_id=id, text=form.cleaned_data["text"]), texts,
    )  # fmt: skip


def outside(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A wish to tell somebody outside."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("Tell somebody outside?"), "submit": _("Put it to the team"), "lead": _("Nothing is sent. It may be told only after two leads have said yes, each by name, to exactly these words.")}  # fmt: skip
    return _step(
        request, id, forms.OutsideForm,
        lambda form: disclosing.propose_telling(
            actor=actor, case_id=id, text=form.cleaned_data["text"], whom=form.cleaned_data["whom"]),
        texts,
    )  # fmt: skip


def approve(request: HttpRequest, id: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """One named yes."""
    actor = request.actor  # type: ignore[attr-defined]
    words = [one.body for one in opened(actor, find(actor, Action.CASE_WORK, Case, id)).notes if one.note.pk == note]
    lines = [f"{body['to']}: {body['text']}" for body in words if body and "to" in body]
    texts = {"h1": _("Say yes to this?"), "submit": _("Yes, in my name"), "lines": lines, "lead": _("Your name stands beside it. A second lead must say yes too.")}  # fmt: skip
    return _step(request, id, forms.Confirm, lambda form: disclosing.approve_telling(actor=actor, note_id=note), texts)


def open_together(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Agree that the reported words be opened."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("Open the reported words?"), "submit": _("I agree"), "lead": _("Nobody can open them alone. When enough of you have agreed, the words open for those who agreed, and whoever wrote them will learn of it.")}  # fmt: skip
    return _step(request, id, forms.Confirm, lambda form: together.agree_to_open(actor=actor, case_id=id), texts)


def step_aside(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Somebody of the team is part of the matter."""
    actor = request.actor  # type: ignore[attr-defined]
    people = queries.people_of(actor, find(actor, Action.CASE_WORK, Case, id))
    named = [(str(one.membership_id), one.membership.name) for one in people if one.part == CasePerson.TEAM]
    texts = {"h1": _("Somebody is part of this"), "submit": _("Close the case to them"), "kind": "danger", "lead": _("It may be you. From then on the case is closed to that person, and goes on under a new key. This cannot be undone.")}  # fmt: skip
    return _step(
        request, id, forms.TeamForm,
        lambda form: team.name_in_case(actor=actor, case_id=id, lead_id=uuid.UUID(form.cleaned_data["who"])),
        texts, form_options={"people": named},
    )  # fmt: skip


def bring_in(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A lead who came later."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.leads_to_bring_in(actor, find(actor, Action.CASE_WORK, Case, id))
    texts = {"h1": _("Bring a lead in"), "submit": _("Let them read this case"), "lead": _("Only somebody who has no part in the matter.")}  # fmt: skip
    return _step(
        request, id, forms.TeamForm,
        lambda form: team.bring_in(actor=actor, case_id=id, lead_id=uuid.UUID(form.cleaned_data["who"])),
        texts, form_options={"people": [(str(one.pk), one.name) for one in found]},
    )  # fmt: skip


def close(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The end of a case."""
    actor = request.actor  # type: ignore[attr-defined]
    texts = {"h1": _("Close this case"), "submit": _("Close it"), "lead": _("Its words are erased after the time that this community has set. From today, whoever is named in it sees that their words were opened.")}  # fmt: skip
    return _step(
        request, id, forms.CloseForm,
        lambda form: cases.close_case(actor=actor, case_id=id, outcome=form.cleaned_data["outcome"]), texts,
    )  # fmt: skip
