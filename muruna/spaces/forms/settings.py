"""The steward's forms: settings, and printed codes."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.language import LANGUAGES
from muruna.spaces import labels
from muruna.spaces.actions.codes import COUNTS, DAYS_MOST
from muruna.spaces.actions.settings import Settings
from muruna.spaces.logic.hours import hours_of, overlaps
from muruna.spaces.models import Space
from muruna.ui.forms import Choice, Choices, Form, LineField, WordsField

WINDOWS = 2  # a day's hours: before and after a pause


class SettingsForm(Form):
    """Name, languages, place, hours, and whom to turn to from outside."""

    name = LineField(
        label=_("Name"),
        limit=80,
        help_text=_("Members see it inside. It never stands in an address or a title."),
    )
    languages = Choices(
        label=_("Languages"), choices=(), help_text=_("In which somebody here can usually answer.")
    )
    country = Choice(label=_("Country"), choices=(), select=True, required=False)
    time_zone = Choice(label=_("Time zone"), choices=(), select=True)
    external_contact = WordsField(
        label=_("Contact outside"),
        limit=300,
        rows=2,
        required=False,
        help_text=_("Whom a person can turn to when everybody here is involved. Members see it."),
    )
    agreement = WordsField(
        label=_("Our own words for the agreement"),
        limit=2000,
        required=False,
        help_text=_("Added to the common agreement that everybody accepts on the way in."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["languages"].choices = [(one.code, one.name) for one in LANGUAGES]
        self.fields["country"].choices = labels.countries()
        self.fields["time_zone"].choices = labels.time_zones()
        for day in range(7):
            for window in range(WINDOWS):
                for end in ("from", "to"):
                    self.fields[f"{end}_{day}_{window}"] = forms.TimeField(
                        required=False,
                        widget=forms.TimeInput(attrs={"type": "time"}),
                        label=_("from") if end == "from" else _("to"),
                        error_messages={"invalid": _("Please write a time like 17:00.")},
                    )

    def clean(self) -> dict[str, Any]:
        rows, whole = [], True
        for day in range(7):
            for window in range(WINDOWS):
                start = self.cleaned_data.get(f"from_{day}_{window}")
                end = self.cleaned_data.get(f"to_{day}_{window}")
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

    def rows_of_hours(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """(day, [(from, to), ...]) for the page."""
        return [
            (name, [(self[f"from_{day}_{n}"], self[f"to_{day}_{n}"]) for n in range(WINDOWS)])
            for day, name in enumerate(labels.weekdays())
        ]

    @property
    def settings(self) -> Settings:
        """What was typed, as the deed takes it."""
        kept = {name: self.cleaned_data[name] for name in Settings.__dataclass_fields__}
        return Settings(**kept)


def settings_of(space: Space) -> dict[str, Any]:
    """The form's first state."""
    typed: dict[str, Any] = {
        name: getattr(space, name)
        for name in ("name", "languages", "country", "time_zone", "external_contact", "agreement")
    }
    windows = [0] * 7
    for day, start, end in space.hours:
        if windows[day] < WINDOWS:
            typed[f"from_{day}_{windows[day]}"] = dt.time.fromisoformat(start)
            typed[f"to_{day}_{windows[day]}"] = dt.time.fromisoformat(end)
            windows[day] += 1
    return typed


class SheetForm(Form):
    """A sheet of printed codes."""

    count = Choice(label=_("How many codes"), choices=[(str(n), str(n)) for n in COUNTS], initial="12")
    days = forms.IntegerField(
        label=_("Good for how many days"),
        min_value=1,
        max_value=DAYS_MOST,
        initial=30,
        help_text=_("1 to 90 days, counted from today."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    paper = Choice(label=_("Paper"), choices=[("a4", "A4"), ("letter", _p("paper", "Letter"))], initial="a4")
    languages = Choices(
        label=_("Languages on the slips"), choices=(), help_text=_("One or two."), initial=["en"]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        from muruna.language import offered

        self.fields["languages"].choices = [(one.code, one.name) for one in offered()]

    def clean_languages(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["languages"]
        if len(chosen) > 2:
            raise forms.ValidationError(_now("There is room for two languages. Please choose one or two."))
        return chosen

    @property
    def chosen(self) -> dict[str, int]:
        """What was chosen, as the deed takes it."""
        return {"count": int(self.cleaned_data["count"]), "days": self.cleaned_data["days"]}
