"""What a lead writes in a case, and what those concerned answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muruna.safeguarding.logic.facts import REQUIRED, contradicts_itself
from muruna.safeguarding.logic.showing import NOT_YET, NOW, TOLD, Showing
from muruna.safeguarding.models import Case, CaseNote, SteppingAside
from muruna.safeguarding.words import ASIDE, BASES, FACTS, NOTES, NOTHING_AND_MORE, OUTCOMES, OUTSIDE, REVEALS
from muruna.ui.forms import Choice, Choices, Form, LineField, WordsField


class Confirm(Form):
    """No question, one deed."""


class SeenForm(Form):
    """Carries what its page was drawn from, so that nobody undoes unseen what another lead did meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def take_seen(self, seen: str) -> None:
        """Show the page again so that its next sending knows of that."""
        self.renew_key()
        self.data["seen"] = seen


class FactsForm(Form):
    """May be saved half done; a case is closed, and anything told, only when it is complete."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    happened = WordsField(label=FACTS["happened"], required=False, limit=2000)
    contact = WordsField(
        label=FACTS["contact"], required=False, rows=2, limit=600,
        help_text=_("Here, in a conversation; or another way that the person has named."),
    )  # fmt: skip
    hours = LineField(label=FACTS["hours"], required=False)
    not_told = WordsField(
        label=FACTS["not_told"], required=False, rows=2, limit=600,
        help_text=_("Family, school, work, flatmates ... Ask; do not guess. If nobody, write that."),
    )  # fmt: skip
    reveals = Choices(label=FACTS["reveals"], choices=list(REVEALS.items()), required=False)
    wishes = WordsField(label=FACTS["wishes"], required=False, limit=2000)
    basis = Choice(label=FACTS["basis"], choices=list(BASES.items()), required=False)

    def clean_reveals(self) -> list[str]:
        """Raises ValidationError for "nothing" together with anything else."""
        reveals: list[str] = self.cleaned_data["reveals"]
        if contradicts_itself(reveals):
            raise ValidationError(NOTHING_AND_MORE)
        return reveals

    def take_version(self, version: str) -> None:
        """Show the page again so that its next sending puts these words over that version."""
        self.renew_key()
        self.data["version"] = version

    @property
    def facts(self) -> dict[str, Any]:
        """What was filled in, by name."""
        return {name: self.cleaned_data[name] for name in ("happened", *REQUIRED)}


class NoteForm(Form):
    """A line in a case."""

    kind = Choice(
        label=_("What this is"),
        choices=[(kind, NOTES[kind]) for kind in (CaseNote.NOTE, CaseNote.TOLD)],
        explanations={CaseNote.TOLD: _("What you told the person, or whoever was worried, and when.")},
        initial=CaseNote.NOTE,
    )  # fmt: skip
    text = WordsField(label=_("Your words"))


class AskForm(Form):
    """A question to the person whom the case is about."""

    text = WordsField(
        label=_("Your question"),
        help_text=_("They read it here, signed in. Nothing is sent anywhere, and no notice names it."),
    )


class ShowingForm(Form):
    """When whoever it is about reads what would be told; none of it is chosen beforehand.

    Where they are not here any more (`is_read`), it cannot be shown at once.
    """

    when = Choice(
        label=_("When does whoever this is about read it?"),
        choices=[
            (NOW, _("At once, before anything is told")),
            (NOT_YET, _("Not yet, because reading it here is not safe")),
            (TOLD, _("They have been told in another way")),
        ],
        explanations={
            NOT_YET: _("For example when somebody watches their account. You are asked again with every yes. "
                       "Once it may be told, the case stays open until they know. If the case is closed "
                       "before that, this is taken back."),
        },
    )  # fmt: skip
    words = WordsField(
        label=_("Why not yet, or how they were told"),
        help_text=_("It stands in the case with your name. Why not yet, they read as soon as it is safe."),
        required=False,
        depends=True,
        limit=1000,
        rows=3,
    )

    def __init__(self, *args: Any, is_read: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_read:
            when: Any = self.fields["when"]
            cannot = _("It cannot be shown to them, because they are not here any more")
            when.choices = [(NOT_YET, cannot), *(one for one in when.choices if one[0] == TOLD)]
            when.explanations = {}
            self.fields["words"].label = _("Why this is decided all the same, or how they were told")
            self.fields["words"].help_text = _("It stands in the case with your name.")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        when, words = said.get("when"), said.get("words")
        if when in (NOT_YET, TOLD) and not words and "words" not in self.errors:
            self.add_error("words", _("Please write why not yet, or how they were told."))
        if when == NOW and words:
            self.add_error("when", _("You wrote why not, or how, and chose at once. Please choose one."))
        return said

    @property
    def showing(self) -> Showing:
        """What was chosen, with the words for it."""
        return Showing(self.cleaned_data["when"], self.cleaned_data["words"])


class OutsideForm(ShowingForm):
    """What would be told outside."""

    field_order = ("whom", "text", "when", "words")
    whom = LineField(label=OUTSIDE["whom"])
    text = WordsField(
        label=OUTSIDE["text"],
        help_text=_("As little as helps. Whoever this is about reads these words, and to whom."),
    )


class CloseForm(SeenForm):
    """How it ended."""

    outcome = Choice(label=_("How it ended"), choices=[(one, OUTCOMES[one]) for one in Case.OUTCOMES])


class AnswerForm(Form):
    """What the person concerned says; of a wish to tell somebody outside (`about_wish`) also yes or no."""

    answer = Choice(
        label=_("May this be told?"),
        choices=[("yes", _("Yes, it may be told")), ("no", _("No, please tell nobody"))],
        required=False,
    )
    text = WordsField(label=_("Your answer"), help_text=_("Only the people who look after this can read it."))

    def __init__(self, *args: Any, about_wish: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if about_wish:
            text: Any = self.fields["text"]
            text.required, text.depends = False, True  # a yes or no says enough
        else:
            del self.fields["answer"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("text") and not said.get("answer") and not self.errors:
            self.add_error("text", self.fields["text"].error_messages["required"])
        return said

    @property
    def said(self) -> dict[str, str]:
        """The answer, if one was chosen, and the words."""
        return {"answer": self.cleaned_data.get("answer", ""), "text": self.cleaned_data["text"]}


class TeamForm(Form):
    """One person of a short list."""

    who = Choice(label=_("Who"), choices=[])

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class AsideForm(TeamForm):
    """Who of the team is part of the matter, and why: a code, never words that others would keep."""

    reason = Choice(label=_("Why"), choices=[(one, ASIDE[one]) for one in SteppingAside.REASONS])


class AsideAnswerForm(Form):
    """A second person's yes or no."""

    answer = Choice(
        label=_("Your answer"),
        choices=[("yes", _("Yes, they leave this case")), ("no", _("No, they stay in it"))],
    )
