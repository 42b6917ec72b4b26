"""Setting profiles: what a school, clinic, organisation or online community allows, as data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

AGE_BANDS = ("13-15", "16-17", "18-24", "25+")
MINOR_BANDS = frozenset({"13-15", "16-17"})
TOO_YOUNG_TO_SUPPORT = frozenset({"13-15"})  # whatever a community's rules say
PROFILES = ("school", "clinic", "organisation", "online")
UNDER_18, ADULTS = "under-18", "adults"  # the tracks of a supporter's certificate


class BadProfile(ValueError):
    """A profile's file is not as it must be."""


class BadOverride(ValueError):
    """A steward's change is not among those that the profile allows."""


@dataclass(frozen=True)
class Retention:
    """Days that ended conversations, unanswered requests and closed cases are kept."""

    conversations: int
    requests: int
    cases: int


@dataclass(frozen=True)
class Oversight:
    """How new supporters are accompanied and how many leads open a sealed text together."""

    probation_conversations: int
    supervision_days: int  # most days between two supervisions
    leads_to_open: int


@dataclass(frozen=True)
class Joining:
    """The doors of a space."""

    by_code: bool
    by_request: bool


@dataclass(frozen=True)
class Tells:
    """How far something said travels, by age: between, ask, lead or office; None where it does not apply."""

    minor: str
    adult: str | None


@dataclass(frozen=True)
class Profile:
    """The rules of one setting."""

    name: str
    age_bands: tuple[str, ...]  # who may join
    asking_bands: tuple[str, ...]  # who may ask for a peer
    minor_supporters: bool
    adults_support_minors: bool
    retention_days: Retention
    never_told: tuple[str, ...]
    tells: Mapping[str, Tells]
    oversight: Oversight
    joining: Joining
    live_needs_duty: str  # nobody, minors, everyone
    default_hours: tuple[tuple[int, str, str], ...]  # weekday 0-6 from Monday, from, to
    first_posts_reviewed: int
    review_days: int
    may_change: Mapping[str, Mapping[str, Any]]
    data: Mapping[str, Any]  # what it was made from; the card's version is a digest of it

    def allows_age(self, band: str) -> bool:
        """Somebody of this age band may join."""
        return band in self.age_bands

    def may_support(self, supporter_band: str, member_band: str, tracks: tuple[str, ...]) -> bool:
        """A supporter of this age, with a certificate for these tracks, may be matched with such a member."""
        if member_band not in self.asking_bands or supporter_band not in self.age_bands:
            return False
        if supporter_band in TOO_YOUNG_TO_SUPPORT:
            return False
        needed = UNDER_18 if member_band in MINOR_BANDS else ADULTS
        if needed not in tracks:
            return False
        if supporter_band in MINOR_BANDS:
            # A minor never carries an adult's burden, nor somebody's from an older band.
            return self.minor_supporters and AGE_BANDS.index(member_band) <= AGE_BANDS.index(supporter_band)
        return member_band not in MINOR_BANDS or self.adults_support_minors

    def live_waits_for_duty(self, member_band: str) -> bool:
        """A live conversation of such a member starts only while a trained reader is on duty."""
        return self.live_needs_duty == "everyone" or (
            self.live_needs_duty == "minors" and member_band in MINOR_BANDS
        )


def profile_from_data(data: Mapping[str, Any], place: str) -> Profile:
    """A profile from data that has passed the schema; `place` names it in the error. Raises BadProfile."""
    if not set(data["asking_bands"]) <= set(data["age_bands"]):
        raise BadProfile(f"{place}, asking_bands: only those who may join may ask")
    return Profile(
        **{
            key: data[key] for key in ("name", "minor_supporters", "adults_support_minors", "live_needs_duty")
        },
        **{key: data[key] for key in ("first_posts_reviewed", "review_days", "may_change")},
        age_bands=tuple(data["age_bands"]),
        asking_bands=tuple(data["asking_bands"]),
        retention_days=Retention(**data["retention_days"]),
        never_told=tuple(data["never_told"]),
        tells={case: Tells(level["minor"], level.get("adult")) for case, level in data["tells"].items()},
        oversight=Oversight(**data["oversight"]),
        joining=Joining(**data["joining"]),
        default_hours=tuple((day, start, end) for day, start, end in data["default_hours"]),
        data=data,
    )


def override_faults(profile: Profile, overrides: Mapping[str, Any]) -> dict[str, str]:
    """Why each change is refused, by field ("retention_days.conversations"); empty if all are allowed."""
    found: dict[str, str] = {}
    for field, value in overrides.items():
        rule = profile.may_change.get(field)
        if rule is None:
            found[field] = "this setting cannot be changed here"
        elif "to" in rule:
            # `True == 1` in Python: the type must fit too.
            if not any(
                value == wish and type(value) is type(wish) for wish in (*rule["to"], _now(profile, field))
            ):
                found[field] = f"may only be {' or '.join(map(str, rule['to']))}"
        elif "among" in rule:
            if not isinstance(value, list) or not value or not set(map(str, value)) <= set(rule["among"]):
                found[field] = f"may only be chosen among {', '.join(rule['among'])}"
        elif type(value) is not int or not rule["least"] <= value <= rule["most"]:
            found[field] = f"must be a whole number from {rule['least']} to {rule['most']}"
    return found


def _now(profile: Profile, field: str) -> Any:
    value: Any = profile.data
    for part in field.split("."):
        value = value[part]
    return value


def effective(profile: Profile, overrides: Mapping[str, Any]) -> Profile:
    """The profile with a space's own changes; raises BadOverride if one is not allowed."""
    for field, reason in override_faults(profile, overrides).items():
        raise BadOverride(f"{field}: {reason}")
    data = json.loads(json.dumps(profile.data))
    for field, value in overrides.items():
        *way, last = field.split(".")
        inner = data
        for part in way:
            inner = inner[part]
        inner[last] = value
    data["asking_bands"] = [band for band in data["asking_bands"] if band in data["age_bands"]]
    if not data["joining"]["by_code"] and not data["joining"]["by_request"]:
        raise BadOverride("joining: one door must stay open")
    return profile_from_data(data, profile.name)
