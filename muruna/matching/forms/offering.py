"""The form of an offer: what I have lived, with two consents each, and when I am there."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import LANGUAGES
from muruna.matching.actions.offers import Offer
from muruna.matching.logic.needs import OPEN_MOST
from muruna.matching.models import SupportOffer
from muruna.matching.vocabulary import vocabulary
from muruna.spaces import labels as spaces_labels
from muruna.spaces.logic.hours import hours_of, overlaps
from muruna.ui.forms import Choice, Choices, Form, Tick, WordsField

WINDOWS = 2  # a day's hours: before and after a pause


class OfferForm(Form):
    """What I can offer as a supporter."""

    languages = Choices(
        label=_("Languages I can talk in"),
        choices=(),
        help_text=_("In which you can listen when it is hard."),
    )
    about = WordsField(
        label=_("About me"), limit=600, rows=3, required=False,
        help_text=_("Members see this on your card before they choose. Nothing that leads to you, please."),
    )  # fmt: skip
    circumstances = Choices(
        label=_("What is true for me"), choices=(), required=False,
        help_text=_("Used in the search, and told to a member who has the same."),
    )  # fmt: skip
    not_now = Choices(
        label=_("Not now, please"), choices=(), required=False,
        help_text=_("You are not asked about these. Nobody sees that you ticked them."),
    )  # fmt: skip
    time_zone = Choice(label=_("My time zone"), choices=(), select=True)
    most_open = Choice(
        label=_("Conversations at once"), choices=[(str(n), str(n)) for n in range(1, OPEN_MOST + 1)],
        help_text=_("In probation it is one, whatever stands here."),
    )  # fmt: skip
    is_from_here = Tick(
        label=_("I work, study or am treated in this very place"),
        help_text=_("Some members wish for nobody whom they could meet in the corridor."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words, self.language = vocabulary(), get_language() or "en"
        self.fields["languages"].choices = [(one.code, one.name) for one in LANGUAGES]
        for name, entries in (("circumstances", words.circumstances), ("not_now", words.topics)):
            self.fields[name].choices = [(one.id, one.label(self.language)) for one in entries.values()]
        self.fields["time_zone"].choices = spaces_labels.time_zones()
        for entry in words.experiences.values():
            self.fields[f"use_{entry.id}"] = Tick(label=_("The search may use it"))
            self.fields[f"see_{entry.id}"] = Tick(label=_("A match may see it"))
        for day in range(7):
            for window in range(WINDOWS):
                for end in ("from", "to"):
                    self.fields[f"{end}_{day}_{window}"] = forms.TimeField(
                        required=False,
                        widget=forms.TimeInput(attrs={"type": "time"}),
                        label=_("from") if end == "from" else _("to"),
                        error_messages={"invalid": _("Please write a time like 17:00.")},
                    )

    def experience_groups(self) -> list[tuple[str, list[tuple[str, Any, Any]], bool]]:
        """(group, [(name, may be used, may be seen), ...], whether anything in it is ticked)."""
        return [
            (
                group.label(self.language),
                [(one.label(self.language), self[f"use_{one.id}"], self[f"see_{one.id}"]) for one in entries],
                any(self[f"{kind}_{one.id}"].value() for one in entries for kind in ("use", "see")),
            )
            for group, entries in vocabulary().in_groups()
        ]

    def rows_of_hours(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """(day, [(from, to), ...]) for the page."""
        return [
            (name, [(self[f"from_{day}_{n}"], self[f"to_{day}_{n}"]) for n in range(WINDOWS)])
            for day, name in enumerate(spaces_labels.weekdays())
        ]

    def clean(self) -> dict[str, Any]:
        for id in vocabulary().experiences:
            if self.cleaned_data.get(f"see_{id}") and not self.cleaned_data.get(f"use_{id}"):
                self.add_error(
                    f"see_{id}", _now("A match sees only what the search may use. Tick both, or neither.")
                )
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
                    rows.append((day, start.strftime("%H:%M"), end.strftime("%H:%M")))
        if whole and overlaps(hours_of("UTC", [list(row) for row in rows]).windows):
            self.add_error(None, _now("Two of the hours lie over each other. Please look at them once more."))
        self.cleaned_data["hours"] = tuple(rows)
        return self.cleaned_data

    @property
    def offer(self) -> Offer:
        """What was typed, as the deed takes it."""
        data = self.cleaned_data
        lived = {id: (data[f"use_{id}"], data[f"see_{id}"]) for id in vocabulary().experiences}
        return Offer(
            languages=tuple(data["languages"]),
            time_zone=data["time_zone"],
            lived={id: two for id, two in lived.items() if any(two)},
            circumstances=tuple(data["circumstances"]),
            about=data["about"],
            not_now=tuple(data["not_now"]),
            hours=data["hours"],
            most_open=int(data["most_open"]),
            is_from_here=data["is_from_here"],
        )


def typed_of(row: SupportOffer | None, *, language: str, time_zone: str) -> dict[str, Any]:
    """The form's first state: what stands there, or what is known of the person."""
    if row is None:
        return {"languages": [language], "time_zone": time_zone, "most_open": "3"}
    same = ("languages", "about", "circumstances", "not_now", "time_zone", "is_from_here")
    typed: dict[str, Any] = {name: getattr(row, name) for name in same} | {"most_open": str(row.most_open)}
    for lived in row.lived:
        typed[f"use_{lived['id']}"], typed[f"see_{lived['id']}"] = (
            lived["matcher_may_use"],
            lived["match_may_see"],
        )
    windows = [0] * 7
    for day, start, end in row.hours:
        if windows[day] < WINDOWS and re.fullmatch(r"\d\d:\d\d", start):
            typed[f"from_{day}_{windows[day]}"] = dt.time.fromisoformat(start)
            typed[f"to_{day}_{windows[day]}"] = dt.time.fromisoformat(end)
            windows[day] += 1
    return typed
