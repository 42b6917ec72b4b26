"""What may be told no longer may: the yeses to it are gone, and whom it is about reads that."""

from django.db.models import QuerySet

from muruna.access import Actor
from muruna.foundation import news
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.letters import tell_of_change
from muruna.safeguarding.models import Approval, Case, CaseNote
from muruna.safeguarding.sealing import team_of


def take_back_all(case: Case, *, by_consent: bool = False) -> None:
    """Take back every yes in a case that the caller has locked, or those that stood on the person's own yes.

    The team is told, and the person where they know of the wish.
    """
    wishes = CaseNote.objects.filter(case=case, kind=CaseNote.DISCLOSURE, approvals__isnull=False)
    if by_consent:
        wishes = wishes.filter(by_consent=True)
    if take_back(case, wishes.distinct()):
        for lead in team_of(case):
            news.tell(lead.person_id)


def withdraw(actor: Actor, case: Case, wish: CaseNote) -> None:
    """The team does not wish to tell this any more, inside the caller's transaction, with the case locked."""
    take_back(case, CaseNote.objects.filter(pk=wish.pk))
    wish.refresh_from_db()
    wish.withdrawn_on, wish.withdrawn_by = today(), actor.membership
    wish.save(update_fields=["withdrawn_on", "withdrawn_by"])
    if wish.taken_back_on is None:
        tell_of_change(wish)
    trace(actor, "case.withdraw_telling", wish)


def take_back(case: Case, wishes: QuerySet[CaseNote]) -> bool:
    """Take back every yes to `wishes`, inside the caller's transaction; whether there was any."""
    found = list(wishes)
    Approval.objects.filter(note__in=found).delete()
    for wish in found:
        if wish.may_be_told_on is not None:
            wish.may_be_told_on, wish.taken_back_on = None, today()
            wish.save(update_fields=["may_be_told_on", "taken_back_on"])
            tell_of_change(wish)
    return bool(found)
