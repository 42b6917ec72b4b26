"""The forms of accounts: what may be typed, and what to say when it will not do."""

from muruna.accounts.forms.door import RecoverForm, SignInForm, SignUpForm, wait_sentence
from muruna.accounts.forms.own import (
    ChangePassphraseForm,
    CodeForm,
    DeleteForm,
    ExportForm,
    LookForm,
    NewPhraseForm,
    PhraseCheckForm,
    ProofForm,
    WhichForm,
)

__all__ = [
    "ChangePassphraseForm",
    "CodeForm",
    "DeleteForm",
    "ExportForm",
    "LookForm",
    "NewPhraseForm",
    "PhraseCheckForm",
    "ProofForm",
    "RecoverForm",
    "SignInForm",
    "SignUpForm",
    "WhichForm",
    "wait_sentence",
]
