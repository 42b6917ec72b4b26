"""What the codes of this package are called on a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries.cases import Wish
from muruna.safeguarding.queries.heard import ANSWERED, NEVER_ANSWERED, SAID, UNANSWERED
from muruna.ui.formats import day

KINDS: dict[str, Promise] = {Case.WORRY: _p("case", "A worry"), Case.REPORT: _p("case", "A report")}
NOTES: dict[str, Promise] = {
    CaseNote.NOTE: _p("line of a case", "Note"),
    CaseNote.EXCERPT: _p("line of a case", "Reported words"),
    CaseNote.TOLD: _p("line of a case", "Told"),
    CaseNote.ASKED: _p("line of a case", "Asked, or said to the team"),
    CaseNote.DISCLOSURE: _p("line of a case", "Wish to tell somebody outside"),
    CaseNote.HELD: _p("line of a case", "Not shown to the person yet, because"),
}
PARTS: dict[str, Promise] = {
    CasePerson.CONCERNED: _("The person whom this is about"),
    CasePerson.REPORTER: _("Who reported it"),
    CasePerson.OPENED_BY: _("Who was worried"),
    CasePerson.NAMED: _("Named in it"),
    CasePerson.ASIDE: _("Stepped aside"),
    CasePerson.TEAM: _("In the team"),
}
TEAM_AWAY: Promise = _("In the team, but cannot open it just now")
OUTSIDE: dict[str, Promise] = {
    "whom": _("To whom, by name or office"),
    "text": _("Exactly what would be said"),
}
HELD_AT_FIRST: Promise = _p("line of a case", "Not shown to the person at first, because")
TOLD_ANOTHER_WAY: Promise = _p("line of a case", "Told to the person in another way")
ASKED: dict[str, Promise] = {
    SAID: _p("line of a case", "Said to the team"),
    ANSWERED: _p("line of a case", "Asked, and answered since"),
    UNANSWERED: _p("line of a case", "Asked, not answered yet"),
    NEVER_ANSWERED: _p("line of a case", "Asked, and not answered before the end"),
}
HEARD: dict[str, Promise] = {
    "yes": _("Yes."),
    "no": _("No."),
    "first": _("First something else matters."),
}
NOT_KNOWN = _("not known yet")
SAID_LAST = _("What the person said last")
NOTHING_SAID = _("Nothing yet.")
ASIDE: dict[str, Promise] = {
    "part": _("What it is about touches them"),
    "close": _("Close to somebody who has a part in it"),
    "quarrel": _("In a quarrel with somebody who has a part in it"),
}
FACTS: dict[str, Promise] = {
    "happened": _("What happened"),
    "contact": _("A safe way to reach the person"),
    "hours": _("Hours at which it is safe"),
    "not_told": _("Who must not be told"),
    "reveals": _("What telling somebody would reveal"),
    "wishes": _("What the person wishes"),
    "basis": _("On what ground the team acts"),
}
REVEALS: dict[str, Promise] = {
    "orientation": _("Whom they love"),
    "gender": _("Their gender"),
    "hiv": _("Their HIV status"),
    "immigration": _("Their immigration status"),
    "other": _("Something else that could harm them"),
    "nothing": _("Nothing: we have thought about each of these"),
}
NOTHING_AND_MORE = _(
    "You ticked that it would reveal nothing, and something as well. Please choose one of the two."
)
BASES: dict[str, Promise] = {
    "inside": _("Nothing leaves this community"),
    "consent": _("The person has said yes to telling somebody"),
    "life": _("A life is in danger right now"),
    "law": _("A law obliges us"),
}
OUTCOMES: dict[str, Promise] = {
    "helped": _("The person found help here"),
    "agreed": _("Those involved agreed on something"),
    "passed_on": _("Others, outside, look after it now"),
    "warned": _("Somebody was reminded of the agreement"),
    "removed": _("Somebody had to leave"),
    "nothing_found": _("Nothing needed to be done"),
    "wish": _("The person wished that nothing more be done"),
    Case.WITH_ACCOUNT: _("This ended because the person deleted their account"),
}
OTHERS: dict[str, Promise] = {
    CasePerson.CONCERNED: _p("a worry", "From %(name)s"),
    CasePerson.OPENED_BY: _p("a worry", "About %(name)s"),
}
PROGRESS: dict[str, tuple[Promise, Promise]] = {
    "received": (_("Received"), _("It has arrived. Nobody has taken it up yet.")),
    "late": (_("Late"), _("Nobody has taken it up yet, although that was promised.")),
    "looking": (_("Being looked at"), _("A named person has taken it up.")),
    "answered": (_("Answered"), _("The team has told something to those who need to know.")),
    "closed": (_("Closed"), _("The team has finished. What was written is erased after the time set here.")),
}


_MAY_BE_TOLD = _(
    "Two people have said yes on %(day)s. It may be told, in exactly these words and to nobody else."
)
_NOT_ANY_MORE = _(
    "Two people had said yes to it, and that was taken back on %(day)s. From then on it may not be told."
)
_NOT_BEFORE_AGAIN = _(
    "Two people had said yes to it, and that was taken back on %(day)s. It may not be told before two people "
    "say yes again. If it should be said in another way, or not at all, please write to the team."
)
_WITHDRAWN = _("The team took this back on %(day)s. It will not be told.")
_NEVER_AGREED = _("The team has finished, and two people have not said yes to it. It will not be told.")
_ASKED_FOR = _(
    "Asked for on %(day)s. It may not be told before two people have said yes. If it should be said in "
    "another way, or not at all, please write to the team."
)


def words_heard(said: Mapping[str, Any]) -> str:
    """What somebody has said to the team: their answer, if it is one, and their own words."""
    parts = (str(HEARD.get(said.get("answer", ""), "")), said.get("text", ""))
    return " ".join(part for part in parts if part)


def other_words(part: str, name: str) -> str:
    """Who is on the other side, as the one with this part in a case is told; "" where nobody is named."""
    return str(OTHERS[part]) % {"name": name} if name and part in OTHERS else ""


def wish_words(wish: Wish, *, is_closed: bool) -> str:
    """Where a wish to tell somebody outside stands, as whom it is about reads it."""
    if wish.may_be_told_on:
        text = _MAY_BE_TOLD % {"day": day(wish.may_be_told_on)}
    elif wish.taken_back_on:
        over = wish.withdrawn_on or is_closed
        text = (_NOT_ANY_MORE if over else _NOT_BEFORE_AGAIN) % {"day": day(wish.taken_back_on)}
    elif wish.withdrawn_on:
        text = _WITHDRAWN % {"day": day(wish.withdrawn_on)}
    elif is_closed:
        text = _NEVER_AGREED
    else:
        text = _ASKED_FOR % {"day": day(wish.day)}
    return str(text)


def fact_words(name: str, value: object) -> str:
    """One fact as a reader sees it: codes in words, own words as they are."""
    if name == "reveals" and isinstance(value, list):
        return " · ".join(str(REVEALS[one]) for one in value if one in REVEALS)
    if name == "basis":
        return str(BASES.get(str(value), ""))
    return str(value or "")
