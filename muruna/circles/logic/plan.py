"""What a facilitator proposes, and what stands against it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from muruna.circles.logic.entry import LEAST_SEATS, MINORS, MOST_SEATS, are_of_one_generation
from muruna.circles.logic.series import MOST_TIMES, RHYTHMS

MINUTES = (30, 45, 60, 75, 90, 120)
FURTHEST_DAYS = 183


class Fault(StrEnum):
    """Why a plan cannot be sent; each belongs to one field."""

    AGES_HERE = "ages_here"
    AGES_MIXED = "ages_mixed"
    NOT_FOR_MINORS = "not_for_minors"
    CAPACITY = "capacity"
    DAY = "day"
    HOUR = "hour"
    SERIES = "series"


@dataclass(frozen=True)
class Plan:
    """A circle as it is proposed."""

    template: str
    title: str
    purpose: str
    who_for: str
    ages: tuple[str, ...]
    capacity: int
    language: str
    is_closed: bool
    agreement: str
    first_on: dt.date
    at: dt.time
    minutes: int
    time_zone: str
    rhythm: str
    times: int

    @property
    def is_for_minors(self) -> bool:
        """Whether people under 18 are to sit in it."""
        return bool(MINORS & set(self.ages))

    @property
    def begins_at(self) -> dt.datetime:
        """The first hour, by the clock of its own time zone."""
        return dt.datetime.combine(self.first_on, self.at, ZoneInfo(self.time_zone))


def faults(
    plan: Plan, *, now: dt.datetime, bands_here: Collection[str], may_hold_minors: bool
) -> list[Fault]:
    """Everything that stands against `plan` at the moment `now` (UTC); empty when it may be sent."""
    days = (plan.first_on - now.astimezone(ZoneInfo(plan.time_zone)).date()).days
    against = {
        Fault.AGES_HERE: not plan.ages or bool(set(plan.ages) - set(bands_here)),
        Fault.AGES_MIXED: bool(plan.ages) and not are_of_one_generation(plan.ages),
        Fault.NOT_FOR_MINORS: plan.is_for_minors and not may_hold_minors,
        Fault.CAPACITY: not LEAST_SEATS <= plan.capacity <= MOST_SEATS,
        Fault.DAY: not 0 <= days <= FURTHEST_DAYS,
        Fault.HOUR: days == 0 and plan.begins_at <= now,
        Fault.SERIES: plan.rhythm not in RHYTHMS
        or not 1 <= plan.times <= MOST_TIMES
        or plan.minutes not in MINUTES,
    }
    return [one for one, stands in against.items() if stands]
