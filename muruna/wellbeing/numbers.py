"""Numbers to call in the country of a space, for pages that must show them at once."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.foundation.clock import today
from muruna.language import current
from muruna.safeguarding.logic.directory import GSM_EMERGENCY, Line, Listing, for_country
from muruna.safeguarding.numbers import countries
from muruna.ui.formats import language_name, listed

WHAT: dict[str, Any] = {"all": _("Emergency"), "ambulance": _("Ambulance"), "police": _("Police")}
MOST_LINES = 3


@dataclass(frozen=True)
class Number:
    """Somebody to call: who, and what to dial."""

    who: Any
    shown: str
    dial: str
    is_name: bool = False  # what somebody calls themselves, in whatever language
    speaks: str = ""  # the languages that are spoken there, each as it calls itself
    may_record: bool = False  # of a state whose law endangers the people this is for


def to_call(space: Any) -> list[Number]:
    """People who listen first, those who speak the reader's language before others, then the emergency
    numbers; never empty."""
    listing = for_country(countries(), space.country or "", today())
    able = [one for one in listing.lines if one.number]
    called = sorted(able, key=lambda one: current().code not in one.languages)[:MOST_LINES]
    lines = [
        Number(
            one.own_name or one.name, one.number, one.dial, is_name=True,
            speaks=listed(language_name(code) for code in one.languages),
        )
        for one in called
    ]  # fmt: skip
    urgent = [
        Number(WHAT[one.what], one.number, one.dial, may_record=listing.is_hostile)
        for one in _urgent(listing)
    ]
    return [*lines, *(urgent or [Number(WHAT["all"], GSM_EMERGENCY, GSM_EMERGENCY)])]


def _urgent(listing: Listing) -> list[Line]:
    """Who comes to help first; the police last, and not at all where the law endangers who calls."""
    able = sorted((one for one in listing.emergency if one.number), key=lambda one: one.what == "police")
    others = [one for one in able if one.what != "police"]
    return others if listing.is_hostile and others else able
