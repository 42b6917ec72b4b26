"""What people write for themselves: decisions, their record, what they practise."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.goals import labels
from muruna.goals.forms.goals import VersionedForm, day_field
from muruna.goals.logic.confidence import SURE
from muruna.goals.logic.decisions import Option
from muruna.ui.forms import Choice, Choices, Form, LineField, WordsField


class QuestionForm(VersionedForm):
    """What is to be decided, and what matters."""

    question = LineField(label=_("What do you want to decide?"), limit=200)
    matters = WordsField(
        label=_("What matters to me here"),
        help_text=_("Safety, honesty, rest, being close to somebody: whatever counts for you."),
        required=False, limit=2000,
    )  # fmt: skip


class OptionForm(Form):
    """One thing that could be done."""

    name = LineField(
        label=_("What could I do?"), help_text=_("Waiting, or changing nothing, is one too."), limit=200
    )
    good = WordsField(label=_("What would be good about it?"), required=False, limit=1500, rows=3)
    cost = WordsField(
        label=_("What would it cost me?"),
        help_text=_("Strength, money, safety, people, time."),
        required=False, limit=1500, rows=3,
    )  # fmt: skip
    who = LineField(label=_("Who could help with it?"), required=False, limit=200)

    def option(self, id: str) -> Option:
        """The option as it was written."""
        return Option(id, *(self.cleaned_data[name] for name in ("name", "good", "cost", "who")))


class DecideForm(Form):
    """What I decide, and when I want to look back on it."""

    chosen = Choice(label=_("What do you decide for?"), choices=(), required=False)
    words = WordsField(
        label=_("In my own words"),
        help_text=_("What do you decide, and why? You owe nobody this reason."),
        required=False, limit=2000,
    )  # fmt: skip
    look_on = day_field(
        _("A day to look back"), _("From that day on, the first page here asks you once how it looks now.")
    )

    def __init__(self, *args: Any, options: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["chosen"]
        field.choices = [*((one.id, one.name) for one in options), ("", _("Something else, or not yet"))]

    def clean_look_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["look_on"]
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not data.get("chosen") and not data.get("words"):
            raise ValidationError(_now("Please choose one, or write a few words."))
        return data


class LookForm(Form):
    """How it looks from today."""

    looked = WordsField(
        label=_("How does it look from today?"),
        help_text=_("What came of it? What would you tell yourself back then?"), limit=2000,
    )  # fmt: skip


class EntryForm(Form):
    """One line of my record."""

    kind = Choice(label=_("What is it?"), choices=list(labels.KINDS.items()))
    words = WordsField(label=_("In my own words"), limit=3000)
    day = day_field(_("Day"), "")

    def clean_day(self) -> str:
        day: dt.date | None = self.cleaned_data["day"]
        return day.isoformat() if day else ""


class GatherForm(Form):
    """What of all this belongs into my record."""

    ticks = Choices(
        label=_("What belongs into your record?"),
        help_text=_("Nothing goes there by itself. You can put each into other words afterwards."),
        choices=(),
        error_messages={"required": _("Please tick at least one, or go back.")},
    )

    def __init__(self, *args: Any, found: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["ticks"]
        field.choices = [(entry.source, entry.words.replace("\n", " · ")) for entry in found]
        field.explanations = {entry.source: labels.KINDS[entry.kind] for entry in found}


def sure_field(label: Any) -> forms.TypedChoiceField:
    """How sure, from 0 to 10."""
    return Choice(
        label=label, help_text=_("0 means: not at all. 10 means: wholly."), select=True,
        choices=[("", "–"), *((str(number), str(number)) for number in SURE)],
    )  # fmt: skip


class PracticeForm(VersionedForm):
    """What I practise."""

    what = LineField(
        label=_("What do you want to trust yourself to do?"),
        help_text=_("For example: to say no to my cousin, to go there alone, to speak up once a week."),
        limit=200,
    )
    strength = LineField(
        label=_("What can you do already that helps with it?"),
        help_text=_("Something that others have told you counts too."), required=False, limit=200,
    )  # fmt: skip
    strategy = Choice(
        label=_("Something from “What helps” that you try for it"), choices=(), select=True, required=False
    )

    def __init__(self, *args: Any, strategies: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["strategy"]
        field.choices = [("", _("Nothing from there")), *strategies]


class NewPracticeForm(PracticeForm):
    """What I practise, and how sure I feel about it today."""

    sure = sure_field(_("How sure of yourself do you feel about it today?"))


class LookAgainForm(Form):
    """How sure I feel now, and what changed."""

    sure = sure_field(_("How sure of yourself do you feel about it now?"))
    changed = WordsField(
        label=_("What changed?"),
        help_text=_("What did you do, and how was it? A step back is worth a line too."),
        required=False, limit=2000,
    )  # fmt: skip
