"""Opening a case: from a supporter's worry, or from a report of chosen, verified words."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, require
from muruna.accounts.keyring import start_container
from muruna.foundation import outbox
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries import lead_on_duty, next_duty, unconflicted_leads
from muruna.spaces.models import Membership

ANSWER_WITHIN = dt.timedelta(minutes=60)  # once somebody is on duty


class NobodyToTell(Exception):
    """Every lead is part of the matter: the page names the space's external contact instead."""


def open_worry(
    *, actor: Any, conversation: Any, concerned: Membership, facts: Mapping[str, Any], language: str
) -> Case:
    """A supporter is worried about somebody: a case for the lead on duty, with a clock that both are told.

    Raises NotFound, and NobodyToTell when every lead is conflicted.
    """
    require(actor, Action.CONVERSATION_WORRY, conversation)
    case = _open(actor, Case.WORRY, conversation.pk, never={concerned.pk, actor.membership.pk}, language=language)
    _part(case, concerned, CasePerson.CONCERNED)
    _part(case, actor.membership, CasePerson.OPENED_BY)
    key = _seal_to_team(case, actor)
    case.facts_sealed = seal_padded(key, json.dumps(dict(facts), ensure_ascii=False).encode(), facts_place(case.pk))
    case.save(update_fields=["facts_sealed"])
    return case


def open_report(
    *, actor: Any, conversation: Any, named: Membership, words: Iterable[Mapping[str, Any]], why: str
) -> Case:
    """Somebody reports words that were said to them, opened with their own key and so known to be genuine.

    Raises NotFound, and NobodyToTell when every lead is conflicted.
    """
    require(actor, Action.CONVERSATION_REPORT, conversation)
    case = _open(actor, Case.REPORT, conversation.pk, never={named.pk, actor.membership.pk}, language="")
    _part(case, named, CasePerson.NAMED)
    _part(case, actor.membership, CasePerson.REPORTER)
    key = _seal_to_team(case, actor)
    add_sealed_note(case, key, actor.membership, CaseNote.NOTE, {"text": why})
    for one in words:
        add_sealed_note(case, key, actor.membership, CaseNote.EXCERPT, dict(one))
    return case


def facts_place(case_id: UUID) -> bytes:
    """The associated data of a case's facts."""
    return b"case-facts:" + case_id.bytes


def note_place(case_id: UUID, seq: int) -> bytes:
    """The associated data of a case's note."""
    return b"case-note:" + case_id.bytes + seq.to_bytes(4, "big")


def add_sealed_note(case: Case, key: bytes, author: Membership | None, kind: str, body: dict[str, Any]) -> CaseNote:
    """The next line of a case that the caller holds locked (or has just made), sealed with its key."""
    note = CaseNote.objects.create(
        space_id=case.space_id,
        case=case,
        seq=case.next_seq,
        kind=kind,
        author=author,
        body=seal_padded(key, json.dumps(body, ensure_ascii=False).encode(), note_place(case.pk, case.next_seq)),
    )
    case.next_seq += 1
    case.save(update_fields=["next_seq"])
    return note


def _open(actor: Any, kind: str, source_id: UUID, *, never: set[UUID], language: str) -> Case:
    with transaction.atomic():
        team = unconflicted_leads(never)
        if not team:
            raise NobodyToTell
        moment = now()
        duty = lead_on_duty(actor.space, moment, language=language, never=never)
        begins = moment if duty else next_duty(actor.space, moment)
        case = Case.objects.create(
            space=actor.space,
            kind=kind,
            source_id=source_id,
            answer_by=(begins + ANSWER_WITHIN).replace(second=0, microsecond=0) if begins else None,
        )
        for lead in team:
            _part(case, lead, CasePerson.TEAM)
        trace(actor, f"case.open_{kind}", case)
        outbox.emit("case.opened", space=actor.space.pk, case=case.pk)
        return case


def _seal_to_team(case: Case, actor: Any) -> bytes:
    team = CasePerson.objects.filter(case=case, part=CasePerson.TEAM).select_related("membership__person")
    return start_container(case.pk, [one.membership.person for one in team])


def _part(case: Case, membership: Membership, part: str) -> None:
    CasePerson.objects.create(space_id=case.space_id, case=case, membership=membership, part=part)
