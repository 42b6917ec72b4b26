"""What people write of their goals, and what an ally says to them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from muruna.goals import labels
from muruna.goals.logic.attainment import LEVELS
from muruna.ui.forms import Choice, DayField, Form, LineField, Tick, WordsField


class VersionedForm(Form):
    """Words that may have been changed on another page since this one was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    was_moved = False

    @property
    def seen(self) -> int:
        """Which version of the words the writer saw."""
        return self.cleaned_data.get("version") or 0

    def take_version(self, version: int) -> None:
        """Show the page again so that its next sending puts these words over that version."""
        self.was_moved = True
        renewed = self.data.copy()
        renewed["version"] = str(version)
        self.data = renewed


EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def day_field(label: Any, help_text: Any) -> DayField:
    """A day, if one likes; not one that nobody who lives could mean."""
    said = _("Please give a day such as 2027-01-31.")
    return DayField(
        label=label,
        help_text=help_text,
        required=False,
        validators=[MinValueValidator(EARLIEST, said), MaxValueValidator(LATEST, said)],
    )


def _wish() -> LineField:
    return LineField(
        label=_("What do you wish for?"),
        help_text=_("Something that matters to you and that you could come closer to."),
        limit=200,
    )  # fmt: skip


def _outcome() -> WordsField:
    return WordsField(
        label=_("What would be the best about it?"),
        help_text=_("Picture for a moment that it has come true. How is it? How do you feel?"),
        required=False, limit=1500, rows=3,
    )  # fmt: skip


def _obstacle() -> WordsField:
    return WordsField(
        label=_("What in you, or around you, stands most in the way?"),
        help_text=_("A habit, a fear, a thought, or something that is simply hard where you live."),
        required=False, limit=1500, rows=3,
    )  # fmt: skip


def _when() -> LineField:
    return LineField(label=_("If this happens …"), help_text=_("The moment when it gets hard."),
                     required=False, limit=300)  # fmt: skip


def _then() -> LineField:
    return LineField(
        label=_("… then I do this"),
        help_text=_("One small thing that you can really do at that moment."),
        required=False, limit=300,
    )  # fmt: skip


class WishForm(Form):
    """The first question alone is enough to begin."""

    wish = _wish()


class OutcomeForm(VersionedForm):
    """The second question."""

    outcome = _outcome()


class ObstacleForm(VersionedForm):
    """The third question."""

    obstacle = _obstacle()


class PlanForm(VersionedForm):
    """The fourth question."""

    when = _when()
    then = _then()


class GoalForm(VersionedForm):
    """All of it on one page."""

    wish = _wish()
    outcome = _outcome()
    obstacle = _obstacle()
    when = _when()
    then = _then()
    day = day_field(_("A day to aim for"), _("Nothing happens on that day, and nothing reminds you."))

    def clean_day(self) -> str:
        day: dt.date | None = self.cleaned_data["day"]
        return day.isoformat() if day else ""


class StepForm(Form):
    """One small step."""

    step = LineField(
        label=_("A small step"), help_text=_("So small that you could do it this week."), limit=200
    )


class CameForm(Form):
    """What came of it, or what letting go makes room for."""

    came = WordsField(
        label=_("A few words about it, for yourself"),
        help_text=_("What helped? What did you learn? You can leave this empty."),
        required=False, limit=2000,
    )  # fmt: skip


def level_name(level: int) -> str:
    """The name of the field for a level, 2 to -2."""
    return f"level{level + 2}"


class LevelsForm(Form):
    """Five levels in own words, what was expected in the middle."""

    fixes = Tick(
        label=_("These levels stay as they are; I begin now"),
        help_text=_("After that they cannot be moved, not even by you. Without the tick they stay a draft."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fixes = self.fields.pop("fixes")
        for level in LEVELS:
            self.fields[level_name(level)] = WordsField(label=labels.LEVELS[level], limit=300, rows=2)
        weights = [(str(weight), text) for weight, text in labels.WEIGHTS.items()]
        self.fields["weight"] = Choice(
            label=_("How much does this goal matter, beside your others?"), choices=weights, initial="3"
        )
        self.fields["fixes"] = fixes

    @property
    def levels(self) -> dict[int, str]:
        """What was written, by level."""
        return {level: self.cleaned_data[level_name(level)] for level in LEVELS}


class HowFarForm(Form):
    """Which level it came to."""

    level = Choice(label=_("Which of your levels fits best now?"), choices=())
    words = WordsField(label=_("A few words about it, for yourself"), required=False, limit=2000, rows=3)

    def __init__(self, *args: Any, words: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["level"]
        field.choices = [(str(level), words[level]) for level in LEVELS]
        field.explanations = {str(level): labels.LEVELS[level] for level in LEVELS}


class TogetherForm(Form):
    """The first question, asked beside somebody."""

    wish = _wish()
    with_ = Choice(label=_("With whom?"), choices=())

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["with_"]
        field.choices = people
        field.initial = people[0][0] if len(people) == 1 else None


class AllyForm(Form):
    """Whom to show one goal."""

    with_ = Choice(label=_("Whom do you want to show it?"), choices=())

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["with_"]
        field.choices = people
        field.initial = people[0][0] if len(people) == 1 else None
