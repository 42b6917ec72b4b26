"""Weekly hours in a form: on each day two times, before and after a pause."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.spaces import labels
from muruna.spaces.logic.hours import hours_of, overlaps
from muruna.ui.forms import Form

WINDOWS = 2


class HoursForm(Form):
    """A form with fields from_0_0, to_0_0 ... to_6_1; `cleaned_data["hours"]` are rows [day, start, end]."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day in range(7):
            for window in range(WINDOWS):
                for end in ("from", "to"):
                    self.fields[f"{end}_{day}_{window}"] = forms.TimeField(
                        required=False,
                        widget=forms.TimeInput(attrs={"type": "time"}),
                        label=_("from") if end == "from" else _("to"),
                        error_messages={"invalid": _("Please write a time like 17:00.")},
                    )

    def rows_of_hours(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """(day, [(from, to), ...]) for the page."""
        return [
            (name, [(self[f"from_{day}_{n}"], self[f"to_{day}_{n}"]) for n in range(WINDOWS)])
            for day, name in enumerate(labels.weekdays())
        ]

    def days_chosen(self) -> int:
        """On how many days something is filled in, for the line above the closed group."""
        return sum(any(one.value() for two in rows for one in two) for _day, rows in self.rows_of_hours())

    def has_wrong_hours(self) -> bool:
        """Whether one of the times needs another look."""
        return any(one.errors for _day, rows in self.rows_of_hours() for two in rows for one in two)

    def clean(self) -> dict[str, Any]:
        rows, whole = [], True
        for day in range(7):
            for window in range(WINDOWS):
                start, end = (self.cleaned_data.get(f"{which}_{day}_{window}") for which in ("from", "to"))
                if (start is None) != (end is None):
                    whole = False
                    missing = f"{'from' if start is None else 'to'}_{day}_{window}"
                    if missing not in self.errors:
                        self.add_error(missing, _now("Please fill in both times, or neither."))
                elif start is not None and end is not None:
                    rows.append([day, start.strftime("%H:%M"), end.strftime("%H:%M")])
        if whole and overlaps(hours_of("UTC", rows).windows):
            self.add_error(None, _now("Two of the hours lie over each other. Please look at them once more."))
        self.cleaned_data["hours"] = rows
        return self.cleaned_data


def typed_hours(rows: Iterable[Any]) -> dict[str, dt.time]:
    """The first state of the fields for what is stored; what a form has no field for is left out."""
    typed: dict[str, dt.time] = {}
    windows = [0] * 7
    for day, start, end in rows:
        if windows[day] < WINDOWS and re.fullmatch(r"\d\d:\d\d", start):
            typed[f"from_{day}_{windows[day]}"] = dt.time.fromisoformat(start)
            typed[f"to_{day}_{windows[day]}"] = dt.time.fromisoformat(end)
            windows[day] += 1
    return typed
