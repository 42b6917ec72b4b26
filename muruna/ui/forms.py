"""Forms that lose nothing and keep nothing harmful: every one carries the key that makes it count once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from muruna.ui.logic.typed import clean_line, clean_words, plain_digits

LINE_LIMIT = 200  # characters
WORDS_LIMIT = 4000  # characters: at most 16 kB in UTF-8, so that it fits a padded envelope with room

_NEEDED = _("Please fill this in.")


class TooLongValidator(MaxLengthValidator):
    """Says how long the text may be and how much must go."""

    message = ngettext_lazy(
        "This is too long: at most %(limit_value)d character fits, and there are %(show_value)d. "
        "Nothing you typed is lost; please shorten it.",
        "This is too long: at most %(limit_value)d characters fit, and there are %(show_value)d. "
        "Nothing you typed is lost; please shorten it.",
        "limit_value",
    )


class LineField(forms.CharField):
    """One line of text, cleaned; `limit` in characters.

    `depends`: whether it is needed hangs on another answer, so that it is not called optional either.
    """

    def __init__(self, *, limit: int = LINE_LIMIT, depends: bool = False, **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault("required", _NEEDED)
        super().__init__(strip=True, **options)
        self.depends = depends
        self.limit = limit
        self.validators.append(TooLongValidator(limit))

    def to_python(self, value: Any) -> str:
        return clean_line("" if value is None else str(value))


class WordsField(LineField):
    """Own words over several lines, cleaned; `limit` in characters, `rows` high before one types."""

    def __init__(self, *, limit: int = WORDS_LIMIT, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        options.setdefault("error_messages", {}).setdefault("required", _("Please write a few words here."))
        super().__init__(limit=limit, **options)

    def to_python(self, value: Any) -> str:
        return clean_words("" if value is None else str(value))


class SecretField(forms.CharField):
    """A passphrase or a code: never carried, never changed, only freed of what no keyboard types."""

    widget = forms.PasswordInput

    def __init__(self, *, limit: int = 1000, autocomplete: str = "current-password", **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault("required", _NEEDED)
        options.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": autocomplete}))
        super().__init__(strip=False, **options)
        self.validators.append(TooLongValidator(limit))

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        text = " ".join(text.splitlines()) if isinstance(self.widget, forms.Textarea) else text
        return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff")


class NumberField(forms.IntegerField):
    """A whole number, with its limits said in our own words."""

    def __init__(self, **options: Any) -> None:
        messages = options.setdefault("error_messages", {})
        messages.setdefault("required", _NEEDED)
        messages.setdefault("invalid", _("Please write a whole number, such as 12."))
        messages.setdefault("min_value", _("That is too small: please give %(limit_value)s or more."))
        messages.setdefault("max_value", _("That is too much: please give %(limit_value)s or less."))
        super().__init__(**options)


class _Explained:
    """Choices of which some carry a second, quieter line: `explanations` maps a value to it."""

    explanations: Mapping[Any, Any]


class Choice(_Explained, forms.ChoiceField):
    """Exactly one of a few, shown as radios; `select=True` shows a list that drops down."""

    def __init__(
        self, *, choices: Any, select: bool = False, explanations: Mapping[Any, Any] | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        options.setdefault("widget", forms.Select if select else forms.RadioSelect)
        messages = options.setdefault("error_messages", {})
        messages.setdefault("required", _("Please choose one."))
        messages.setdefault("invalid_choice", _("That is not one of the choices. Please choose again."))
        super().__init__(choices=choices, **options)
        self.explanations = explanations or {}


class Choices(_Explained, forms.MultipleChoiceField):
    """Any number of a few, shown as boxes to tick."""

    def __init__(
        self, *, choices: Any, explanations: Mapping[Any, Any] | None = None, **options: Any
    ) -> None:
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        messages = options.setdefault("error_messages", {})
        messages.setdefault("required", _("Please choose at least one."))
        messages.setdefault("invalid_choice", _("One of these is not a choice. Please choose again."))
        super().__init__(choices=choices, **options)
        self.explanations = explanations or {}


class DayField(forms.DateField):
    """A day, chosen or typed as 2027-01-31, in whichever digits the reader's keyboard has."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d"])
        messages = options.setdefault("error_messages", {})
        messages.setdefault("invalid", _("Please give a day such as 2027-01-31."))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_digits(value) if isinstance(value, str) else value)


class Tick(forms.BooleanField):
    """One box to tick; with `required=True` it must be ticked."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("error_messages", {}).setdefault("required", _("Please tick this to go on."))
        super().__init__(**options)


class Form(forms.Form):
    """The base of every form: a hidden key of one sending, cleaned texts, whatever the fields are."""

    carries_choices = False  # whether what is chosen outlives an ended session although nothing is written

    key = forms.UUIDField(widget=forms.HiddenInput, required=True)

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "%s")
        options["initial"] = {"key": str(uuid.uuid4()), **(options.get("initial") or {})}
        super().__init__(data, *args, **options)
        for message in ("required", "invalid"):
            self.fields["key"].error_messages[message] = _(
                "This page was open for too long. What you wrote is still here: please send it again."
            )

    def add_prefix(self, field_name: str) -> str:
        return "key" if field_name == "key" else super().add_prefix(field_name)

    @property
    def sending(self) -> uuid.UUID:
        """The key of this sending, once the form is valid."""
        return uuid.UUID(str(self.cleaned_data["key"]))

    @property
    def shown_key(self) -> str:
        """The key for the page: the one that came, or a new one when it was missing or spoiled."""
        if self.is_bound and "key" not in self.errors and self.data.get("key"):
            return str(self.data["key"])
        return str(self.initial["key"])

    @property
    def written_names(self) -> str:
        """The fields that a person writes in, parted by spaces; their words outlive an ended session."""
        return " ".join(
            bound.html_name
            for bound in self.visible_fields()
            if isinstance(bound.field, forms.CharField) and not isinstance(bound.field, SecretField)
        )

    @property
    def secret_names(self) -> str:
        """The fields that are never carried anywhere, parted by spaces."""
        return " ".join(
            bound.html_name for bound in self.visible_fields() if isinstance(bound.field, SecretField)
        )

    def renew_key(self) -> None:
        """Make the page's next sending a new one."""
        self.initial["key"] = str(uuid.uuid4())
        renewed = self.data.copy()
        renewed["key"] = self.initial["key"]
        self.data: Any = renewed

    def shares_with(self, typed: Any) -> int:
        """How many of this form's fields somebody filled in in `typed`."""
        shown = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        return sum(1 for name in shown if self.add_prefix(name) in typed)

    def show_typed(self, typed: Any) -> None:
        """Show what was typed before a switch of language, unchecked, under the key that it came with."""
        for name, field in self.fields.items():
            place = self.add_prefix(name)
            if isinstance(field.widget, forms.PasswordInput):
                continue
            if not field.widget.value_omitted_from_data(typed, {}, place):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, place)
        try:
            uuid.UUID(str(self.initial["key"]))
        except ValueError:
            self.initial["key"] = str(uuid.uuid4())

    def refuse(self, refusal: ValidationError) -> None:
        """Show a deed's refusal: above the form, or at the fields that it names."""
        if hasattr(refusal, "error_dict"):
            known = {name: es for name, es in refusal.error_dict.items() if name in self.fields}
            rest = [e for name, es in refusal.error_dict.items() if name not in self.fields for e in es]
            if known:
                self.add_error(None, ValidationError(known))
            if rest:
                self.add_error(None, ValidationError(rest))
        else:
            self.add_error(None, refusal)

    def summary(self) -> Iterable[tuple[str, str, list[str]]]:
        """(id, label, sentences) of each field with an error, in page order; "" stands for the whole form."""
        for name, sentences in self.errors.items():
            if name in {forms.forms.NON_FIELD_ERRORS, "key"}:
                yield "", "", [str(one) for one in sentences]
        for bound in self.visible_fields():
            if bound.errors:
                yield bound.auto_id, str(bound.label), [str(one) for one in bound.errors]

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            # A field of another kind is cleaned too: no form of ours can hand a control character on.
            if isinstance(value, str) and not isinstance(self.fields[name], SecretField):
                self.cleaned_data[name] = clean_words(value)


class ConfirmForm(Form):
    """Nothing to fill in: one press that counts once."""


class TwiceAskedForm(Form):
    """A form whose words may hold what identifies somebody: then it asks once more, with a tick."""

    knows_risk = Tick(label=_("I have thought about it. Send it as it is."))
    found: Sequence[Any] = ()

    def visible_fields(self) -> list[Any]:
        """Without the tick: what asks draws it, beside what was noticed."""
        return [one for one in super().visible_fields() if one.name != "knows_risk"]

    def ask_about(self, found: Sequence[Any]) -> None:
        """Show the confirm step for these contact details."""
        self.found = found
