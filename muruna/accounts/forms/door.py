"""The forms at the door: a new account, coming in, the way back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muruna.accounts.logic.handles import LONGEST, SHORTEST, HandleProblem, handle_problems
from muruna.accounts.logic.passphrases import SHORTEST as SHORTEST_PASSPHRASE
from muruna.accounts.logic.passphrases import PassphraseProblem, passphrase_problems
from muruna.foundation.vault import BadPhrase, normal_secret, recovery_secret
from muruna.ui.forms import Form, LineField, SecretField, Tick


def wait_sentence(seconds: int) -> str:
    """How long to wait before the next try."""
    return ngettext(
        "There were many tries in a short time. Please wait %(num)s second, then try again.",
        "There were many tries in a short time. Please wait %(num)s seconds, then try again.",
        seconds,
    ) % {"num": seconds}


def passphrase_sentence(problem: PassphraseProblem) -> str:
    """What is wrong with a passphrase, and what would help."""
    if problem is PassphraseProblem.TOO_SHORT:
        return _("Please make it at least %(least)s characters long. A few words in a row are easiest.") % {
            "least": SHORTEST_PASSPHRASE
        }
    if problem is PassphraseProblem.TOO_LONG:
        return _("This is longer than we can take. Please make it shorter.")
    return _("This would be easy to guess. A few words that do not belong together are much safer.")


def handle_sentence(problem: HandleProblem) -> str:
    """What is wrong with a sign-in name."""
    if problem is HandleProblem.TOO_SHORT:
        return _("Please use at least %(least)s letters or numbers.") % {"least": SHORTEST}
    if problem is HandleProblem.TOO_LONG:
        return _("Please use at most %(most)s characters.") % {"most": LONGEST}
    return _("Please use letters, numbers or signs that can be seen.")


class Hidden(forms.CharField):
    """Something that rides along unseen."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)


def shown_secret(rows: int = 1) -> forms.Widget:
    """A place for recovery words, shown as they are typed: nobody types them blind without a slip.

    No browser is to remember, correct or look them up; one line, or several with a way to hide them.
    """
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    return forms.Textarea({**attrs, "rows": rows, "hidable": True}) if rows > 1 else forms.TextInput(attrs)


class NewPassphrase(Form):
    """A new passphrase of one's own, typed twice."""

    passphrase = SecretField(label=gettext_lazy("New passphrase"), autocomplete="new-password")
    again = SecretField(label=gettext_lazy("The same once more"), autocomplete="new-password")

    def known_words(self) -> list[str]:
        """What somebody who guesses would try first."""
        return [str(self.cleaned_data.get("handle", ""))]

    def check_new_passphrase(self) -> None:
        """Add a sentence to each field that will not do."""
        typed, again = self.cleaned_data.get("passphrase", ""), self.cleaned_data.get("again", "")
        if not typed:
            return
        for problem in passphrase_problems(normal_secret(typed), self.known_words()):
            self.add_error("passphrase", passphrase_sentence(problem))
        if "passphrase" not in self.errors and normal_secret(typed) != normal_secret(again):
            self.add_error("again", _("This differs from the line above. Please type both again."))

    def clean(self) -> dict[str, Any]:
        """Check the new passphrase, once every field stands alone."""
        super().clean()
        self.check_new_passphrase()
        return self.cleaned_data


class SignUpForm(NewPassphrase):
    """A name and a passphrase: the six words that the page offers, or own ones."""

    handle = LineField(
        label=gettext_lazy("A name to sign in with"),
        help_text=gettext_lazy(
            "Make one up, and use it nowhere else. Nobody but you will ever see it here; "
            "what others see, you choose later."
        ),
    )
    offered = Hidden()
    written = Tick(label=gettext_lazy("I have written these words down, or saved them where only I look"))

    field_order = ["handle", "written", "passphrase", "again"]
    words_were_lost = False

    def offer(self, words: str) -> str:
        """Put these six words on the page; returns them."""
        self.initial["offered"] = words
        if self.is_bound:
            self.data = self.data.copy()
            self.data["offered"] = words
        return words

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("passphrase", "again"):
            self.fields[name].required = False
        self.fields["passphrase"].label = _("My own passphrase")
        self.fields["passphrase"].help_text = _(
            "At least %(least)s characters. Spaces and any script are fine; nothing is required but length."
        ) % {"least": SHORTEST_PASSPHRASE}

    def clean_handle(self) -> str:
        """A name that will do."""
        handle = str(self.cleaned_data["handle"])
        for problem in handle_problems(handle):
            raise ValidationError(handle_sentence(problem))
        return handle

    def clean(self) -> dict[str, Any]:
        """Own words if there are any, else the six that were offered."""
        data = super().clean()
        if data.get("passphrase") or data.get("again"):
            if not data.get("passphrase") and "passphrase" not in self.errors:
                self.add_error("passphrase", _("Please type your passphrase in both lines."))
            return data
        if "passphrase" in self.errors:
            return data
        offered = str(data.get("offered", ""))
        if passphrase_problems(normal_secret(offered), self.known_words()):
            self.words_were_lost = True
            self.add_error(None, _("The six words got lost on the way. Please use these new ones."))
        elif not data.get("written"):
            self.add_error("written", _("Please write the words down first: you need them to come back."))
        data["passphrase"] = offered
        return data


class SignInForm(Form):
    """Name, passphrase, and a code for those who use a code app."""

    handle = LineField(label=gettext_lazy("Your sign-in name"))
    passphrase = SecretField(label=gettext_lazy("Passphrase"))
    code = SecretField(
        label=gettext_lazy("Six-digit code"),
        help_text=gettext_lazy("Only if you have set up a code app."),
        required=False,
        limit=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    resume = Hidden()
    next = Hidden()


class RecoverForm(NewPassphrase):
    """The way back in: name, twelve words, and a new passphrase."""

    handle = LineField(label=gettext_lazy("Your sign-in name"))
    phrase = SecretField(
        label=gettext_lazy("Your twelve words"),
        help_text=gettext_lazy("In their order, with spaces between. Capitals do not matter."),
        limit=400,
        widget=shown_secret(rows=3),
    )
    drop_code_app = Tick(
        label=gettext_lazy("I no longer have my code app: turn it off"),
        help_text=gettext_lazy("Otherwise it stays on, and sign-in keeps asking for its code."),
    )
    field_order = ["handle", "phrase", "passphrase", "again", "drop_code_app"]

    def clean_phrase(self) -> str:
        """Twelve words that can be a phrase; a slip of the pen is told from a wrong phrase."""
        typed = str(self.cleaned_data["phrase"])
        try:
            recovery_secret(typed)
        except BadPhrase as problem:
            raise ValidationError(_phrase_sentence(problem)) from None
        return typed


def _phrase_sentence(problem: BadPhrase) -> str:
    if problem.code == "word_count":
        return _("A recovery phrase has twelve words. Please check that none is missing.")
    if problem.code == "unknown_word":
        return _("Word number %(number)s is not one of ours. Please check its spelling.") % {
            "number": problem.position
        }
    return _("These words do not fit together in this order. Please check each of them.")
