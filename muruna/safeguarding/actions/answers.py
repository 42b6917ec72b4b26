"""Asking the person whom a case is about, and hearing them, though they can never open it."""

from typing import Any
from uuid import UUID

from muruna.access import Action, Actor, find_locked
from muruna.accounts.keyring import newest_epoch, start_epoch
from muruna.foundation import news, outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.cases import take_if_nobody_has
from muruna.safeguarding.actions.letters import insist_on_a_reader, write_letter
from muruna.safeguarding.actions.taking_back import take_back_all
from muruna.safeguarding.models import Case, CaseLetter, CaseNote, CasePerson
from muruna.safeguarding.queries.whom import who_can_read
from muruna.safeguarding.sealing import here, key_for_new, put_note, team_of

WHOSE_NO = (CasePerson.CONCERNED, CasePerson.REPORTER)  # whoever only passed on a worry decides nothing


@all_or_nothing
def hear_concerned(*, actor: Any, case_id: UUID, answer: str, text: str = "") -> CaseNote:
    """Put the answer ("yes", "no", "first", or "" for words alone) into the case, sealed for its team.

    Whoever answers holds no key of the case, so the note begins a new epoch that the team can open and they
    cannot. A No takes back every yes to telling somebody outside that stood on theirs.
    Raises NotFound for anybody whom the case is not about and who did not open it.
    """
    case = find_locked(actor, Action.CASE_ANSWER, Case, case_id)
    key = start_epoch(case.pk, [one.person for one in team_of(case)])
    body = {"answer": answer, "text": text}
    note = put_note(case, key, actor.membership, CaseNote.ASKED, body, epoch=newest_epoch(case.pk))
    CaseLetter.objects.filter(case=case, to=actor.membership).update(is_answered=True)
    write_letter(case, actor.membership, body, is_answered=True, is_own=True)
    if answer == "no" and case.people.filter(membership=actor.membership, part__in=WHOSE_NO).exists():
        take_back_all(case, by_consent=True)
    trace(actor, "case.heard", case)
    for lead in here(case):
        news.tell(lead.person_id)
    outbox.emit("case.heard", space=case.space_id, case=case.pk)
    return note


@all_or_nothing
def ask_concerned(*, actor: Actor, case_id: UUID, text: str) -> CaseLetter:
    """Ask the person whom a worry is about, or who made a report; they read it among their reports.

    Whoever asks looks after the case, if nobody did. The question stands in it, and sealed a second time for
    that person alone. Raises NotFound, and ValidationError when they have left or deleted their account.
    """
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    insist_on_a_reader(case)
    who: Any = who_can_read(case)
    key, epoch = key_for_new(actor, case)
    put_note(case, key, actor.membership, CaseNote.ASKED, {"text": text, "answer": ""}, epoch=epoch)
    letter = write_letter(case, who, {"text": text})
    take_if_nobody_has(actor, case)
    trace(actor, "case.ask", case)
    outbox.emit("case.asked", space=case.space_id, case=case.pk)
    news.tell(who.person_id)
    return letter
