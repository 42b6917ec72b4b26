"""What a case's team says to the person whom it is about, sealed for that person alone."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muruna.accounts.keyring import start_container
from muruna.foundation import news
from muruna.safeguarding.models import Case, CaseLetter, CaseNote, CasePerson
from muruna.safeguarding.sealing import letter_place, sealed
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


def insist_on_a_reader(case: Case) -> None:
    """Go on only if something said to whom it is about would be read; raises ValidationError."""
    if who_can_read(case) is None:
        raise ValidationError(NOBODY_READS, code="gone")


def write_letter(case: Case, to: Membership, body: Mapping[str, Any], **more: Any) -> CaseLetter:
    """One sealed letter, inside the caller's transaction."""
    letter: CaseLetter = CaseLetter(space_id=case.space_id, case=case, to=to, **more)
    letter.body = sealed(start_container(letter.pk, [to.person]), body, letter_place(letter.pk))
    letter.save(force_insert=True)
    return letter


def show_wish(case: Case, note: CaseNote, body: Mapping[str, Any]) -> None:
    """Whom it is about reads what would be told outside and to whom, and why they did not read it before."""
    who = whom_it_concerns(case)
    if who is not None:
        told = {"text": body["text"], "to": body["to"], "held": body["held"]}
        write_letter(case, who, told, note=note)
        news.tell(who.person_id)


def tell_of_change(note: CaseNote) -> None:
    """Whom it is about hears what has been decided; nothing stirs while it is not safe to show it here."""
    letter = CaseLetter.objects.filter(note=note).select_related("to").first()
    if letter is not None:
        news.tell(letter.to.person_id)
