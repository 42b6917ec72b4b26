"""Rules of rights: for whom, by whom, how long, and when one may not end."""

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

MONTHS_MOST = 12
ADULTS, UNDER_18 = "adults", "under-18"
TRACKS = (ADULTS, UNDER_18)
# Whoever holds one of these can open what is reported, or make somebody who can: two people decide.
GUARDED = frozenset({"safeguarding_lead", "steward"})
# Asked for the second yes where nobody else holds one of these.
COLLEAGUES = frozenset({"coordinator", "supervisor"})
BEGINNING_DAYS = 30
WAIT_DAYS = 14
STEP_DAYS = 14  # so long a step about somebody in office waits for the second yes
SHOWN_DAYS = 30  # so long the others in office read that one was done


class Problem(StrEnum):
    """Why a right cannot be given as it stands."""

    ONESELF = "oneself"
    STEWARD_BY_STEWARD = "steward_by_steward"
    HAS_IT = "has_it"
    TOO_LONG = "too_long"
    ENDED = "ended"
    NO_TRACK = "no_track"
    TRACK_NOT_HERE = "track_not_here"
    TOO_YOUNG = "too_young"


class Second(StrEnum):
    """Whether a right needs somebody besides its giver."""

    NOBODY = "nobody"  # it begins at once
    YES = "yes"  # it begins when a second person has said yes
    OTHERS = "others"  # the same, and whoever coordinates or supervises may say it: no lead is left
    TIME = "time"  # there is no second person: it begins after a time in which everybody can see it


@dataclass(frozen=True)
class Wish:
    """A right that someone wants to give; `tracks` counts for supporters alone."""

    role: str
    ends_on: dt.date
    tracks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Holder:
    """Who would hold it: the roles that they hold already, and whether they are under 18."""

    roles: frozenset[str]
    is_minor: bool
    is_giver: bool


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last day of a month that is too short."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def problems(
    wish: Wish,
    holder: Holder,
    *,
    giver_roles: Collection[str],
    today: dt.date,
    tracks_here: Collection[str],
    roles_for_minors: Collection[str],
) -> list[Problem]:
    """Everything that stands against `wish`; empty when it may be given."""
    found = []
    if holder.is_giver:
        found.append(Problem.ONESELF)
    if wish.role in GUARDED and "steward" not in giver_roles:
        found.append(Problem.STEWARD_BY_STEWARD)
    if wish.role in holder.roles:
        found.append(Problem.HAS_IT)
    if holder.is_minor and wish.role not in roles_for_minors:
        found.append(Problem.TOO_YOUNG)
    if wish.role == "supporter":
        if not wish.tracks:
            found.append(Problem.NO_TRACK)
        elif wish.tracks - set(tracks_here):
            found.append(Problem.TRACK_NOT_HERE)
    return found + length_problems(wish.ends_on, today)


def second_for(
    role: str, *, has_others: bool, had_others: bool, opened_days_ago: int, may_ask_others: bool = False
) -> Second:
    """What a right to `role` needs besides its giver.

    `has_others`: somebody who is neither giver nor receiver leads or stewards here now; `had_others`:
    somebody but the giver ever did; `may_ask_others`: there is no lead at all, and somebody who coordinates
    or supervises. Only a community that has just begun, with one person, may go on alone.
    """
    if role not in GUARDED:
        return Second.NOBODY
    if has_others:
        return Second.YES
    if not had_others and opened_days_ago <= BEGINNING_DAYS:
        return Second.NOBODY
    return Second.OTHERS if may_ask_others and role == "safeguarding_lead" else Second.TIME


def length_problems(ends_on: dt.date, today: dt.date) -> list[Problem]:
    """What is wrong with the end date: at most 12 months away, and not in the past."""
    if ends_on < today:
        return [Problem.ENDED]
    if ends_on > add_months(today, MONTHS_MOST):
        return [Problem.TOO_LONG]
    return []
