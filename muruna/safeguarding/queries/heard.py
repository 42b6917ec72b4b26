"""What whom a case is about has said in it, newest last."""

from collections.abc import Iterable
from uuid import UUID

from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries.whom import whom_it_concerns
from muruna.safeguarding.sealing import OpenedCase, OpenedNote
from muruna.spaces.models import Membership

SAID, ANSWERED, UNANSWERED, NEVER_ANSWERED = "said", "answered", "unanswered", "never"


def last_heard(read: OpenedCase, who: Membership | None) -> list[OpenedNote]:
    """Their last answer (yes, no, or first something else), and their last words if those came later."""
    said = [
        one
        for one in read.notes
        if who and one.body and one.note.kind == CaseNote.ASKED and one.note.author_id == who.pk
    ]
    answered = [one for one in said if one.body and one.body.get("answer")]
    return answered[-1:] + [one for one in said[-1:] if one not in answered]


def has_said_no(read: OpenedCase, who: Membership | None) -> bool:
    """Their last answer is No; words alone change no answer."""
    return any(one.body is not None and one.body.get("answer") == "no" for one in last_heard(read, who))


def how_asked(read: OpenedCase, people: Iterable[CasePerson]) -> dict[UUID, str]:
    """What each question and answer of a case is; one is left out where its writer is known no more."""
    parts = {one.membership_id: one.part for one in people}
    lines = [one.note for one in read.notes if one.note.kind == CaseNote.ASKED]
    who = whom_it_concerns(read.case)
    last = max((one.seq for one in lines if who and one.author_id == who.pk), default=0)
    waiting = NEVER_ANSWERED if read.case.state == Case.CLOSED else UNANSWERED
    found = {}
    for line in lines:
        part = parts.get(line.author_id)
        if part in (CasePerson.TEAM, CasePerson.ASIDE):
            found[line.pk] = ANSWERED if line.seq < last else waiting
        elif part is not None:
            found[line.pk] = SAID
    return found
