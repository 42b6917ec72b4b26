"""Which promised hours no lead covers, by language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from muruna.spaces.logic.hours import Window

DAY = 24 * 60
WEEK = 7 * DAY


@dataclass(frozen=True)
class Gap:
    """Minutes of the week, counted from Monday 00:00 on the space's clock; `end` lies after `start`."""

    start: int
    end: int

    @property
    def weekday(self) -> int:
        return self.start // DAY

    @property
    def times(self) -> tuple[str, str]:
        return _clock(self.start), _clock(self.end)


def gaps(
    promised: Iterable[Window], duties: Mapping[str, Sequence[Window]], languages: Iterable[str]
) -> dict[str, tuple[Gap, ...]]:
    """For each language the promised times at which nobody who reads it is on duty.

    `duties` are the windows by language.
    """
    open_minutes = _minutes(promised)
    return {one: _stretches(open_minutes - _minutes(duties.get(one, ()))) for one in languages}


def _minutes(windows: Iterable[Window]) -> set[int]:
    covered: set[int] = set()
    for window in windows:
        start = window.weekday * DAY + window.start.hour * 60 + window.start.minute
        end = window.weekday * DAY + window.end.hour * 60 + window.end.minute
        covered |= {minute % WEEK for minute in range(start, end if end > start else end + DAY)}
    return covered


def _stretches(minutes: set[int]) -> tuple[Gap, ...]:
    # A gap ends at midnight and goes on as the next day's: each line of the list names one day.
    found: list[Gap] = []
    for minute in sorted(minutes):
        if found and found[-1].end == minute and minute % DAY:
            found[-1] = Gap(found[-1].start, minute + 1)
        else:
            found.append(Gap(minute, minute + 1))
    return tuple(found)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
