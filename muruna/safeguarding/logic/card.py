"""The card "what happens if I say this?": made from a space's profile and an age band."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muruna.spaces.logic.profiles import MINOR_BANDS, Profile

CASES = (
    "sad",
    "dying",
    "home",
    "self_hurt",
    "threatened",
    "illegal",
    "run_away",
    "hormones",
    "older_love",
    "hurt_others",
)
LEVELS = ("between", "ask", "lead", "office")
# Where a life may hang on it, the one exception to "only with your yes" is said on the card itself.
_LIFE = frozenset({"dying", "hurt_others", "self_hurt", "home", "run_away"})
_ALWAYS_NEVER = ("never.identity", "never.machine")


@dataclass(frozen=True)
class CardLine:
    """One thing somebody might say, as ids of sentences."""

    case: str
    say: str
    happens: tuple[str, ...]
    told: str
    when: str
    never: tuple[str, ...]


def card(profile: Profile, age_band: str) -> tuple[CardLine, ...]:
    """The lines of the card for a profile (with the space's changes) and an age band, in a fixed order."""
    is_minor = age_band in MINOR_BANDS
    lines = []
    for case in CASES:
        level = profile.tells[case].minor if is_minor else profile.tells[case].adult
        if level is None:
            continue
        may_leave = level in {"lead", "office"}
        happens = [f"happens.{case}", *(["life"] if may_leave and case in _LIFE else [])]
        lines.append(
            CardLine(
                case=case,
                say=f"case.{case}",
                happens=(*happens, "later") if may_leave else tuple(happens),
                told=f"told.{level}",
                when=f"when.{level}",
                never=(*_never_told(profile, is_minor), *_ALWAYS_NEVER),
            )
        )
    return tuple(lines)


def age_seen_by(profile: Profile, age_band: str) -> tuple[str, ...]:
    """Who sees how much of somebody's age, as ids of sentences; supporters see of an adult's nothing."""
    is_seen = age_band in MINOR_BANDS and age_band in profile.asking_bands
    return ("age.supporters", "age.coordinators") if is_seen else ("age.coordinators",)


def _never_told(profile: Profile, is_minor: bool) -> tuple[str, ...]:
    # "We do not tell your parents" means something else to a grown person: their family.
    wishes = (who if is_minor or who != "parents" else "family" for who in profile.never_told)
    return tuple(f"never.{who}" for who in wishes)


def sentence_ids() -> frozenset[str]:
    """Every id that a language's texts must have, for all profiles and ages."""
    parties = ("parents", "family", "teachers", "classmates", "school", "care_team", "insurer", "employer")
    return frozenset(
        {"title", "intro", "life", "later", "age.supporters", "age.coordinators", *_ALWAYS_NEVER}
        | {f"{kind}.{case}" for kind in ("case", "happens") for case in CASES}
        | {f"{kind}.{level}" for kind in ("told", "when") for level in LEVELS}
        | {f"never.{who}" for who in (*parties, "authorities")}
    )


def card_version(profile: Profile, age_band: str, texts: Mapping[str, str]) -> str:
    """Twelve hexadecimal digits that change with the rules or words of this card; kept with it."""
    shown: list[Any] = [
        [line.case, line.happens, line.told, line.when, line.never] for line in card(profile, age_band)
    ]
    age = age_seen_by(profile, age_band)
    ids = {"title", "intro", *age, *(part for line in card(profile, age_band) for part in _ids(line))}
    whole = json.dumps(
        [profile.name, age_band, shown, age, {key: texts[key] for key in sorted(ids)}], sort_keys=True
    )
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:12]


def _ids(line: CardLine) -> tuple[str, ...]:
    return (line.say, *line.happens, line.told, line.when, *line.never)
