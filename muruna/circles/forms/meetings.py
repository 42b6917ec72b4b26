"""What people write and choose in a meeting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muruna.circles import labels
from muruna.circles.logic.show import SIGNS
from muruna.ui.forms import Choice, Form, LineField, Tick, TwiceAskedForm, WordsField

LONGEST = 4000


class EnterForm(Form):
    """Coming in."""

    is_quiet = Tick(label=_("I would like to sit quietly: I read, and nobody asks me anything."))


class SpeakForm(TwiceAskedForm):
    """One message to all; the tick is shown only when contact details were found among people under 18."""

    text = WordsField(label=_("Your words"), limit=LONGEST, rows=2)


class DraftForm(forms.Form):
    """Unsent words; they never fail, they are only kept or not."""

    text = WordsField(limit=LONGEST, required=False)


class SideForm(Form):
    """One message in a room beside the meeting."""

    text = WordsField(label=_("Your words"), limit=LONGEST, rows=2)


class AskAsideForm(Form):
    """The first words to one facilitator alone."""

    text = WordsField(
        label=_("What is it?"),
        help_text=_("“I am not OK” is enough. One facilitator reads it; nobody else sees that you wrote."),
        limit=LONGEST,
        rows=3,
        initial=_("I am not OK."),
    )


class TakingPartForm(Form):
    """One press of somebody inside; a sign says for which words: "hear.12"."""

    PRESSES = ("hand", "hand_down", "quiet", "speak", "pass", "leave", "go", *SIGNS)

    what = forms.RegexField(rf"^({'|'.join(PRESSES)})(\.\d{{1,9}})?$", widget=forms.HiddenInput, strip=False)

    @property
    def press(self) -> tuple[str, int]:
        """Which it was, and for which words (0: for none)."""
        what, _dot, seq = self.cleaned_data["what"].partition(".")
        return what, int(seq or 0)


class LeadingForm(Form):
    """One press of a facilitator; it says on which part or whose turn it was made: "forward.welcome"."""

    what = forms.RegexField(
        r"^(open|forward|back|next)(\.[a-z0-9-]{0,36})?$", widget=forms.HiddenInput, strip=False
    )

    @property
    def press(self) -> tuple[str, str]:
        """Which it was, and what stood on the page."""
        what, _dot, seen = self.cleaned_data["what"].partition(".")
        return what, seen


class LookAfterForm(Form):
    """Muting somebody, letting them write again, putting them out or letting them back: with a reason."""

    what = Choice(
        label=_("What should happen"),
        choices=[
            ("mute", _("They read along, and cannot write for now")),
            ("unmute", _("They can write again")),
            ("put_out", _("They leave this meeting")),
            ("let_back", _("They may come back into this meeting")),
        ],
    )
    because = Choice(label=_("Reason"), choices=list(labels.LOOKED_AFTER_BECAUSE.items()))


class EndMeetingForm(Form):
    """How a meeting ends, and what is kept of it."""

    theme = LineField(
        label=_("What we talked about"),
        help_text=_("A few words, without anybody’s name. Everything else is erased."),
        limit=120,
        required=False,
    )
    because = Choice(label=_("Reason"), choices=list(labels.MEETING_ENDED_BECAUSE.items()))


_GRADES = [("2", _("Yes")), ("1", _("A little")), ("0", _("No"))]


class CheckForm(Form):
    """Two questions after a meeting."""

    belonged = Choice(label=_("Did you feel that you belonged there?"), choices=_GRADES)
    took = Choice(label=_("Do you take something with you?"), choices=_GRADES)

    @property
    def given(self) -> dict[str, int]:
        """The answers as numbers."""
        return {name: int(self.cleaned_data[name]) for name in ("belonged", "took")}


class ShowForm(Form):
    """Words that were ticked, and what is wrong with them."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Messages"),
        required=False,
        error_messages={
            "invalid_choice": _("One of these messages is not here any more. Please look again.")
        },
    )
    why = WordsField(
        label=_("What is wrong with them?"),
        help_text=_("A few words are enough. You need not prove anything."),
        limit=2000,
    )

    def __init__(self, *args: Any, ids: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(str(one), "") for one in ids]  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if not chosen:
            raise forms.ValidationError(_("Please tick at least one message."))
        return chosen
