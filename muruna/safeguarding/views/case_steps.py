"""The questions about a case that stand on pages of their own."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find
from muruna.safeguarding.actions import answers, cases, disclosing, team, together
from muruna.safeguarding.forms import cases as forms
from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries import cases as queries
from muruna.safeguarding.queries import wishes
from muruna.safeguarding.queries.heard import last_heard
from muruna.safeguarding.queries.late import case_now
from muruna.safeguarding.queries.whom import NOBODY_READS, who_can_read, whom_it_concerns
from muruna.safeguarding.sealing import OpenedCase, facts_version
from muruna.safeguarding.step_texts import (
    FACTS_MOVED,
    NO_LEAD_LEFT,
    STEPS,
    TAKEN_BACK_BY_CLOSING,
    TAKEN_MEANWHILE,
    WISHES_MOVED,
)
from muruna.safeguarding.words import (
    FACTS,
    HELD_AT_FIRST,
    NOT_KNOWN,
    NOTES,
    NOTHING_SAID,
    OUTSIDE,
    SAID_LAST,
    fact_words,
    words_heard,
)
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page

Step = Callable[..., HttpResponse]
Rows = list[tuple[Promise | str, Any]]  # what each is, and its words


def _step(view: Callable[..., dict[str, Any]]) -> Step:
    """A page made from what `view` gives: the form, the deed, and what else `form_page` takes."""

    @said_when_gone("safeguarding/step_over.html", Action.CASE_SEE, case_now)
    @wraps(view)
    def shown(request: HttpRequest, id: uuid.UUID, **parts: Any) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        case = find(actor, Action.CASE_WORK, Case, id)
        back = reverse("case", kwargs={"code": actor.space.code, "id": id})
        given = view(actor, case, **parts)
        deed = given.pop("deed")

        more = {
            "rows": given.pop("rows", []),
            "nobody": given.pop("nobody", ""),
            "warning": given.pop("warning", ""),
            "newer": given.pop("newer", []),
            "step": given.pop("step", STEPS[view.__name__]),
            "back": back,
        }
        return form_page(
            request,
            given.pop("form"),
            template="safeguarding/case_step.html",
            deed=deed,
            done=given.pop("done", lambda _answer: back),
            context=more,
            **given,
        )

    return shown


@_step
def take(actor: Any, case: Case) -> dict[str, Any]:
    """I look after this; whoever is second takes it over only when they know from whom."""
    other = case.taken_by if case.taken_by != actor.membership else None

    def take_it(form: forms.SeenForm) -> None:
        try:
            cases.take_case(actor=actor, case_id=case.pk, seen=form.cleaned_data["seen"])
        except cases.TakenUp as taken:
            form.take_seen(str(taken.by.pk))
            raise ValidationError(TAKEN_MEANWHILE % {"name": taken.by.name}) from None

    form = {"form": forms.SeenForm, "initial": {"seen": str(other.pk) if other else ""}, "deed": take_it}
    if other is None:
        return form
    has_it = _("%(name)s looks after it.") % {"name": other.name}
    return {**form, "step": STEPS["take_over"], "warning": has_it}


@_step
def facts(actor: Any, case: Case) -> dict[str, Any]:
    """What must be known before anything is done; two leads who write at once lose nothing of each other."""
    newer: Rows = []

    def write(form: forms.FactsForm) -> None:
        seen = form.cleaned_data["version"]
        try:
            cases.write_facts(actor=actor, case_id=case.pk, facts=form.facts, version=seen)
        except cases.Moved:
            read = cases.open_case(actor=actor, case_id=case.pk)
            newer.extend((FACTS[name], fact_words(name, read.facts.get(name)) or NOT_KNOWN) for name in FACTS)
            form.take_version(facts_version(read.case))
            raise ValidationError(FACTS_MOVED) from None

    read = cases.open_case(actor=actor, case_id=case.pk)
    initial = {**read.facts, "version": facts_version(read.case)}
    return {"form": forms.FactsForm, "initial": initial, "deed": write, "newer": newer}


@_step
def note(actor: Any, case: Case) -> dict[str, Any]:
    """A note, or what was told."""
    return {
        "form": forms.NoteForm,
        "deed": lambda form: cases.write_note(
            actor=actor, case_id=case.pk, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"]
        ),
    }


@_step
def ask(actor: Any, case: Case) -> dict[str, Any]:
    """Ask the person."""
    return {
        "form": forms.AskForm,
        "nobody": "" if who_can_read(case) else NOBODY_READS,
        "deed": lambda form: answers.ask_concerned(
            actor=actor, case_id=case.pk, text=form.cleaned_data["text"]
        ),
    }


@_step
def outside(actor: Any, case: Case) -> dict[str, Any]:
    """A wish to tell somebody outside."""
    read = cases.open_case(actor=actor, case_id=case.pk)
    return {
        "form": forms.OutsideForm,
        **_who_reads(case),
        "rows": [*_said(read), *_what_is_safe(read)],
        "deed": lambda form: disclosing.propose_telling(
            actor=actor, case_id=case.pk, text=form.cleaned_data["text"], whom=form.cleaned_data["whom"],
            showing=form.showing,
        ),
    }  # fmt: skip


@_step
def approve(actor: Any, case: Case, note: uuid.UUID) -> dict[str, Any]:
    """One named yes; who does not know of it yet is asked about again."""
    read = cases.open_case(actor=actor, case_id=case.pk)
    if wishes.how_shown(case).get(note) in wishes.KNOWN:
        return {
            "form": forms.Confirm,
            "rows": [*_wish(read, note), *_said(read)],
            "deed": lambda _form: disclosing.approve_telling(actor=actor, note_id=note),
        }
    return {
        "form": forms.ShowingForm,
        **_who_reads(case),
        "rows": [*_wish(read, note), *_said(read), *_what_is_safe(read)],
        "deed": lambda form: disclosing.approve_telling(actor=actor, note_id=note, showing=form.showing),
    }


@_step
def showing(actor: Any, case: Case, note: uuid.UUID) -> dict[str, Any]:
    """Whether whoever it is about can read now what was held back."""
    read = cases.open_case(actor=actor, case_id=case.pk)
    return {
        "form": forms.ShowingForm,
        **_who_reads(case),
        "rows": [*_wish(read, note), *_what_is_safe(read)],
        "deed": lambda form: disclosing.show_telling(actor=actor, note_id=note, showing=form.showing),
    }


@_step
def withdraw(actor: Any, case: Case, note: uuid.UUID) -> dict[str, Any]:
    """The team does not wish to tell it any more."""
    return {
        "form": forms.Confirm,
        "rows": _wish(cases.open_case(actor=actor, case_id=case.pk), note),
        "deed": lambda _form: disclosing.withdraw_telling(actor=actor, note_id=note),
    }


def _who_reads(case: Case) -> dict[str, Any]:
    """Whether it can be shown at once, and the sentence for when nobody would read it."""
    is_read = who_can_read(case) is not None
    return {"form_options": {"is_read": is_read}, "warning": "" if is_read else NOBODY_READS}


def _wish(read: OpenedCase, note: uuid.UUID) -> Rows:
    """What would be told and to whom, and why it was held back so far; raises NotFound for another line."""
    wish = next((one for one in read.notes if one.note.pk == note and one.is_wish), None)
    if wish is None:
        raise NotFound
    asked = [
        (OUTSIDE[name], (wish.body or {}).get(key, "")) for name, key in (("whom", "to"), ("text", "text"))
    ]
    is_known = wishes.how_shown(read.case).get(note) in (wishes.SHOWN, wishes.TOLD)
    held = HELD_AT_FIRST if is_known else NOTES[CaseNote.HELD]
    return asked + [(held, one["why"]) for one in wishes.reasons(read, note)]


def _said(read: OpenedCase) -> Rows:
    """What whom it is about has said last: nobody says yes past it unread."""
    said = [words_heard(one.body or {}) for one in last_heard(read, whom_it_concerns(read.case))]
    return [(SAID_LAST, one) for one in said or [NOTHING_SAID]]


def _what_is_safe(read: OpenedCase) -> Rows:
    """The facts by which to decide whether somebody can read something here."""
    names = ("contact", "hours", "not_told")
    return [(FACTS[name], read.facts[name]) for name in names if read.facts.get(name)]


@_step
def open_together(actor: Any, case: Case) -> dict[str, Any]:
    """Agree that the reported words be opened."""
    return {"form": forms.Confirm, "deed": lambda form: together.agree_to_open(actor=actor, case_id=case.pk)}


@_step
def step_aside(actor: Any, case: Case) -> dict[str, Any]:
    """Somebody of the team is part of the matter."""
    people = [one for one in queries.people_of(actor, case) if one.part == CasePerson.TEAM]
    mine, here = actor.membership.pk, {"code": actor.space.code}
    at_case = reverse("case", kwargs={**here, "id": case.pk})
    return {
        "form": forms.AsideForm,
        # The case has closed to whoever stepped aside: they land where they still may be.
        "done": lambda wish: reverse("cases", kwargs=here) if wish.lead_id == mine else at_case,
        "said": lambda form: _("You have left this case.") if form.cleaned_data["who"] == str(mine) else None,
        "form_options": {"people": [(str(one.membership_id), one.membership.name) for one in people]},
        "deed": lambda form: team.name_in_case(
            actor=actor,
            case_id=case.pk,
            lead_id=uuid.UUID(form.cleaned_data["who"]),
            reason=form.cleaned_data["reason"],
        ),
    }


@_step
def bring_in(actor: Any, case: Case) -> dict[str, Any]:
    """A lead who came later."""
    found = queries.leads_to_bring_in(actor, case)
    return {
        "form": forms.TeamForm,
        "form_options": {"people": [(str(one.pk), one.name) for one in found]},
        "nobody": "" if found else NO_LEAD_LEFT,
        "deed": lambda form: team.bring_in(
            actor=actor, case_id=case.pk, lead_id=uuid.UUID(form.cleaned_data["who"])
        ),
    }


@_step
def close(actor: Any, case: Case) -> dict[str, Any]:
    """The end of a case, and of what would be told outside and still needs a yes."""
    waiting = wishes.undecided(case)
    seen = wishes.wishes_version(waiting)

    def end(form: forms.CloseForm) -> None:
        try:
            said = {name: form.cleaned_data[name] for name in ("outcome", "seen")}
            cases.close_case(actor=actor, case_id=case.pk, **said)
        except cases.Moved:
            form.take_seen(seen)
            raise ValidationError(WISHES_MOVED) from None

    more: dict[str, Any] = {}
    if waiting:
        read = cases.open_case(actor=actor, case_id=case.pk)
        rows = [row for one in waiting for row in _wish(read, one.pk)]
        more = {"warning": TAKEN_BACK_BY_CLOSING, "rows": rows}
    return {"form": forms.CloseForm, "initial": {"seen": seen}, "deed": end, **more}
