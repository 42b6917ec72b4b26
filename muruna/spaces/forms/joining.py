"""Forms on the way in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.spaces import labels
from muruna.spaces.logic.names import is_name
from muruna.ui.forms import Choice, Form, LineField, Tick, TwiceAskedForm, WordsField

UNDER_13 = "under-13"


class CodeForm(Form):
    """The printed code, however it is typed."""

    code = LineField(
        label=_("Your code"),
        limit=60,
        help_text=_("Twelve letters. Small or large, with or without spaces and dashes: all is fine."),
    )


class NameForm(Form):
    """A name to look for among the people; empty shows everybody."""

    name = LineField(label=_("A name, or a part of it"), limit=60, required=False)


class AgeForm(Form):
    """The age band, asked alone and first, because what may be promised hangs on it."""

    age_band = Choice(label=_("How old are you?"), choices=())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["age_band"].choices = [(UNDER_13, _("Younger than 13")), *labels.AGE_BANDS.items()]


class OlderForm(Form):
    """The age band that a birthday has brought, each with what it changes; nobody goes back alone."""

    age_band = Choice(label=_("I am now"), choices=())
    understood = Tick(label=_("I understand that I cannot take this back by myself"), required=True)

    def __init__(self, *args: Any, bands: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["age_band"].choices = [(band, labels.AGE_BANDS[band]) for band in bands]
        self.fields["age_band"].explanations = bands  # type: ignore[attr-defined]


class PersonaNameField(LineField):
    """What a person is to be called; signs alone are as good as nothing."""

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        return name if is_name(name) else ""


class PersonaForm(TwiceAskedForm):
    """How a person appears in one community, in their own words."""

    name = PersonaNameField(
        label=_("Name"),
        limit=60,
        help_text=_(
            "What people here are to call you. It need not be on any paper; you can change it any day."
        ),
    )
    pronouns = LineField(
        label=_("Pronouns"), limit=60, required=False, help_text=_("In your own words, or left empty.")
    )
    identity = WordsField(
        label=_("About me"),
        limit=300,
        rows=3,
        required=False,
        help_text=_("A line or two that people you talk with may see. Nothing is expected here."),
    )


class NewPersonaForm(PersonaForm):
    """The persona of someone who comes in with a code."""

    agreement = Tick(label=_("I have read the agreement and will keep it"), required=True)


class AskForm(PersonaForm):
    """The persona of someone who asks to come in."""

    because = WordsField(
        label=_("Why would you like to join?"),
        limit=600,
        required=False,
        help_text=_(
            "The people who answer see this, and it is erased when they have answered. "
            "You need not tell anything that you would rather keep."
        ),
    )
    agreement = Tick(label=_("I have read the agreement and will keep it"), required=True)


class Confirm(Form):
    """A deed without questions: only the key that makes it count once."""
