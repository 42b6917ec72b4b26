"""Letting something out of a case: proposed in words, and only after two named leads have said yes."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.letters import show_wish
from muruna.safeguarding.completeness import insist_on_facts
from muruna.safeguarding.logic.facts import forbids_telling
from muruna.safeguarding.models import Approval, Case, CaseNote, CasePerson
from muruna.safeguarding.sealing import key_for_new, opened, put_note

APPROVALS_NEEDED = 2


@all_or_nothing
def propose_telling(*, actor: Actor, case_id: UUID, text: str, whom: str) -> CaseNote:
    """Put down what would be told outside and to whom; nothing is sent, now or later, by the software.

    Whom it is about reads the same words at once, before anybody can have told them.

    Raises NotFound, and ValidationError while facts are missing or nothing may leave.
    """
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    _insist(actor, case)
    key, epoch = key_for_new(actor, case)
    body = {"text": text, "to": whom}
    note = put_note(case, key, actor.membership, CaseNote.DISCLOSURE, body, epoch=epoch)
    show_wish(case, note, body)
    trace(actor, "case.propose_telling", case)
    return note


@all_or_nothing
def approve_telling(*, actor: Actor, note_id: UUID) -> CaseNote:
    """One named yes; with the second lead's, what stands in the note may be told. One lead counts once.

    Raises NotFound for anyone who is no lead of the case, and ValidationError as `propose_telling`.
    """
    seen = find(actor, Action.CASE_APPROVE, CaseNote, note_id)
    # The case is the lock: two leads who say yes at the same moment wait for each other here.
    case = find_locked(actor, Action.CASE_APPROVE, Case, seen.case_id)
    note: CaseNote = CaseNote.objects.select_for_update().get(pk=note_id)
    if note.kind != CaseNote.DISCLOSURE:
        raise ValidationError(_("This line asks for no approval."), code="no_disclosure")
    _insist(actor, case)
    Approval.objects.get_or_create(note=note, lead=actor.membership, defaults={"space_id": case.space_id})
    trace(actor, "case.approve_telling", note)
    if note.may_be_told_on is None and _approvals(note) >= APPROVALS_NEEDED:
        # Whoever it is about hears of the yes, too; what they were not shown may not be told.
        for one in opened(actor, case).notes:
            if one.note.pk == note_id and one.body is not None:
                show_wish(case, note, one.body)
        note.may_be_told_on = today()
        note.save(update_fields=["may_be_told_on"])
    return note


def _insist(actor: Actor, case: Case) -> None:
    facts = opened(actor, case).facts
    insist_on_facts(facts)
    if forbids_telling(facts):
        raise ValidationError(
            _("The facts say that nothing leaves this community. If that changed, change it there first."),
            code="nothing_leaves",
        )


def _approvals(note: CaseNote) -> int:
    """How many leads who are still in the team have said yes."""
    team = CasePerson.objects.filter(case=note.case_id, part=CasePerson.TEAM).values("membership")
    return int(Approval.objects.filter(note=note, lead__in=team).count())
