"""The hours of a named person, as the reader's language says them."""

import datetime as dt

from babel.lists import format_list
from django.utils.translation import gettext as _

from muruna.spaces.labels import weekdays
from muruna.ui import formats
from muruna.ui.zones import zone_name
from muruna.wellbeing.logic.hours_there import rows_of, together


def hours_said(kept: str) -> str:
    """Days with their hours, by the clock of the place; words that somebody wrote freely as they stand."""
    found = rows_of(kept)
    if found is None:
        return kept
    zone, rows = found
    names = weekdays()
    lines = [
        _("%(days)s: %(hours)s") % {
            "days": _listed([names[day] for day in days]),
            "hours": _listed([_window(start, end) for start, end in windows]),
        }
        for days, windows in together(rows)
    ]  # fmt: skip
    return _("%(hours)s (clock: %(zone)s)") % {"hours": " · ".join(lines), "zone": zone_name(zone)}


def _window(start: str, end: str) -> str:
    clock = [formats.clock_time(dt.time.fromisoformat(one)) for one in (start, end)]
    return _("%(start)s to %(end)s") % {"start": clock[0], "end": clock[1]}


def _listed(names: list[str]) -> str:
    return str(format_list(names, style="standard", locale=formats.locale()))
