"""The steward's form of rules: made from what the chosen profile lets a community change."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muruna.spaces import labels
from muruna.spaces.logic.profiles import Profile
from muruna.ui.formats import listed
from muruna.ui.forms import Choice, Choices, Form, NumberField

YES_NO: dict[Any, Promise] = {True: _("Yes"), False: _("No")}
FIELDS: dict[str, Promise] = {
    "age_bands": _("Who may join, by age"),
    "asking_bands": _("Who may ask for a supporter, by age"),
    "minor_supporters": _("People under 18 may be supporters"),
    "adults_support_minors": _("Adults may support people under 18"),
    "retention_days.conversations": _("Days that an ended conversation is kept"),
    "retention_days.requests": _("Days that an unanswered request is kept"),
    "retention_days.cases": _("Days that a closed case is kept"),
    "live_needs_duty": _("Conversations start only while a lead is on duty"),
    "joining.by_code": _("Printed codes let people in"),
    "joining.by_request": _("People may ask to come in"),
    "first_posts_reviewed": _("First messages of a new member that are looked at first"),
    "review_days": _("Days between two looks at these rules"),
}
DUTY: dict[Any, Promise] = {
    "nobody": _("Never needed"),
    "minors": _("For people under 18"),
    "everyone": _("For everybody"),
}


def value_of(profile: Profile, field: str) -> Any:
    """What `profile` says about "retention_days.conversations" and the like."""
    value: Any = profile.data
    for part in field.split("."):
        value = value[part]
    return value


def said(value: Any) -> str:
    """A rule's value as it is read on a page."""
    if isinstance(value, list):
        return listed(str(labels.AGE_BANDS.get(one, one)) for one in value)
    if isinstance(value, bool):
        return str(YES_NO[value])
    return str(DUTY.get(value, value))


class RulesForm(Form):
    """A profile, and each change that it allows, within its bounds."""

    profile = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, chosen: Profile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.chosen = chosen
        for field, rule in chosen.may_change.items():
            self.fields[field] = self._field(field, rule)

    def _field(self, field: str, rule: Any) -> forms.Field:
        label, now = FIELDS.get(field, field), value_of(self.chosen, field)
        if "among" in rule:
            bands = [band for band in labels.AGE_BANDS if band in {*rule["among"]}]
            return Choices(
                label=label,
                choices=[(one, labels.AGE_BANDS[one]) for one in bands],
                required=False,
                help_text=_("With nothing ticked: %(bands)s.") % {"bands": said(now)},
            )
        if "to" in rule:
            values = [now, *(one for one in rule["to"] if one != now)]
            return Choice(label=label, choices=[(str(one), said(one)) for one in values])
        bounds = {"least": rule["least"], "most": rule["most"]}
        return NumberField(
            label=label,
            min_value=rule["least"],
            max_value=rule["most"],
            help_text=_("From %(least)s to %(most)s.") % bounds,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )

    def overrides(self) -> dict[str, Any]:
        """What differs from the profile, as the deed takes it."""
        found: dict[str, Any] = {}
        for field, rule in self.chosen.may_change.items():
            value, now = self.cleaned_data[field], value_of(self.chosen, field)
            if "to" in rule:
                value = next(one for one in [now, *rule["to"]] if str(one) == value)
            # No age ticked means what the profile says: a community for nobody cannot be meant.
            if value not in (now, []):
                found[field] = value
        return found


def first_state(chosen: Profile, overrides: dict[str, Any]) -> dict[str, Any]:
    """The form as it is first shown."""
    state = {field: overrides.get(field, value_of(chosen, field)) for field in chosen.may_change}
    for field, rule in chosen.may_change.items():
        if "to" in rule:
            state[field] = str(state[field])
        if "among" in rule and field not in overrides:
            state[field] = []
    return {"profile": chosen.name, **state}


def differences(now: Profile, then: Profile) -> list[tuple[str, str, str]]:
    """(rule, as it is, as it would be) for every rule on which the two differ."""
    found = []
    for field, label in FIELDS.items():
        before, after = value_of(now, field), value_of(then, field)
        if before != after:
            found.append((str(label), said(before), said(after)))
    return found
