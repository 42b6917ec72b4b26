"""When things end: how long words stay after an ending, which days one may choose, when one need not wait."""

import datetime as dt

ANSWER_DAYS = 7  # after this, whoever asked for an ending may end it alone
FOLLOW_UP_MOST_DAYS = 366


def erase_day(ended_on: dt.date, keep_days: int) -> dt.date:
    """The day on which the words of a conversation that ended on `ended_on` are destroyed (a day or more)."""
    return ended_on + dt.timedelta(days=max(1, keep_days))


def may_be_followed_up(today: dt.date, day: dt.date) -> bool:
    """Whether `day` can be chosen to look back on: after today, within a year."""
    return today < day <= today + dt.timedelta(days=FOLLOW_UP_MOST_DAYS)


def has_waited_enough(today: dt.date, asked_on: dt.date | None) -> bool:
    """Whether the one who asked for an ending has waited long enough for an answer."""
    return asked_on is not None and today >= asked_on + dt.timedelta(days=ANSWER_DAYS)
