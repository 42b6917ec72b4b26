"""The forms of one's own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muruna.accounts.forms.door import Hidden, NewPassphrase, shown_secret, wait_sentence
from muruna.accounts.phrases import prepare_passphrase, prepare_phrase
from muruna.accounts.proving import NotRight, PleaseWait, prove_passphrase
from muruna.language import current, offered
from muruna.ui.forms import Choice, Form, LineField, SecretField, Tick
from muruna.ui.zones import zone_choices


class ProofForm(Form):
    """Anything that asks for the passphrase again; leaves what was proven in `proven`."""

    current = SecretField(label=gettext_lazy("Your passphrase"))
    field_order: list[str] | None = ["current"]

    def __init__(self, *args: Any, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.proven: Any = None

    def clean(self) -> dict[str, Any]:
        """The slow check comes last, when everything else is right."""
        super().clean()
        if not self.errors:
            try:
                self.proven = prove_passphrase(self.actor, str(self.cleaned_data["current"]))
            except PleaseWait as wait:
                self.add_error(None, wait_sentence(wait.seconds))
            except NotRight:
                self.add_error("current", _("This is not your passphrase. Please try again."))
        return self.cleaned_data


class ChangePassphraseForm(ProofForm, NewPassphrase):
    """The passphrase, and the new one twice."""

    field_order = ["current", "passphrase", "again"]

    def clean(self) -> dict[str, Any]:
        """The new one is checked first, so that no slow work is done for nothing."""
        self.check_new_passphrase()
        ProofForm.clean(self)
        if self.proven is not None and not self.errors:
            self.slot = prepare_passphrase(self.proven, str(self.cleaned_data["passphrase"]))
        return self.cleaned_data


class NewPhraseForm(ProofForm):
    """The passphrase, for a new recovery phrase."""

    def clean(self) -> dict[str, Any]:
        """Make the phrase and its slot, once the passphrase is right."""
        super().clean()
        if self.proven is not None and not self.errors:
            self.phrase, self.slot = prepare_phrase(self.proven)
        return self.cleaned_data


class DeleteForm(ProofForm):
    """The passphrase, and a tick that the end is understood."""

    understood = Tick(label=gettext_lazy("I understand that nobody can bring this back"), required=True)


class CodeForm(Form):
    """A code from the app, with the secret that the page carries sealed."""

    code = SecretField(
        label=gettext_lazy("The six digits that the app shows now"),
        limit=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    secret_sealed = Hidden()
    resume = Hidden()
    next = Hidden()


class PhraseCheckForm(Form):
    """Three words of the recovery phrase."""

    def __init__(self, *args: Any, positions: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.positions = positions
        for position in positions:
            self.fields[f"word_{position}"] = SecretField(
                label=_("Word number %(number)s") % {"number": position}, limit=60, widget=shown_secret()
            )

    @property
    def words(self) -> list[str]:
        """What was typed, in the order of the positions."""
        return [str(self.cleaned_data[f"word_{position}"]) for position in self.positions]


class LookForm(Form):
    """Language, theme and time zone."""

    language = Choice(label=gettext_lazy("Language"), choices=[], select=True)
    theme = Choice(
        label=gettext_lazy("Colours"),
        choices=[
            ("auto", gettext_lazy("As my device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
    )
    time_zone = Choice(label=gettext_lazy("Time zone"), choices=[], select=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(one.code, one.name) for one in offered()]  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = [
            ("auto", _("That of the community I am in")),
            *zone_choices(self.initial.get("time_zone")),
        ]  # type: ignore[attr-defined]

    def show_typed(self, typed: Any) -> None:
        """What was typed, but for the language: that is the one just asked for."""
        super().show_typed(typed)
        self.initial["language"] = current().code

    @property
    def look(self) -> dict[str, str]:
        """What was chosen."""
        return {name: str(self.cleaned_data[name]) for name in ("language", "theme", "time_zone")}


class WhichForm(Form):
    """One thing of a list."""

    which = LineField(limit=60)


class ExportForm(Form):
    """How to hand everything over."""

    shape = Choice(
        label=gettext_lazy("As"),
        choices=[
            ("html", gettext_lazy("A page to read, in one file")),
            ("json", gettext_lazy("Data for another program (JSON)")),
        ],
    )
