"""Forms of coordinators and stewards about members and rights."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from muruna.foundation.clock import today
from muruna.spaces import labels, setting
from muruna.spaces.logic.rights import GUARDED, MONTHS_MOST, Wish, add_months
from muruna.spaces.models import Membership, Right
from muruna.ui.forms import Choice, Choices, Form, Tick


def _months() -> list[tuple[str, Any]]:
    one = ngettext_lazy("%(num)d month", "%(num)d months", "num")
    return [(str(n), one % {"num": n}) for n in (12, 9, 6, 3, 2, 1) if n <= MONTHS_MOST]


class RenewForm(Form):
    """How long a right lasts from today."""

    months = Choice(label=_("How long, from today"), choices=(), select=True, initial=str(MONTHS_MOST))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["months"].choices = _months()

    @property
    def ends_on(self) -> Any:
        """The day on which the right ends."""
        return add_months(today(), int(self.cleaned_data["months"]))


class RightForm(RenewForm):
    """A right to give to one member, as the rules of the space and of the giver allow."""

    role = Choice(label=_("Right"), choices=())
    tracks = Choices(
        label=_("A supporter for"), choices=(), required=False, help_text=_("Counts for supporters only.")
    )
    on_probation = Tick(
        label=_("On probation"),
        help_text=_(
            "One conversation at a time, with a supervisor who is visible. Counts for supporters only."
        ),
    )
    field_order = ("role", "tracks", "on_probation", "months")

    def __init__(self, *args: Any, actor: Any, membership: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        allowed = [r for r in labels.ROLES if r not in GUARDED or actor.has(Right.STEWARD)]
        if membership.is_minor:
            theirs = setting.roles_for_minors(actor.space, membership.age_band)
            allowed = [role for role in allowed if role in theirs]
        self.fields["role"].choices = [(role, labels.ROLES[role]) for role in allowed]
        self.fields["role"].explanations = labels.ROLES_MEAN  # type: ignore[attr-defined]
        here = setting.tracks(actor.space, is_minor=membership.is_minor)
        self.fields["tracks"].choices = [(one, labels.TRACKS[one]) for one in here]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the deed takes it."""
        typed = self.cleaned_data
        wish = Wish(typed["role"], self.ends_on, frozenset(typed["tracks"]))
        return {"wish": wish, "on_probation": typed["on_probation"]}


class CorrectAgeForm(Form):
    """The right age band of a persona, each with what it changes."""

    age_band = Choice(label=_("The right age"), choices=())

    def __init__(self, *args: Any, bands: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["age_band"].choices = [(band, labels.AGE_BANDS[band]) for band in bands]
        self.fields["age_band"].explanations = bands  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as the deed takes it."""
        return {"age_band": self.cleaned_data["age_band"]}


class SecondForm(Form):
    """A second person's yes or no to a right."""

    answer = Choice(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I know this person")), ("no", _("No"))],
    )


class StepForm(Form):
    """A second person's yes or no to what is to happen to somebody who leads or stewards."""

    answer = Choice(label=_("Your answer"), choices=[("yes", _("Yes, do it now")), ("no", _("No"))])

    @property
    def is_yes(self) -> bool:
        """Whether it is to be done."""
        return bool(self.cleaned_data["answer"] == "yes")


class SuspendForm(Form):
    """Why a persona is suspended: one of a few reasons, never free words."""

    reason = Choice(label=_("Reason"), choices=())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = list(labels.SUSPENDED_BECAUSE.items())
