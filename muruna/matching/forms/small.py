"""Forms of one question or none."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.foundation.clock import today
from muruna.ui.forms import Choice, Form


class Confirm(Form):
    """A deed without questions."""


class FirstFree(Form):
    """Whether the first free supporter may come, or I choose myself."""

    takes = Choice(label=_("Take the first who is free"), choices=[("yes", "yes"), ("no", "no")])


class BeginShift(Form):
    """For how long I am free now."""

    minutes = Choice(
        label=_("For how long?"),
        choices=[("30", _("30 minutes")), ("60", _("1 hour")), ("120", _("2 hours"))],
        initial="60",
    )


class Pause(Form):
    """For how long no new questions come."""

    days = Choice(
        label=_("For how long?"),
        choices=[("3", _("3 days")), ("7", _("1 week")), ("30", _("1 month")), ("90", _("3 months"))],
        initial="7",
    )

    @property
    def until(self) -> dt.date:
        """The last day of the pause."""
        return today() + dt.timedelta(days=int(self.cleaned_data["days"]) - 1)


class ByHand(Form):
    """Whom to propose."""

    supporter = Choice(label=_("Who could fit"), choices=())

    def __init__(self, *args: Any, able: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["supporter"].choices = list(able)
