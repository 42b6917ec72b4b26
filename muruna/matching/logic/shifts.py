"""Shifts: how long a supporter may be free for live questions, by the ceilings of safety.md."""

from datetime import datetime, timedelta

from muruna.matching.logic.needs import SHIFT_MINUTES_MOST, WEEK_MINUTES_MOST

DAYS_OF_A_WEEK = 7  # the week runs back from today: no Monday makes two long weeks out of one
BREAK = timedelta(minutes=30)  # after a shift, before another one counts as new


def begin_of_shift(began: datetime | None, until: datetime | None, now: datetime) -> datetime:
    """When the shift that is on at `now` began: an earlier one goes on unless there was a break."""
    if began is not None and until is not None and now < until + BREAK:
        return began
    return now


def minutes_left(
    began: datetime | None, until: datetime | None, minutes_this_week: int, now: datetime
) -> int:
    """How many more minutes from `now` on the two limits allow, at least 0.

    `minutes_this_week` counts what is already promised; what is left of a running shift is part of it.
    """
    begin = begin_of_shift(began, until, now)
    of_shift = SHIFT_MINUTES_MOST - int((now - begin).total_seconds() // 60)
    of_week = WEEK_MINUTES_MOST - minutes_this_week + minutes_ahead(until, now)
    return max(0, min(of_shift, of_week))


def minutes_ahead(until: datetime | None, now: datetime) -> int:
    """Whole minutes of a running shift that are still to come."""
    return 0 if until is None else max(0, int((until - now).total_seconds() // 60))


def minutes_of_shift(began: datetime | None, until: datetime | None, now: datetime) -> int:
    """Minutes of the running shift so far; 0 when none is on."""
    if began is None or until is None or not began <= now < until:
        return 0
    return int((now - began).total_seconds() // 60)
