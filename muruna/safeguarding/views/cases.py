"""The board of cases and the page of one case, for its team."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from muruna.access import Action, require
from muruna.safeguarding.actions import cases
from muruna.safeguarding.actions.disclosing import APPROVALS_NEEDED
from muruna.safeguarding.forms import cases as forms
from muruna.safeguarding.logic.facts import missing, other_words
from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries import cases as queries
from muruna.safeguarding.queries.asides import asides_of
from muruna.safeguarding.queries.heard import how_asked
from muruna.safeguarding.queries.whom import NOBODY_READS, who_can_read
from muruna.safeguarding.queries.wishes import KNOWN, how_shown
from muruna.safeguarding.sealing import OpenedCase, here
from muruna.safeguarding.words import (
    ASIDE,
    ASKED,
    FACTS,
    HEARD,
    HELD_AT_FIRST,
    KINDS,
    NOTES,
    OUTCOMES,
    PARTS,
    TEAM_AWAY,
    TOLD_ANOTHER_WAY,
    fact_words,
)
from muruna.ui.pages import page

A_PAGE = 25
NO_WORDS = {"text": "", "sender_name": "", "to": "", "answer": ""}


def board(request: HttpRequest) -> HttpResponse:
    """Open cases by deadline, or closed ones."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CASE_SEE, actor.space)
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
    shown, there = how_shown(read.case), {one.pk for one in here(read.case)}
    people = queries.people_of(actor, read.case)
    asked = how_asked(read, people)
    return {
        "case": read.case,
        "read": read,
        "kind": KINDS[read.case.kind],
        "outcome": OUTCOMES.get(read.case.outcome, ""),
        "is_overdue": queries.is_overdue(read.case),
        "facts": [(label, fact_words(name, read.facts.get(name))) for name, label in FACTS.items()],
        "first_words": other_words(read.facts),
        "missing": [FACTS[name] for name in missing(read.facts)],
        "notes": [_note(actor, one, shown, asked) for one in read.notes],
        "how_shown": shown,
        "is_alone": len(there) < APPROVALS_NEEDED,
        "nobody_reads": "" if who_can_read(read.case) else NOBODY_READS,
        "people": [(_part(one, there), one.membership) for one in people],
        "asides": asides_of(actor, read.case),
        "aside_words": ASIDE,
        "heard": HEARD,
        "agreement": queries.agreement(actor, read.case),
        "confirm": forms.Confirm(),
        "is_open": read.case.state == Case.OPEN,
    }


def _part(one: CasePerson, there: set[uuid.UUID]) -> Promise:
    """How somebody stands to the case; of the team also whether they can open it today."""
    is_away = one.part == CasePerson.TEAM and one.membership_id not in there
    return TEAM_AWAY if is_away else PARTS[one.part]


def _note(actor: Any, one: Any, shown: dict[uuid.UUID, str], asked: dict[uuid.UUID, str]) -> dict[str, Any]:
    is_told_otherwise = one.note.kind == CaseNote.TOLD and one.note.about_id is not None
    is_known = one.note.kind == CaseNote.HELD and shown.get(one.note.about_id) in KNOWN
    kind = TOLD_ANOTHER_WAY if is_told_otherwise else HELD_AT_FIRST if is_known else NOTES[one.note.kind]
    if one.note.pk in asked:
        kind = ASKED[asked[one.note.pk]]
    said_yes = [approval.lead for approval in one.note.approvals.all()]
    return {
        "note": one.note,
        "kind": kind,
        "body": None if one.body is None else {**NO_WORDS, **one.body},
        "said_yes": [lead.name for lead in said_yes],
        "have_i": actor.membership in said_yes,
        "is_disclosure": one.note.kind == CaseNote.DISCLOSURE,
        "is_excerpt": one.note.kind == CaseNote.EXCERPT,
    }
