"""When a named person is there: weekly hours as they are kept in one line, and put together to be said."""

import re
from collections.abc import Iterable

Row = list[int | str]  # [weekday from 0 (Monday), "16:00", "20:00"]
_KEPT = re.compile(r"(?P<zone>\S+)(?P<rows>(?: [0-6](?:[01]\d|2[0-3])[0-5]\d(?:[01]\d|2[0-3])[0-5]\d)+)")


def as_kept(zone: str, rows: Iterable[Row]) -> str:
    """One line: the time zone, and nine digits for each window."""
    windows = (f"{day}{start}{end}".replace(":", "") for day, start, end in rows)
    return " ".join([zone, *windows])


def rows_of(kept: str) -> tuple[str, list[Row]] | None:
    """The time zone and the windows; None for words that somebody wrote freely before there were windows."""
    found = _KEPT.fullmatch(kept)
    if found is None:
        return None
    rows: list[Row] = [
        [int(one[0]), f"{one[1:3]}:{one[3:5]}", f"{one[5:7]}:{one[7:9]}"] for one in found["rows"].split()
    ]
    return found["zone"], rows


def together(rows: Iterable[Row]) -> list[tuple[list[int], list[tuple[str, str]]]]:
    """Days with the same windows beside each other, in the order of the week."""
    by_day: dict[int, list[tuple[str, str]]] = {}
    for day, start, end in rows:
        by_day.setdefault(int(day), []).append((str(start), str(end)))
    found: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for day in sorted(by_day):
        found.setdefault(tuple(by_day[day]), []).append(day)
    return [(days, list(windows)) for windows, days in found.items()]
