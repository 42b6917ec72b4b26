"""What ends by itself: closed cases, messages from outside, and the keys of leads who are none any more."""

import datetime as dt

from django.db import transaction

from muruna.accounts.keyring import destroy_container
from muruna.foundation import news, outbox
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import all_or_nothing
from muruna.safeguarding.models import (
    Case,
    CaseLetter,
    CaseNote,
    CasePerson,
    CaseShare,
    ContactMessage,
    SteppingAside,
)
from muruna.safeguarding.sealing import here, shut_out, take_yes_back
from muruna.spaces.models import Right, Space
from muruna.spaces.queries import holders, suspended_holders


@all_or_nothing
def destroy_case(case: Case) -> None:
    """Delete a case, its words and every key to them."""
    for letter in CaseLetter.objects.filter(case=case):
        destroy_container(letter.pk)
    destroy_container(case.pk)
    destroy_container(case.excerpts_id)
    case.delete()


@all_or_nothing
def end_with_account(case: Case) -> None:
    """Destroy every word of an open case, and leave its team that it ended, and why.

    A worry that only vanished would look like one that never was, and its clock would run on in the talk.
    """
    for letter in CaseLetter.objects.filter(case=case):
        destroy_container(letter.pk)
        letter.delete()
    destroy_container(case.pk)
    destroy_container(case.excerpts_id)
    CaseNote.objects.filter(case=case).delete()
    CaseShare.objects.filter(case=case).delete()
    SteppingAside.objects.filter(case=case, done_on=None).delete()
    case.state, case.outcome, case.closed_on = Case.CLOSED, Case.WITH_ACCOUNT, today()
    case.facts_sealed, case.source_id = None, None
    case.save(update_fields=["state", "outcome", "closed_on", "facts_sealed", "source_id"])
    for lead in here(case):
        news.tell(lead.person_id)
    outbox.emit("case.closed", space=case.space_id, case=case.pk)


def destroy_closed_cases(space: Space) -> int:
    """Destroy the cases of the active space that were closed longer ago than it keeps them; how many."""
    last = today() - dt.timedelta(days=space.effective().retention_days.cases)
    due = list(Case.objects.filter(state=Case.CLOSED, closed_on__lt=last))
    for case in due:
        destroy_case(case)
    return len(due)


def drop_former_leads() -> None:
    """Take the keys of whoever is no lead of the active space any more; what they agreed to counts no more.

    Whoever is suspended while the right lasts keeps them: they open nothing, and a suspension that ends has
    taken nothing for good. So does the last one, if it is renewed.
    """
    former = CasePerson.objects.filter(part=CasePerson.TEAM, case__state=Case.OPEN).exclude(
        membership__in=holders(Right.SAFEGUARDING_LEAD)
    )
    for one in former.select_related("case", "membership__person"):
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=one.case_id)
            is_last = CasePerson.objects.filter(case=case, part=CasePerson.TEAM).count() == 1
            if is_last or one.membership_id in suspended_holders(Right.SAFEGUARDING_LEAD):
                take_yes_back(case, one.membership)
            else:
                shut_out(case, one.membership)


def forget_letters() -> None:
    """Delete messages from outside whose time is over, with their keys."""
    for letter in ContactMessage.objects.filter(ends_at__lte=now()):
        destroy_container(letter.pk)
        letter.delete()
