"""What a writer and a reader of stories fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import current, offered
from muruna.stories import labels
from muruna.stories.audiences import Choice as Audience
from muruna.stories.models import ANSWER, REPLY, TEXT, TITLE, Mark, Story
from muruna.stories.sealing import Words
from muruna.ui.forms import Choice, Choices, Form, LineField, Tick, WordsField


class DraftForm(Form):
    """A story in its writer's own words."""

    title = LineField(label=_("A title"), limit=TITLE)
    text = WordsField(label=_("Your story"), limit=TEXT, rows=16)
    notes = Choices(
        label=_("What readers may want to know first"),
        help_text=_("It stands before your text, so that each can choose when to read it."),
        choices=list(labels.NOTES.items()),
        required=False,
    )
    note_words = LineField(label=_("Something else to know first"), limit=120, required=False)
    language = Choice(label=_("Language of the text"), choices=(), select=True)
    # The state of the draft when the page was opened, and the one shown beside it when they differed.
    opened = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    over = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    # A button's value, so that one page keeps what is written and leads on.
    then = Choice(label=_("What now?"), choices=[("stay", ""), ("on", "")], initial="stay", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(one.code, one.name) for one in offered()]  # type: ignore[attr-defined]

    @property
    def words(self) -> Words:
        """The story as it is kept."""
        data = self.cleaned_data
        return Words(data["title"], data["text"], data["language"], list(data["notes"]), data["note_words"])

    @property
    def seen(self) -> tuple[str, ...]:
        """The states of the draft that whoever sends this has seen."""
        return (self.cleaned_data["opened"], self.cleaned_data["over"])

    def shows_beside(self, version: str) -> None:
        """From now on, sending this again keeps it in the place of `version`."""
        renewed = self.data.copy()
        renewed["over"] = version
        self.data: Any = renewed


class KeepForm(Form):
    """What stands in a story's form while it is written: unfinished, however long, and kept as it is."""

    title = LineField(limit=TEXT, required=False)
    text = WordsField(limit=4 * TEXT, required=False)
    notes = Choices(choices=list(labels.NOTES.items()), required=False)
    note_words = LineField(limit=TEXT, required=False)
    language = forms.CharField(required=False)
    opened = forms.CharField(required=False)

    @property
    def words(self) -> Words:
        """The story as far as it is."""
        data = self.cleaned_data
        spoken = data["language"] if data["language"] in {one.code for one in offered()} else current().code
        return Words(data["title"], data["text"], spoken, list(data["notes"]), data["note_words"])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written: then what was kept before stays."""
        return not any(self.cleaned_data[name] for name in ("title", "text", "note_words"))


class ShareForm(Form):
    """For whom, with which replies, under which name, for how long."""

    audience = Choice(label=_("Who may read it?"), choices=(), initial="me")
    replies = Choice(
        label=_("What may readers do?"),
        choices=list(labels.REPLIES.items()),
        explanations=labels.REPLIES_MEAN,
        initial=Story.WITNESS,
    )
    shows_name = Choice(
        label=_("What stands beside it?"),
        help_text=_("Under replies of yours, the same stands."),
        choices=list(labels.NAMES.items()),
        initial="no",
    )
    days = Choice(
        label=_("Should it be erased by itself?"),
        help_text=_("On that day it is erased for everybody, for you too."),
        choices=list(labels.DAYS.items()),
        required=False,
        select=True,
        initial="",
    )

    def __init__(self, *args: Any, audiences: list[Audience], is_looked_at: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["audience"]
        field.choices = [("me", _now("Only me")), *((one.value, _audience_name(one)) for one in audiences)]
        field.explanations = {"me": _now("It stays sealed under your own key.")} | {
            one.value: _audience_line(one, is_looked_at) for one in audiences
        }


def _audience_name(one: Audience) -> str:
    if one.kind == Story.SUPPORTER:
        return _now("%(name)s, who supports me") % {"name": one.name}
    return one.name if one.kind == Story.CIRCLE else _now("Everyone in this community")


def _audience_line(one: Audience, is_looked_at: bool) -> str:
    if one.kind == Story.SUPPORTER:
        return _now("Sealed for the two of you, while you talk with each other.")
    if one.container is not None:
        return _now("Sealed for the people of this circle. It bears your name of there, or none.")
    if one.kind == Story.CIRCLE:
        return _now("The people of this circle. The running server can read it.")
    line = _now("Members can read it, and so can the running server: this is no secret any more.")
    if is_looked_at:
        line += " " + _now("Somebody who coordinates here reads it first.")
    return line


class ReviewForm(Form):
    """Let it be read, or give it back with words."""

    decision = Choice(
        label=_("What do you think?"),
        choices=[("publish", _("Everyone here may read it")), ("return", _("Give it back to its writer"))],
    )
    answer = WordsField(
        label=_("A few words to the writer"),
        help_text=_("Needed when you give it back. Be kind: somebody has told something hard."),
        required=False,
        limit=ANSWER,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == "return" and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _now("Please write the writer a few words."))
        return data


class WithdrawForm(Form):
    """Take it back from everybody."""

    keeps_text = Tick(label=_("Keep the words for me alone, as a draft"), initial=True)


class MarkForm(Form):
    """A button below a story."""

    # Both at once, as the buttons of a story send it with what stands in the line for a reply: "thanks.no".
    press = forms.RegexField(r"^[a-z]+\.(yes|no)$", widget=forms.HiddenInput, required=False)
    kind = Choice(label=_("What do you want to say?"), choices=[(one, "") for one in (*Mark.TOLD, Mark.KEPT)])
    is_on = Choice(label=_("Say it, or take it back?"), choices=[("yes", ""), ("no", "")], initial="yes")

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        if data is not None and "press" in data:
            data = data.copy()
            data["kind"], _dot, data["is_on"] = data["press"].partition(".")
        super().__init__(data, *args, **options)


class ReplyForm(Form):
    """Words under a story."""

    text = WordsField(label=_("Your reply"), limit=REPLY, rows=3)


class ReportForm(Form):
    """What is wrong, and where."""

    replies = Choices(
        label=_("Which of these?"),
        help_text=_("With nothing chosen, it is about the story itself."),
        choices=(),
        required=False,
    )
    why = WordsField(label=_("What is wrong with it?"), limit=2000)

    def __init__(self, *args: Any, answers: list[Any], is_mine: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_mine = is_mine
        field: Any = self.fields["replies"]
        others = [one for one in answers if not one.is_mine]
        field.choices = [
            (str(one.reply.pk), f"{one.name}: {one.text[:80]}" if one.name else one.text[:80])
            for one in others
        ]
        if not others:
            del self.fields["replies"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_mine and not data.get("replies") and not self.errors:
            raise ValidationError(_now("Please choose what it is about."))
        return data
