"""What whom a case is about has said in it, newest last."""

from muruna.safeguarding.models import CaseNote
from muruna.safeguarding.sealing import OpenedCase, OpenedNote
from muruna.spaces.models import Membership


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
