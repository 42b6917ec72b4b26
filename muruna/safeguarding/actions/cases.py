"""Working on a case: reading it (which those concerned learn of), taking it up, writing in it, closing it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked
from muruna.accounts.actions.keeping import record_opening, show_openings
from muruna.foundation import news, outbox
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.taking_back import take_back_all, withdraw
from muruna.safeguarding.completeness import insist_on_facts
from muruna.safeguarding.models import WAITING_FOR_IT, Case, CaseNote, CasePerson, LentShare
from muruna.safeguarding.queries.whom import who_can_read
from muruna.safeguarding.queries.wishes import owed, undecided, wishes_version
from muruna.safeguarding.sealing import (
    OpenedCase,
    facts_place,
    facts_version,
    key_for_new,
    opened,
    put_note,
    sealed,
)
from muruna.spaces.models import Membership, Right

EXCERPTS_OPENED = "excerpts"  # the reason code of a receipt
WRITABLE = (CaseNote.NOTE, CaseNote.TOLD)


class Moved(Exception):
    """Another lead has changed what the page was drawn from since this one opened it."""


class TakenUp(Exception):
    """Another lead looks after the case than the page said."""

    def __init__(self, by: Membership) -> None:
        super().__init__(by)
        self.by = by


@all_or_nothing
def open_case(*, actor: Actor, case_id: UUID) -> OpenedCase:
    """A case with everything that the actor's own keys open; whoever it is about gets a receipt.

    Somebody who is reported gets theirs when the case closes: earlier it would warn them. Raises NotFound.
    """
    case = find_locked(actor, Action.CASE_SEE, Case, case_id)
    read = opened(actor, case)
    for one in CasePerson.objects.filter(case=case).select_related("membership__person"):
        if one.part in (CasePerson.CONCERNED, CasePerson.REPORTER):
            _receipt(actor, case, one, thing="case", reason=case.kind)
        if read.has_open_excerpts and one.part in (CasePerson.NAMED, CasePerson.REPORTER):
            _receipt(actor, case, one, thing="excerpt", reason=EXCERPTS_OPENED)
    return read


def _receipt(actor: Actor, case: Case, one: CasePerson, *, thing: str, reason: str) -> None:
    record_opening(
        person=one.membership.person,
        actor=actor,
        role=Right.SAFEGUARDING_LEAD,
        thing=thing,
        thing_id=case.pk,
        reason=reason,
        is_hidden=one.part == CasePerson.NAMED and case.state == Case.OPEN,
    )


@all_or_nothing
def take_case(*, actor: Actor, case_id: UUID, seen: str | None = None) -> Case:
    """Say "I look after this": the first time stops the clock that those concerned were told of.

    They read by name who has it; another lead of the team can take it over, and who had it is told. Raises
    TakenUp when by now somebody else has it than `seen` says (a persona's id; "" for nobody).
    """
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    before = case.taken_by
    if case.answered_at is not None and before == actor.membership:
        return case
    if before is not None and seen not in (None, str(before.pk)):
        raise TakenUp(before)
    give_case(actor, case)
    if before is not None and before != actor.membership:
        news.tell(before.person_id)
    return case


def take_if_nobody_has(actor: Actor, case: Case) -> None:
    """Whoever works on a case in a way that those concerned may know of has taken it up, if nobody had."""
    if case.answered_at is None:
        give_case(actor, case)


def give_case(actor: Actor, case: Case) -> None:
    """The actor looks after a case that the caller has locked; those who waited are told."""
    case.answered_at = case.answered_at or now().replace(second=0, microsecond=0)
    case.taken_by = actor.membership
    case.save(update_fields=["answered_at", "taken_by"])
    trace(actor, "case.take", case)
    outbox.emit("case.taken", space=case.space_id, case=case.pk)
    waiting = CasePerson.objects.filter(case=case, part__in=WAITING_FOR_IT)
    for one in waiting.values_list("membership__person", flat=True):
        news.tell(one)


@all_or_nothing
def write_facts(*, actor: Actor, case_id: UUID, facts: dict[str, Any], version: str | None = None) -> None:
    """Put the facts of a case down, over the earlier ones; raises NotFound and vault.CannotOpen.

    Raises Moved when they are not those of `version` any more: another lead has written meanwhile.
    Whoever writes them looks after the case, if nobody did.
    With another ground than before, every yes that was given under that one is taken back.
    """
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    if version not in (None, facts_version(case)):
        raise Moved
    key, epoch = key_for_new(actor, case)
    before = opened(actor, case).facts
    after = {**before, **facts}
    case.facts_sealed = sealed(key, after, facts_place(case.pk))
    case.facts_epoch = epoch
    case.save(update_fields=["facts_sealed", "facts_epoch"])
    take_if_nobody_has(actor, case)
    if after.get("basis") != before.get("basis"):
        take_back_all(case)
    trace(actor, "case.facts", case)


@all_or_nothing
def write_note(*, actor: Actor, case_id: UUID, kind: str, text: str) -> CaseNote:
    """A note, or a line that says what was told to whom inside the community."""
    if kind not in WRITABLE:
        raise ValueError(kind)
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    key, epoch = key_for_new(actor, case)
    note = put_note(case, key, actor.membership, kind, {"text": text}, epoch=epoch)
    trace(actor, f"case.{kind}", case)
    return note


@all_or_nothing
def close_case(*, actor: Actor, case_id: UUID, outcome: str, seen: str | None = None) -> Case:
    """Close a case whose required facts are all there; receipts that were held back are shown from today.

    Wishes to tell somebody outside that still need a yes are taken back in the actor's name: nobody could say
    it any more. Raises Moved when these are others than those of `seen` (see `wishes_version`).
    Raises NotFound, and ValidationError naming what is still missing, or when whom it is about has not
    learned what may have been told outside.
    """
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    if outcome not in Case.OUTCOMES:
        raise ValueError(outcome)
    insist_on_facts(opened(actor, case).facts)
    if owed(case) and who_can_read(case) is not None:
        raise ValidationError(
            _(
                "Before this is closed, whoever it is about must learn what may have been told outside: show "
                "it to them, or write how they were told in another way."
            ),
            code="not_shown",
        )
    waiting = undecided(case)
    if seen not in (None, wishes_version(waiting)):
        raise Moved
    for wish in waiting:
        withdraw(actor, case, wish)
    case.state, case.outcome, case.closed_on = Case.CLOSED, outcome, today()
    case.answered_at = case.answered_at or now().replace(second=0, microsecond=0)
    case.save(update_fields=["state", "outcome", "closed_on", "answered_at"])
    LentShare.objects.filter(share__case=case).delete()
    show_openings(actor=actor, thing_id=case.pk)
    trace(actor, "case.close", case, reason=outcome)
    outbox.emit("case.closed", space=case.space_id, case=case.pk)
    return case
