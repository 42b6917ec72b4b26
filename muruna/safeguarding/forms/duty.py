"""A lead's weekly hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muruna.spaces import labels
from muruna.ui.formats import language_name
from muruna.ui.forms import Choices, Form


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={
            "invalid": _("Please write a time like 17:00."),
            "required": _("Please write a time like 17:00."),
        },
    )


class DutyForm(Form):
    """On which days, from when to when, in which languages."""

    weekdays = Choices(label=_("Days"), choices=())
    starts = _time(_("From"))
    ends = _time(_("Until"))
    languages = Choices(label=_("I read"), choices=())

    def __init__(self, *args: Any, space: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["weekdays"].choices = [(str(n), name) for n, name in enumerate(labels.weekdays())]  # type: ignore[attr-defined]
        self.fields["languages"].choices = [(code, language_name(code)) for code in space.languages]  # type: ignore[attr-defined]
