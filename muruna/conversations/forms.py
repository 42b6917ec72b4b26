"""What people write and choose in and around a conversation."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from muruna.conversations.models import LONGEST_MESSAGE, Worry
from muruna.safeguarding.logic.facts import contradicts_itself
from muruna.safeguarding.words import NOTHING_AND_MORE
from muruna.ui.forms import Choice, Choices, DayField, Form, LineField, Tick, TwiceAskedForm, WordsField


class SayForm(TwiceAskedForm):
    """One message; the tick is shown only when contact details were found beside a minor."""

    text = WordsField(label=_("Your message"), limit=LONGEST_MESSAGE, rows=2)
    # What the words were made of: unsent ones that the page showed, or the form that was sent before.
    of = forms.CharField(required=False, widget=forms.HiddenInput)


class AsideForm(TwiceAskedForm):
    """One message to the supervisor."""

    text = WordsField(label=_("Your message"), limit=LONGEST_MESSAGE, rows=2)


class AskAsideForm(TwiceAskedForm):
    """The first words to a supervisor."""

    text = WordsField(
        label=_("What would you like to think through?"),
        help_text=_(
            "They see the name used here of the person you talk with, and nothing that person wrote."
        ),
        limit=LONGEST_MESSAGE,
        rows=5,
    )


DRAFT_FIELDS = {"text": "text", "key": "key", "made_of": "of"}


class DraftForm(forms.Form):
    """Unsent words; they never fail, they are only kept or not."""

    text = WordsField(limit=LONGEST_MESSAGE, required=False)
    key = forms.CharField(required=False)
    of = forms.CharField(required=False)

    def clean_key(self) -> str:
        """The key of the form that the words stand in; "" for what is none."""
        try:
            return str(UUID(self.cleaned_data["key"]))
        except ValueError:
            return ""

    @property
    def words(self) -> dict[str, str]:
        """The words, the form that they stand in, and what they were made of."""
        return {name: self.cleaned_data[field] for name, field in DRAFT_FIELDS.items()}


class ChosenForm(Form):
    """Messages that were ticked on the page."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Messages"),
        required=False,
        error_messages={
            "invalid_choice": _("One of these messages is not here any more. Please look again.")
        },
    )

    def __init__(self, *args: Any, ids: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(str(one), "") for one in ids]  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if not chosen:
            raise forms.ValidationError(_("Please tick at least one message."))
        return chosen


class ReportForm(ChosenForm):
    """What was wrong with the ticked messages."""

    why = WordsField(
        label=_("What is wrong with them?"),
        help_text=_("A few words are enough. You need not prove anything."),
        limit=2000,
    )


# What the supporter ticks, and what the case calls it; "I do not know" leaves the question to its team.
REVEALS_IN_CASE = {
    "orientation": "orientation",
    "gender": "gender",
    "health": "hiv",
    "papers": "immigration",
    "none": "nothing",
}


class WorryForm(Form):
    """What somebody needs to know who is asked to help; every question is here for the member's safety.

    Only the worry itself must be there: nobody should search for an answer while somebody is in danger. The
    case insists on every fact before it is closed or anything leaves it.
    """

    what = WordsField(label=_("What worries you?"), limit=2000)
    wishes = WordsField(
        label=_("What did the person say they want?"),
        help_text=_("In their own words, as far as you can. If they said nothing yet, write that."),
        limit=2000,
        rows=3,
        required=False,
    )
    safe_way = LineField(
        label=_("How can they be reached safely?"), help_text=_("For example: only here."), required=False
    )
    safe_hours = LineField(
        label=_("At what hours is that safe?"),
        help_text=_("If you do not know, write that."),
        required=False,
    )
    not_told = WordsField(
        label=_("Who must not be told?"),
        help_text=_("If you do not know, write that."),
        limit=1000,
        rows=2,
        required=False,
    )
    reveals = Choices(
        label=_("Would telling somebody else reveal one of these?"),
        choices=[
            ("orientation", _("Whom they love")),
            ("gender", _("Their gender")),
            ("health", _("Something about their health")),
            ("papers", _("Their right to be in the country")),
            ("unknown", _("I do not know")),
            ("none", _("None of these")),
        ],
        required=False,
    )

    def clean_reveals(self) -> list[str]:
        """Raises ValidationError for "none" together with anything else."""
        reveals: list[str] = self.cleaned_data["reveals"]
        if contradicts_itself(reveals, "none"):
            raise forms.ValidationError(NOTHING_AND_MORE)
        return reveals

    @property
    def facts(self) -> dict[str, Any]:
        """Every answer, by the name that the case has for it."""
        said = self.cleaned_data
        return {
            "happened": said["what"],
            "wishes": said["wishes"],
            "contact": said["safe_way"],
            "hours": said["safe_hours"],
            "not_told": said["not_told"],
            "reveals": [REVEALS_IN_CASE[one] for one in said["reveals"] if one in REVEALS_IN_CASE],
        }


class AnswerWorryForm(Form):
    """What the member says to being helped by somebody more."""

    answer = Choice(
        label=_("What would you like?"),
        choices=[
            (Worry.YES, _("It is all right that they talk with me")),
            (Worry.NO, _("I do not want that")),
            (Worry.FIRST, _("I want to say first what matters to me")),
        ],
    )
    text = WordsField(
        label=_("Anything they should know"),
        help_text=_("Only the people who look after this can open it."),
        required=False,
        limit=2000,
        rows=3,
    )

    @property
    def said(self) -> dict[str, str]:
        """The answer and the words beside it."""
        return {"answer": self.cleaned_data["answer"], "text": self.cleaned_data["text"]}


class ProposeEndingForm(TwiceAskedForm):
    """A few words with the question whether it may be time to end."""

    text = WordsField(label=_("Say it in your own words"), limit=2000, rows=3)


class LastWordsForm(TwiceAskedForm):
    """A last page: one press on it, all empty, is not yet an end; then it asks once."""

    without_words = Tick(label=_("Yes, end it without words"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_bound or self._says_something():
            del self.fields["without_words"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "without_words" in self.fields and not said.pop("without_words", False):
            self.add_error(
                "without_words", _("Nothing is written here. End now, without words? Then please tick this.")
            )
        return said

    def _says_something(self) -> bool:
        return any(str(self.data.get(name, "")).strip() for name in ("summary", "thanks", "follow_up_on"))


class EndForm(LastWordsForm):
    """The member's last page."""

    summary = WordsField(
        label=_("What do I take with me?"),
        help_text=_("In your own words, for yourself. It is kept where only you can read it."),
        required=False,
        limit=4000,
        rows=5,
    )
    shares_summary = Tick(label=_("The other one may read this too"))
    thanks = WordsField(
        label=_("Anything you would like to say at the end"), required=False, limit=1000, rows=2
    )
    follow_up_on = DayField(
        label=_("A day to look back"),
        help_text=_("On that day this place asks you how it is. Leave it empty if you do not want that."),
        required=False,
    )

    def clean_follow_up_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        return day


class SupporterEndForm(LastWordsForm):
    """The supporter's last words, when the member did not answer."""

    thanks = WordsField(
        label=_("Anything you would like to say at the end"), required=False, limit=1000, rows=2
    )


class PassOnForm(Form):
    """Who could go on."""

    to = Choice(label=_("Who could go on?"), choices=[])

    def __init__(self, *args: Any, people: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]


class ConsentForm(Form):
    """Whether another may go on, and whether they may read what was said."""

    answer = Choice(
        label=_("Is that all right for you?"),
        choices=[
            ("share", _("Yes, and they may read what we have written so far")),
            ("fresh", _("Yes, but we begin with an empty page")),
            ("no", _("No, I do not want that")),
        ],
    )

    @property
    def decision(self) -> tuple[bool, bool]:
        """Whether the member agrees, and whether the next one may read what was said."""
        answer = self.cleaned_data["answer"]
        return answer != "no", answer == "share"


class TakeOnForm(Form):
    """Whether I go on with somebody's conversation."""

    answer = Choice(
        label=_("Will you go on with this conversation?"),
        choices=[("yes", _("Yes, I have room for it")), ("no", _("No, not now"))],
    )


class DebriefForm(Form):
    """How it was, and whether I need a while."""

    text = WordsField(
        label=_("How was it for you?"),
        help_text=_("Only your supervisor and you can open this."),
        limit=4000,
        rows=6,
    )
    pause_days = Choice(
        label=_("New people to talk with"),
        choices=[
            ("0", _("I go on as before")),
            ("3", _("Nobody new for three days")),
            ("7", _("Nobody new for a week")),
            ("14", _("Nobody new for two weeks")),
        ],
        initial="0",
    )
