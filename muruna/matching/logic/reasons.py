"""Why two people are proposed to each other, told only with what the other side lets be seen.

A reason is a function of visible things alone: adding or removing a hidden one changes neither the reasons
nor their order. Rarity and score stay out of it, because both are moved by hidden things.
"""

from dataclasses import dataclass
from enum import Enum

from muruna.matching.logic.needs import Lived, Request, Supporter


class Why(Enum):
    """Kinds of reason, in the order in which they are told; pages put them into words."""

    LIVED_WHAT_MATTERS = "lived_what_matters"
    LIVED_WHAT_YOU_PREFER = "lived_what_you_prefer"
    SHARES_CIRCUMSTANCE = "shares_circumstance"
    SPEAKS_YOUR_LANGUAGE = "speaks_your_language"


@dataclass(frozen=True)
class Reason:
    """One reason; `subject` is a vocabulary id or a language code."""

    why: Why
    subject: str


def reasons_for_member(request: Request, supporter: Supporter) -> tuple[Reason, ...]:
    """Why this supporter, told to the member: what matters most first, then by id."""
    visible = _told(supporter.experiences)
    wishes = sorted(request.wishes, key=lambda wish: (-wish.how_much.weight, wish.experience))
    wanted = [wish.experience for wish in wishes if wish.experience in visible]
    preferred = sorted((request.prefer & visible) - set(wanted))
    own = {lived.id for lived in request.circumstances if lived.matcher_may_use}
    shared = sorted(own & _told(supporter.circumstances))
    return (
        *(Reason(Why.LIVED_WHAT_MATTERS, each) for each in wanted),
        *(Reason(Why.LIVED_WHAT_YOU_PREFER, each) for each in preferred),
        *(Reason(Why.SHARES_CIRCUMSTANCE, each) for each in shared),
        *_languages(request, supporter),
    )


def reasons_for_supporter(request: Request, supporter: Supporter) -> tuple[Reason, ...]:
    """Why this request, told to the supporter: only wishes and circumstances the member lets be seen."""
    told = {wish.experience for wish in request.wishes if wish.match_may_see}
    own = {lived.id for lived in supporter.circumstances if lived.matcher_may_use}
    return (
        # By id: the order must not tell how much something matters to the member.
        *(Reason(Why.LIVED_WHAT_MATTERS, each) for each in sorted(told & supporter.usable)),
        *(Reason(Why.SHARES_CIRCUMSTANCE, each) for each in sorted(own & _told(request.circumstances))),
        *_languages(request, supporter),
    )


def _told(lived: tuple[Lived, ...]) -> frozenset[str]:
    # Both consents: a reason that the matcher did not use would not be true.
    return frozenset(each.id for each in lived if each.matcher_may_use and each.match_may_see)


def _languages(request: Request, supporter: Supporter) -> tuple[Reason, ...]:
    shared = [code for code in request.languages if code in supporter.languages]
    return tuple(Reason(Why.SPEAKS_YOUR_LANGUAGE, code) for code in shared)
