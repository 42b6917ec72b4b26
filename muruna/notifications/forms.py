"""Forms around one's own address."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from muruna.notifications.actions import confirm_address
from muruna.notifications.models import Letterbox
from muruna.ui.forms import Choice, Form, LineField, Tick

_NO_ADDRESS = _(
    "This does not look like a mail address. Please check it; it needs an @ and a place after it."
)


class AddressForm(Form):
    """Where the line is to go."""

    address = LineField(
        label=_("Mail address"),
        limit=254,
        help_text=_("Best one that nobody else reads, on no shared device."),
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )
    knows = Tick(
        label=_("I know that a mail can be seen by whoever picks up my phone."),
        required=True,
    )

    def clean_address(self) -> str:
        """The address as a mail server takes it."""
        name, _at, place = str(self.cleaned_data["address"]).rpartition("@")
        try:
            whole = f"{name}@{place.encode('idna').decode()}"
            validate_email(whole)
            Address(addr_spec=whole)
        except (ValidationError, ValueError, IndexError, HeaderParseError):
            raise ValidationError(_NO_ADDRESS) from None
        return whole


class CodeForm(Form):
    """The code of the letter. It is tried here, so that a wrong one counts although the form is refused."""

    code = LineField(
        label=_("The six digits of the letter"),
        limit=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor

    def clean_code(self) -> str:
        """Digits of any script, with or without a space between them."""
        typed = "".join(str(self.cleaned_data["code"]).split())
        code = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed)
        if not confirm_address(actor=self.actor, code=code):
            raise ValidationError(
                _(
                    "This code does not fit, or it is older than 15 minutes. Please check it, or ask for another letter."
                )
            )
        return code


class WishesForm(Form):
    """How often, when not, and what the line may say."""

    period = Choice(
        label=_("At most one line"),
        choices=[(Letterbox.HOUR, _("an hour")), (Letterbox.DAY, _("a day"))],
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        help_text=_("No line comes in these hours, by your own clock."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Please fill this in."),
            "invalid": _("Please give a time, like 21:00."),
        },
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Please fill this in."),
            "invalid": _("Please give a time, like 21:00."),
        },
    )
    with_link = Tick(
        label=_("The line may carry the address of this site."),
        help_text=_("Handy, and one more thing that can be seen."),
    )


class DropForm(Form):
    """No question: the address goes."""
