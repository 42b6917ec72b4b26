"""Hard filters: a pair that fails one is not an edge, whatever its score would be."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum

from muruna.matching.logic.needs import AgeBand, Request, Rules, Supporter, Track


class Refusal(Enum):
    """Why two people are not proposed to each other."""

    OTHER_SPACE = "other_space"
    SAME_PERSON = "same_person"
    BLOCKED = "blocked"
    MAY_KNOW = "may_know"
    NO_COMMON_LANGUAGE = "no_common_language"
    AGE = "age"
    NO_RIGHT = "no_right"
    PAUSED = "paused"
    LIMIT_REACHED = "limit_reached"
    NOT_NOW = "not_now"
    NOT_WANTED = "not_wanted"
    DECLINED = "declined"
    NOT_ON_DUTY = "not_on_duty"


# What a member may be told when nobody is found; a block, a pause or a right is somebody's own affair.
SAYABLE = frozenset({Refusal.NO_COMMON_LANGUAGE, Refusal.LIMIT_REACHED, Refusal.NOT_ON_DUTY})


def _refusals(request: Request, supporter: Supporter, rules: Rules, now: datetime) -> Iterator[Refusal]:
    # Cheapest first, because `is_edge` stops at one; `refusals` collects all, so order says nothing.
    if supporter.languages.isdisjoint(request.languages):
        yield Refusal.NO_COMMON_LANGUAGE
    if request.space != supporter.space:
        yield Refusal.OTHER_SPACE
    if request.persona == supporter.id:
        yield Refusal.SAME_PERSON
    if request.persona in supporter.blocks:
        yield Refusal.BLOCKED
    if supporter.id in request.not_these:
        yield Refusal.MAY_KNOW
    if supporter.id in request.declined:
        yield Refusal.DECLINED
    if not may_meet(request.age_band, supporter, rules):
        yield Refusal.AGE
    if supporter.right_valid_until is None or supporter.right_valid_until <= now:
        yield Refusal.NO_RIGHT
    if supporter.paused_until is not None and supporter.paused_until > now:
        yield Refusal.PAUSED
    if _is_at_limit(request, supporter):
        yield Refusal.LIMIT_REACHED
    if supporter.topics_not_now and not supporter.topics_not_now.isdisjoint(
        request.topics | {wish.experience for wish in request.wishes}
    ):
        yield Refusal.NOT_NOW
    # Only what the member would be shown anyway: else asking for "not with X" would find out who lived X.
    if request.avoid and any(
        lived.match_may_see and lived.id in request.avoid for lived in supporter.experiences
    ):
        yield Refusal.NOT_WANTED
    if request.is_live and not supporter.is_on_duty(now):
        yield Refusal.NOT_ON_DUTY


def refusals(request: Request, supporter: Supporter, rules: Rules, now: datetime) -> frozenset[Refusal]:
    """Every reason why this pair may not be proposed at `now` (aware); empty means it is an edge."""
    return frozenset(_refusals(request, supporter, rules, now))


def is_edge(request: Request, supporter: Supporter, rules: Rules, now: datetime) -> bool:
    """True when no hard filter stands between the two."""
    return next(_refusals(request, supporter, rules, now), None) is None


def may_meet(member: AgeBand, supporter: Supporter, rules: Rules) -> bool:
    """True when age bands, the supporter's tracks and the space's profile all allow it.

    Adults and minors meet only with the adult as certified supporter; nobody under 16 supports.
    """
    if supporter.age_band is AgeBand.FROM_13:
        return False
    if supporter.age_band.is_minor:
        return member.is_minor and rules.minors_may_support and Track.UNDER_18 in supporter.tracks
    if member.is_minor:
        return rules.adults_may_support_minors and Track.UNDER_18 in supporter.tracks
    return Track.ADULTS in supporter.tracks


def why_nobody(
    request: Request, supporters: Iterable[Supporter], rules: Rules, now: datetime
) -> frozenset[Refusal]:
    """What may honestly be said when nobody is an edge: sayable reasons that alone stood in the way.

    A supporter stopped by anything private counts for nothing, so that no block can be read off the answer.
    """
    said: set[Refusal] = set()
    for supporter in supporters:
        found = refusals(request, supporter, rules, now)
        if found and found <= SAYABLE:
            said |= found
    return frozenset(said)


def _is_at_limit(request: Request, supporter: Supporter) -> bool:
    if supporter.seats == 0 or supporter.load.minutes_this_week >= supporter.limits.week_minutes:
        return True
    # A request that can wait is talked about in a later shift.
    return request.is_live and supporter.load.minutes_this_shift >= supporter.limits.shift_minutes
