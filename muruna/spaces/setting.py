"""What a space's setting profile means for joining and for rights: the one place here that reads profiles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.spaces.logic.profiles import effective, load_profile
from muruna.spaces.models import Space

PROFILES = ("school", "clinic", "organisation", "online")
AGREEMENT_VERSION = "2026-11"  # of the common agreement in templates/spaces/agreement.html


def age_bands(space: Space) -> tuple[str, ...]:
    """The age bands that this space is for, youngest first."""
    return tuple(space.effective().age_bands)


def takes_requests(space: Space) -> bool:
    """Whether people without a printed code may ask to join."""
    return "request" in space.effective().joining


def tracks(space: Space) -> tuple[str, ...]:
    """Whom supporters here may support: "adults", "under-18"."""
    return tuple(space.effective().tracks)


def roles_for_minors(space: Space) -> tuple[str, ...]:
    """The rights that a person under 18 may hold here."""
    return tuple(space.effective().minors_may_hold)


def check(profile: str, overrides: dict[str, Any]) -> None:
    """Raise ValidationError unless `overrides` lie within what `profile` allows."""
    if profile not in PROFILES:
        raise ValidationError({"profile": _("Please choose one of the four kinds of community.")})
    effective(load_profile(profile), overrides)
