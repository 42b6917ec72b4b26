"""What ends by itself: closed cases, messages from outside, and the keys of leads who are none any more."""

import datetime as dt

from django.db import transaction

from muruna.accounts.keyring import destroy_container
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import all_or_nothing
from muruna.safeguarding.models import Case, CaseLetter, CasePerson, ContactMessage
from muruna.safeguarding.sealing import shut_out
from muruna.spaces.models import Right, Space
from muruna.spaces.queries import holders


@all_or_nothing
def destroy_case(case: Case) -> None:
    """Delete a case, its words and every key to them."""
    for letter in CaseLetter.objects.filter(case=case):
        destroy_container(letter.pk)
    destroy_container(case.pk)
    destroy_container(case.excerpts_id)
    case.delete()


def destroy_closed_cases(space: Space) -> int:
    """Destroy the cases of the active space that were closed longer ago than it keeps them; how many."""
    last = today() - dt.timedelta(days=space.effective().retention_days.cases)
    due = list(Case.objects.filter(state=Case.CLOSED, closed_on__lt=last))
    for case in due:
        destroy_case(case)
    return len(due)


def drop_former_leads() -> None:
    """Take the keys of whoever is no lead of the active space any more.

    The last one keeps them: without a right they open nothing, and if it is renewed nothing was lost.
    """
    former = CasePerson.objects.filter(part=CasePerson.TEAM, case__state=Case.OPEN).exclude(
        membership__in=holders(Right.SAFEGUARDING_LEAD)
    )
    for one in former.select_related("case", "membership__person"):
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=one.case_id)
            if CasePerson.objects.filter(case=case, part=CasePerson.TEAM).count() > 1:
                shut_out(case, one.membership)


def forget_letters() -> None:
    """Delete messages from outside whose time is over, with their keys."""
    for letter in ContactMessage.objects.filter(ends_at__lte=now()):
        destroy_container(letter.pk)
        letter.delete()
