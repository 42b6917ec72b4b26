"""Wishes to tell somebody outside: whether whom they are about has read them, and who is still owed that."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from muruna.safeguarding.models import Case, CaseLetter, CaseNote
from muruna.safeguarding.sealing import OpenedCase

SHOWN, TOLD, HELD = "shown", CaseNote.TOLD, CaseNote.HELD
KNOWN = (SHOWN, TOLD)  # whoever it is about has learned of it


def how_shown(case: Case) -> dict[UUID, str]:
    """Of each wish that was considered: SHOWN here, TOLD in another way, or HELD back until it is safe."""
    about = CaseNote.objects.filter(case=case, about__isnull=False).values_list("about", "kind")
    found: dict[UUID, str] = {}
    for wish, kind in about:
        if found.get(wish) != TOLD:
            found[wish] = kind
    letters = CaseLetter.objects.filter(case=case, note__isnull=False)
    return found | dict.fromkeys(letters.values_list("note", flat=True), SHOWN)


def reasons(read: OpenedCase, wish: UUID) -> list[dict[str, str]]:
    """Why a wish was held back: by whom (a persona's id), on which day, in which words; oldest first."""
    return [
        {"by": str(one.note.author_id or ""), "day": one.note.day.isoformat(), "why": one.body["text"]}
        for one in read.notes
        if one.note.kind == HELD and one.note.about_id == wish and one.body is not None
    ]


def undecided(case: Case) -> list[CaseNote]:
    """Wishes that still need a yes, and that nobody has taken back."""
    rows = CaseNote.objects.filter(case=case, kind=CaseNote.DISCLOSURE, may_be_told_on=None)
    return list(rows.filter(withdrawn_on=None).order_by("seq"))


def wishes_version(wishes: Iterable[CaseNote]) -> str:
    """What stands for these wishes and for no others; "" for none."""
    ids = "".join(one.pk.hex for one in wishes)
    return hashlib.sha256(ids.encode()).hexdigest()[:16] if ids else ""


def owed(case: Case) -> bool:
    """Whether something may have left the case of which whom it is about has not been told in any way."""
    held = [wish for wish, state in how_shown(case).items() if state == HELD]
    may_have_left = (
        Q(may_be_told_on__isnull=False) | Q(taken_back_on__isnull=False) | Q(approvals__isnull=False)
    )
    return bool(CaseNote.objects.filter(may_have_left, pk__in=held).exists())
