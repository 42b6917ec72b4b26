"""What a space's setting profile means for joining and for rights: the one place here that reads profiles."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.spaces.logic.profiles import (
    ADULTS,
    MINOR_BANDS,
    PROFILES,
    TOO_YOUNG_TO_SUPPORT,
    UNDER_18,
    Profile,
    override_faults,
)
from muruna.spaces.logic.profiles import effective as with_changes
from muruna.spaces.models import Right, Space
from muruna.spaces.profiles import load_profile

AGREEMENT_VERSION = "2026-11"  # of the common agreement in templates/spaces/agreement.html


def rules(space: Space) -> Profile:
    """The space's profile with its own changes."""
    profile: Profile = space.effective()
    return profile


def age_bands(space: Space) -> tuple[str, ...]:
    """The age bands that this space is for, youngest first."""
    return rules(space).age_bands


def takes_codes(space: Space) -> bool:
    """Whether printed codes let people in."""
    return rules(space).joining.by_code


def takes_requests(space: Space) -> bool:
    """Whether people without a printed code may ask to join."""
    return rules(space).joining.by_request


def tracks(space: Space, *, is_minor: bool = False) -> tuple[str, ...]:
    """Whom a supporter here may support: "adults", "under-18"; somebody under 18 never supports adults."""
    now = rules(space)
    found = []
    if not is_minor and any(band not in MINOR_BANDS for band in now.asking_bands):
        found.append(ADULTS)
    if any(band in MINOR_BANDS for band in now.asking_bands) and (is_minor or now.adults_support_minors):
        found.append(UNDER_18)
    return tuple(found)


def roles_for_minors(space: Space, band: str) -> tuple[str, ...]:
    """The rights that a person under 18, of this age band, may hold here; under 16 none."""
    may = rules(space).minor_supporters and band not in TOO_YOUNG_TO_SUPPORT
    return (Right.SUPPORTER,) if may else ()


def check(profile: str, overrides: Mapping[str, Any]) -> None:
    """Raise ValidationError unless `overrides` lie within what `profile` allows."""
    if profile not in PROFILES:
        raise ValidationError(_("Please choose one of the four kinds of community."))
    chosen = load_profile(profile)
    if override_faults(chosen, overrides):
        raise ValidationError(_("One of these changes is not allowed for this kind of community."))
    joining = {"by_code": chosen.joining.by_code, "by_request": chosen.joining.by_request}
    for door in joining:
        joining[door] = overrides.get(f"joining.{door}", joining[door])
    if not any(joining.values()):
        raise ValidationError(_("One way in must stay open: printed codes, or asking."))
    with_changes(chosen, overrides)
