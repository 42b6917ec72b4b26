"""Weekly hours on a local clock, right across changes to and from summer time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]  # aware; the end lies after the start and is outside


@dataclass(frozen=True)
class Window:
    """One weekly window by the local clock; weekday 0 is Monday.

    An end at or before the start is on the next day, so 22:00-02:00 crosses midnight and 00:00-00:00 is the
    whole day.
    """

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("weekday goes from 0 (Monday) to 6 (Sunday).")
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("A window is local: its times carry no zone.")


@dataclass(frozen=True)
class Hours:
    """Weekly windows in an IANA time zone; raises ZoneInfoNotFoundError for an unknown zone."""

    zone: str
    windows: tuple[Window, ...] = ()

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)

    def are_open(self, now: datetime) -> bool:
        """True when `now` (aware) lies in a window; the end itself is outside."""
        # Both days by the local clock: a window of yesterday may run past midnight.
        today = now.astimezone(ZoneInfo(self.zone)).date()
        return any(
            start <= now.astimezone(UTC) < end
            for day in (today - timedelta(days=1), today)
            for start, end in self._on(day)
        )

    def next_opening(self, now: datetime) -> datetime | None:
        """The next start of a window after `now`, in UTC; None when there are no hours at all."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        moment = now.astimezone(UTC)
        # Eight days: this weekday's window may be over today and return in a week.
        starts = [
            start
            for ahead in range(9)
            for start, _end in self._on(today + timedelta(days=ahead))
            if start > moment
        ]
        return min(starts, default=None)

    def between(self, start: datetime, end: datetime) -> list[Span]:
        """The parts of the windows that lie from `start` to `end` (aware), in UTC, by their beginnings."""
        zone = ZoneInfo(self.zone)
        first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        days = (first + timedelta(days=ahead) for ahead in range(-1, (last - first).days + 1))
        found = [(max(one, start), min(other, end)) for day in days for one, other in self._on(day)]
        return sorted((one.astimezone(UTC), other.astimezone(UTC)) for one, other in found if one < other)

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Windows that start on `day`, as moments in UTC.

        A local time that the clock jumps over becomes the moment of the jump's other side; one that occurs
        twice starts at its first and ends at its last occurrence.
        """
        zone = ZoneInfo(self.zone)
        for window in self.windows:
            if window.weekday == day.weekday():
                last = day if window.end > window.start else day + timedelta(days=1)
                start = datetime.combine(day, window.start, zone)
                end = datetime.combine(last, window.end, zone).replace(fold=1)
                yield start.astimezone(UTC), end.astimezone(UTC)


def left_over(promised: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """What of `promised` nothing of `covered` reaches, by its beginning."""
    left = sorted(promised)
    for start, end in covered:
        left = [
            part
            for one, other in left
            for part in ((one, min(other, start)), (max(one, end), other))
            if part[0] < part[1]
        ]
    return sorted(set(left))


def always(zone: str = "UTC") -> Hours:
    """Hours that never close."""
    return Hours(zone, tuple(Window(day, time(0), time(0)) for day in range(7)))


def hours_of(zone: str, rows: list[list[object]]) -> Hours:
    """Hours from stored rows [[weekday, "17:00", "21:00"], ...]."""
    return Hours(
        zone,
        tuple(
            Window(int(str(day)), time.fromisoformat(str(start)), time.fromisoformat(str(end)))
            for day, start, end in rows
        ),
    )


def overlaps(windows: tuple[Window, ...]) -> bool:
    """Whether two windows of the week cover the same minute."""
    week = 7 * 24 * 60
    taken: set[int] = set()
    for window in windows:
        start = window.weekday * 24 * 60 + window.start.hour * 60 + window.start.minute
        end = window.weekday * 24 * 60 + window.end.hour * 60 + window.end.minute
        minutes = {minute % week for minute in range(start, end if end > start else end + 24 * 60)}
        if taken & minutes:
            return True
        taken |= minutes
    return False
