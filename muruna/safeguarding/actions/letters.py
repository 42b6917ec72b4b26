"""What a case's team says to the person whom it is about, sealed for that person alone."""

from typing import Any

from muruna.accounts.keyring import start_container
from muruna.foundation import news
from muruna.safeguarding.models import Case, CaseLetter, CaseNote, CasePerson
from muruna.safeguarding.sealing import letter_place, sealed
from muruna.spaces.models import Membership


def whom_it_concerns(case: Case) -> Membership | None:
    """Whom a worry is about, or who made a report; None when they have deleted their account."""
    part = CasePerson.CONCERNED if case.kind == Case.WORRY else CasePerson.REPORTER
    who = CasePerson.objects.filter(case=case, part=part).select_related("membership__person").first()
    return who.membership if who else None


def write_letter(case: Case, to: Membership, body: dict[str, str], **more: Any) -> CaseLetter:
    """One sealed letter, inside the caller's transaction."""
    letter: CaseLetter = CaseLetter(space_id=case.space_id, case=case, to=to, **more)
    letter.body = sealed(start_container(letter.pk, [to.person]), body, letter_place(letter.pk))
    letter.save(force_insert=True)
    return letter


def show_wish(case: Case, note: CaseNote, body: dict[str, str]) -> None:
    """Whom it is about reads, before anything leaves, what would be told outside and to whom."""
    who = whom_it_concerns(case)
    if who is None:
        return
    if not CaseLetter.objects.filter(note=note).exists():
        write_letter(case, who, {"text": body["text"], "to": body["to"]}, note=note)
    news.tell(who.person_id)
