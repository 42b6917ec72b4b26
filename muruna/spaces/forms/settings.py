"""The steward's forms: settings, and printed codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.language import LANGUAGES
from muruna.spaces import labels
from muruna.spaces.actions.codes import COUNTS, DAYS_MOST
from muruna.spaces.actions.settings import Settings
from muruna.spaces.hours_form import HoursForm, typed_hours
from muruna.spaces.models import Space
from muruna.ui.forms import Choice, Choices, Form, LineField, NumberField, WordsField


class SettingsForm(HoursForm):
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
        self.fields["time_zone"].choices = labels.time_zones(
            self.initial.get("time_zone"), country=self.initial.get("country") or ""
        )

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
    return typed | typed_hours(space.hours)


class SheetForm(Form):
    """A sheet of printed codes."""

    count = Choice(label=_("How many codes"), choices=[(str(n), str(n)) for n in COUNTS], initial="12")
    days = NumberField(
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
