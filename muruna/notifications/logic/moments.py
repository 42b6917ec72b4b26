"""When a line may go out: never at once, never in quiet hours, never more often than was chosen."""

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FIRST_LOOK = dt.timedelta(minutes=5)  # somebody who is reading anyway needs no line
BLUR_SECONDS = (60, 9 * 60)  # so that two clocks side by side do not tell who writes to whom
PERIODS = {"hour": dt.timedelta(hours=1), "day": dt.timedelta(days=1)}


@dataclass(frozen=True)
class Wishes:
    """A person's wishes: at most one line a period; quiet from one clock time until another, in their zone."""

    period: str
    quiet_from: dt.time
    quiet_until: dt.time
    time_zone: str

    def is_quiet(self, moment: dt.datetime) -> bool:
        """Whether `moment` (aware) falls into the quiet hours; equal ends mean that there are none."""
        clock = moment.astimezone(ZoneInfo(self.time_zone)).time().replace(tzinfo=None)
        start, end = self.quiet_from, self.quiet_until
        if start <= end:
            return start <= clock < end
        return clock >= start or clock < end

    def quiet_ends(self, moment: dt.datetime) -> dt.datetime:
        """The first moment after `moment` at which the quiet hours are over, whatever the clocks do."""
        zone = ZoneInfo(self.time_zone)
        day = moment.astimezone(zone).date()
        for ahead in range(3):
            end = dt.datetime.combine(day + dt.timedelta(days=ahead), self.quiet_until, zone)
            end = end.astimezone(dt.UTC)  # a wall-clock time that was skipped becomes a real one
            if end > moment and not self.is_quiet(end):
                return end
        return moment + dt.timedelta(days=1)


def due_at(
    asked: dt.datetime, not_before: dt.datetime | None, wishes: Wishes, rng: random.Random
) -> dt.datetime:
    """When a line about something that happened at `asked` may go out."""
    moment = asked + FIRST_LOOK
    if not_before is not None and not_before > moment:
        moment = not_before
    moment += _blur(rng)
    if wishes.is_quiet(moment):
        # The end of the night is no secret; which minute after it is.
        moment = wishes.quiet_ends(moment) + _blur(rng)
    return moment


def not_before(sent: dt.datetime, wishes: Wishes) -> dt.datetime:
    """The earliest moment of the next line after one that went out at `sent`."""
    return sent + PERIODS[wishes.period]


def has_looked_since(asked: dt.datetime, pages_used: list[dt.datetime]) -> bool:
    """Whether a page was opened after `asked`; uses are kept to the minute, so only a later minute counts."""
    next_minute = asked.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    return any(used >= next_minute for used in pages_used)


def _blur(rng: random.Random) -> dt.timedelta:
    return dt.timedelta(seconds=rng.uniform(*BLUR_SECONDS))
