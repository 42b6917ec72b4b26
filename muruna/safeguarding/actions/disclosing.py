"""Letting something out of a case: proposed in words, and only after two named leads have said yes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.letters import insist_on_a_reader, show_wish, tell_of_change
from muruna.safeguarding.actions.taking_back import withdraw
from muruna.safeguarding.completeness import insist_on_facts
from muruna.safeguarding.logic.facts import forbids_telling, stands_on_their_yes
from muruna.safeguarding.logic.showing import AT_ONCE, NOT_YET, NOW, Showing
from muruna.safeguarding.models import Approval, Case, CaseNote
from muruna.safeguarding.queries.heard import has_said_no
from muruna.safeguarding.queries.whom import whom_it_concerns
from muruna.safeguarding.queries.wishes import HELD, SHOWN, TOLD, how_shown, reasons
from muruna.safeguarding.sealing import here, key_for_new, opened, put_note

APPROVALS_NEEDED = 2


@all_or_nothing
def propose_telling(
    *, actor: Actor, case_id: UUID, text: str, whom: str, showing: Showing = AT_ONCE
) -> CaseNote:
    """Put down what would be told outside and to whom; nothing is sent, now or later, by the software.

    Whom it is about reads the same words before anybody can have told them, unless `showing` says why not.

    Raises NotFound, and ValidationError while facts are missing or nothing may leave.
    """
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    _insist(actor, case)
    key, epoch = key_for_new(actor, case)
    body = {"text": text, "to": whom}
    note = put_note(case, key, actor.membership, CaseNote.DISCLOSURE, body, epoch=epoch)
    _show(actor, case, note, body, showing)
    trace(actor, "case.propose_telling", case)
    return note


@all_or_nothing
def approve_telling(*, actor: Actor, note_id: UUID, showing: Showing = AT_ONCE) -> CaseNote:
    """One named yes; with the second lead's, what stands in the note may be told. One lead counts once.

    Each is asked again whether whom it is about reads it now, as long as they have not.

    Raises NotFound for anyone who is no lead of the case, and ValidationError as `propose_telling`.
    """
    case, note = _wish_locked(actor, note_id)
    if note.withdrawn_on is not None:
        raise ValidationError(
            _("This has been taken back. It can be put to the team anew."), code="withdrawn"
        )
    note.by_consent = _insist(actor, case)
    note.save(update_fields=["by_consent"])
    Approval.objects.get_or_create(note=note, lead=actor.membership, defaults={"space_id": case.space_id})
    trace(actor, "case.approve_telling", note)
    _show(actor, case, note, _words_of(actor, case, note), showing)
    if note.may_be_told_on is None and _approvals(note) >= APPROVALS_NEEDED:
        note.may_be_told_on = today()
        note.save(update_fields=["may_be_told_on"])
        tell_of_change(note)
    return note


@all_or_nothing
def withdraw_telling(*, actor: Actor, note_id: UUID) -> None:
    """The team does not wish to tell this any more: no yes counts, and whom it is about reads that.

    Any lead of the team may, alone: it keeps something in. Raises NotFound, ValidationError for another line.
    """
    case, note = _wish_locked(actor, note_id)
    if note.withdrawn_on is None:
        withdraw(actor, case, note)


@all_or_nothing
def show_telling(*, actor: Actor, note_id: UUID, showing: Showing) -> None:
    """Decide anew whether whom it is about reads what was held back; until they know, the case stays open.

    Raises NotFound, and ValidationError for a line that is no wish to tell.
    """
    case, note = _wish_locked(actor, note_id)
    _show(actor, case, note, _words_of(actor, case, note), showing)
    trace(actor, "case.show_telling", note, reason=showing.when)


def _wish_locked(actor: Actor, note_id: UUID) -> tuple[Case, CaseNote]:
    seen = find(actor, Action.CASE_APPROVE, CaseNote, note_id)
    # The case is the lock: two leads who say yes at the same moment wait for each other here.
    case = find_locked(actor, Action.CASE_APPROVE, Case, seen.case_id)
    note = CaseNote.objects.select_for_update().get(pk=note_id)
    if note.kind != CaseNote.DISCLOSURE:
        raise ValidationError(_("This line asks for no approval."), code="no_disclosure")
    return case, note


def _show(actor: Actor, case: Case, note: CaseNote, body: dict[str, Any] | None, showing: Showing) -> None:
    """Do as a lead has considered, unless whom it is about knows already."""
    state = how_shown(case).get(note.pk, HELD)
    if body is None or state == SHOWN or (state == TOLD and showing.when != NOW):
        return
    if showing.when == NOW:
        insist_on_a_reader(case)
        show_wish(case, note, {**body, "held": reasons(opened(actor, case), note.pk)})
        return
    key, epoch = key_for_new(actor, case)
    kind = CaseNote.HELD if showing.when == NOT_YET else CaseNote.TOLD
    said = {"text": showing.words, "to": body["to"]}
    put_note(case, key, actor.membership, kind, said, epoch=epoch, about=note)


def _words_of(actor: Actor, case: Case, note: CaseNote) -> dict[str, Any] | None:
    return next((one.body for one in opened(actor, case).notes if one.note.pk == note.pk), None)


def _insist(actor: Actor, case: Case) -> bool:
    """Go on only if something may leave this case; whether that stands on the person's own yes."""
    read = opened(actor, case)
    facts = read.facts
    insist_on_facts(facts)
    if forbids_telling(facts):
        raise ValidationError(
            _("The facts say that nothing leaves this community. If that changed, change it there first."),
            code="nothing_leaves",
        )
    if stands_on_their_yes(facts) and has_said_no(read, whom_it_concerns(case)):
        raise ValidationError(
            _(
                "They have said No, so their yes cannot be the ground. Please ask them whether that has "
                "changed, or write down on which other ground the team acts."
            ),
            code="said_no",
        )
    return stands_on_their_yes(facts)


def _approvals(note: CaseNote) -> int:
    """How many leads who are still in the team have said yes."""
    return int(Approval.objects.filter(note=note, lead__in=here(note.case)).count())
