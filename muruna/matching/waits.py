"""What may honestly be said to somebody who waits: who is there, when next, how long it takes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from muruna.foundation.clock import now
from muruna.matching.logic import needs as values
from muruna.matching.logic.filters import SAYABLE, Refusal, is_edge, refusals, why_nobody
from muruna.matching.logic.waiting import Estimate, estimate
from muruna.matching.logic.waiting import Waited as Wait
from muruna.matching.models import Proposal, Request, Waited
from muruna.matching.pool import Peer, age_rules, request_value, rules_of, without_refused
from muruna.safeguarding.queries import may_talk_live, next_duty
from muruna.spaces.logic.profiles import Profile
from muruna.spaces.models import Space

RECENT_MOST = 200  # waits looked at, the latest of the last three months


@dataclass(frozen=True)
class Outlook:
    """The answer to "is somebody there?"; no number of people is ever in it."""

    is_anybody_free: bool
    next_hours: dt.datetime | None
    estimate: Estimate
    nobody_because: frozenset[Refusal]
    not_yet: tuple["NotYet", ...]  # of the member's languages, those in which a live talk must wait


def outlook_for(space: Space, request: Request, everyone: Iterable[Peer]) -> Outlook:
    """What can be said about this waiting request now."""
    everyone, profile = list(everyone), rules_of(space)
    value = request_value(request, everyone, profile)
    value = without_refused(value, Proposal.objects.filter(request=request), now())
    supporters, rules = [peer.value for peer in everyone], age_rules(profile)
    free = any(is_edge(value, each, rules, now()) for each in supporters)
    next_hours = None if free else _next_hours(value, supporters, rules)
    return Outlook(
        free,
        next_hours,
        estimate(_recent(request), anybody_on_duty=free or not request.is_live, next_hours=next_hours),
        frozenset() if free else why_nobody(value, supporters, rules, now()),
        not_yet(space, request, request.languages),
    )


@dataclass(frozen=True)
class NotYet:
    """A language in which no live talk can begin now: no lead on duty reads it. And when one next does."""

    language: str
    next_hour: dt.datetime | None


def not_yet(space: Space, request: Request, languages: Iterable[str]) -> tuple[NotYet, ...]:
    """Of these languages, those in which the talk that is asked for cannot begin now."""
    moment, never = now(), {request.membership_id}
    return tuple(
        NotYet(code, next_duty(space, moment, never=never, reads=code))
        for code in languages
        if request.is_live and not may_talk_live(space, request.membership, code, moment)
    )


def held_back(space: Space, request: Request, spoken: Iterable[str]) -> NotYet | None:
    """What keeps the talk with a supporter who speaks these from beginning now, in the language of the two.

    That is the first of the member's languages which the two share.
    """
    theirs = set(spoken)
    shared = [code for code in request.languages if code in theirs] or [request.language]
    return next(iter(not_yet(space, request, shared[:1])), None)


def is_anybody_here(space: Space, request: Request, everyone: Iterable[Peer]) -> bool:
    """Whether somebody who could answer this very request is here now, by the same rules as above."""
    everyone, profile = list(everyone), rules_of(space)
    value = request_value(request, everyone, profile)
    value = without_refused(value, Proposal.objects.filter(request=request), now())
    live = replace(value, days=None)  # None: now
    return any(is_edge(live, peer.value, age_rules(profile), now()) for peer in everyone)


def has_said_no(request: Request) -> bool:
    """Whether the one whom the member chose cannot just now, and nobody has been chosen since."""
    if request.takes_first_free:
        return False
    states = set(Proposal.objects.filter(request=request).values_list("state", flat=True))
    return Proposal.CHOSEN not in states and not states.isdisjoint({Proposal.DECLINED, Proposal.LAPSED})


def _next_hours(
    value: values.Request, supporters: list[values.Supporter], rules: values.Rules
) -> dt.datetime | None:
    """When the next of those begins their hours whom nothing but the hour, or a full table, keeps away."""
    starts = [
        each.hours.next_opening(now())
        for each in supporters
        if refusals(value, each, rules, now()) <= SAYABLE - {Refusal.NO_COMMON_LANGUAGE}
    ]
    return min((start for start in starts if start is not None), default=None)


def _recent(request: Request) -> list[Wait]:
    rows = Waited.objects.filter(
        language=request.languages[0], is_minor=request.membership.is_minor, is_live=request.is_live
    )
    newest = rows.order_by("-day", "pk").values_list("minutes", "was_served")[:RECENT_MOST]
    return [Wait(minutes, was_served) for minutes, was_served in newest]


def can_ask(profile: Profile, age_band: str) -> bool:
    """Whether people of this age band may ask for somebody to talk to in this space."""
    return age_band in profile.asking_bands
