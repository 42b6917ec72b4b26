"""Messages from outside."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.spaces.logic.codes import new_code, normal_code
from muruna.ui.forms import Form, LineField, WordsField


class ContactForm(Form):
    """A message; its return code is made with the page, so that sending it twice gives the same one."""

    text = WordsField(
        label=_("Your message"), rows=8,
        help_text=_("Say only what we need to answer you. No name is needed, and please leave no address."),
    )  # fmt: skip
    code = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        options["initial"] = {"code": new_code(secrets.choice), **(options.get("initial") or {})}
        super().__init__(data, *args, **options)

    def clean_code(self) -> str:
        """The code that came with the page; a spoiled one is no code at all."""
        code = normal_code(self.cleaned_data.get("code") or "")
        if code is None:
            self.data = self.data.copy()
            self.data["code"] = new_code(secrets.choice)
            raise ValidationError(_now("This page was open for too long. Please send it once more."))
        return code


class ReturnForm(Form):
    """The code that was shown once."""

    code = LineField(label=_("Your code"), help_text=_("Twelve letters, big or small."))  # fmt: skip

    def clean_code(self) -> str:
        """The code that was meant."""
        code = normal_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(
                _now("A code has twelve letters, without vowels and digits. Please look again.")
            )
        return code


class ReplyForm(Form):
    """An answer to somebody outside."""

    text = WordsField(label=_("Your answer"), rows=6)
