"""What a case's team says to the person whom it is about, sealed for that person alone."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from muruna.accounts.keyring import start_container
from muruna.foundation import news
from muruna.safeguarding.models import Case, CaseLetter, CaseNote
from muruna.safeguarding.queries.whom import NOBODY_READS, who_can_read, whom_it_concerns
from muruna.safeguarding.sealing import letter_place, sealed
from muruna.spaces.models import Membership


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
