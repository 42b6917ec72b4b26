"""Whom a case concerns, and whether they can read anything here."""

from django.utils.translation import gettext_lazy as _

from muruna.safeguarding.models import Case, CasePerson
from muruna.spaces.models import Membership

NOBODY_READS = _(
    "Whoever this is about is not in this community any more, and cannot read anything here. Nothing said to "
    "them here would reach them."
)


def whom_it_concerns(case: Case) -> Membership | None:
    """Whom a worry is about, or who made a report; None when they have deleted their account."""
    part = CasePerson.CONCERNED if case.kind == Case.WORRY else CasePerson.REPORTER
    who = CasePerson.objects.filter(case=case, part=part).select_related("membership__person").first()
    return who.membership if who else None


def who_can_read(case: Case) -> Membership | None:
    """The same, while they can read something here: also suspended, and not once they have left."""
    who = whom_it_concerns(case)
    return who if who is not None and who.state in (Membership.ACTIVE, Membership.SUSPENDED) else None
