"""When a circle meets: recurrence by RFC 5545, by the wall clock of a time zone, summer time included."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
RHYTHMS = (ONCE, WEEKLY, FORTNIGHTLY, MONTHLY)
MOST_TIMES = 26
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class BadRule(ValueError):
    """A recurrence that cannot be read, or that has no end or too many meetings."""


@dataclass(frozen=True)
class Series:
    """The first meeting by the local clock of `zone` (IANA), how long each is, and the rule (no DTSTART)."""

    first_on: dt.date
    at: dt.time
    minutes: int
    zone: str
    rule: str


def rule_for(rhythm: str, first_on: dt.date, times: int) -> str:
    """The RFC 5545 rule of a rhythm; "monthly" keeps the weekday: the second Tuesday stays the second one.

    A fifth weekday, which not every month has, becomes the last one. Raises BadRule.
    """
    if rhythm not in RHYTHMS or not 1 <= times <= MOST_TIMES:
        raise BadRule(rhythm)
    if rhythm == ONCE:
        return "FREQ=DAILY;COUNT=1"
    if rhythm == MONTHLY:
        which = (first_on.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={-1 if which == 5 else which}{DAYS[first_on.weekday()]};COUNT={times}"
    return f"FREQ=WEEKLY;INTERVAL={1 if rhythm == WEEKLY else 2};COUNT={times}"


def rhythm_of(rule: str) -> tuple[str, int]:
    """The rhythm that a rule of `rule_for` was made from, and how many times it comes round."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    rhythm = {"DAILY": ONCE, "MONTHLY": MONTHLY}.get(parts["FREQ"], WEEKLY)
    if rhythm == WEEKLY and parts.get("INTERVAL") == "2":
        rhythm = FORTNIGHTLY
    return rhythm, int(parts["COUNT"])


def occurrences(series: Series) -> list[dt.datetime]:
    """Every start, in UTC, in order; raises BadRule.

    The hour on the wall stays across changes to and from summer time. An hour that the clock jumps over is
    read with the offset from before (RFC 5545 3.3.5); one that occurs twice is its first occurrence.
    """
    start = dt.datetime.combine(series.first_on, series.at)  # naive: the rule runs on the wall clock
    if "COUNT=" not in series.rule or "DTSTART" in series.rule:
        raise BadRule(series.rule)
    try:
        local = list(rrulestr(series.rule, dtstart=start)[: MOST_TIMES + 1])
    except (ValueError, TypeError) as problem:
        raise BadRule(series.rule) from problem
    if not 1 <= len(local) <= MOST_TIMES:
        raise BadRule(series.rule)
    zone = ZoneInfo(series.zone)
    return [one.replace(tzinfo=zone).astimezone(dt.UTC) for one in local]
