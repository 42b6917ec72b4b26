"""The directory of numbers to call: what may be shown, when, and what takes its place when it has aged."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

DAYS_VALID = 180  # on the 181st day after its last check a line is hidden
HELPLINES_ADDRESS = "https://findahelpline.com"  # an outside list for countries where we know nothing
GSM_EMERGENCY = "112"  # reaches the emergency service from most mobile phones (ITU-T E.161.1, 3GPP TS 22.101)

# Numbers that old lists still carry and that no longer lead to help, or never did: digits only.
STALE: Mapping[str, frozenset[str]] = {
    "GB": frozenset({"08457909090"}),
    "US": frozenset({"18007842433"}),
    "BR": frozenset({"141"}),
    "TR": frozenset({"182"}),  # books hospital appointments
    "CN": frozenset({"4001619995"}),  # sources disagree about who answers
}
# A short code that carries a country code reaches nobody: "+33" before "3114" and the like.
_CALLING_CODES = ("1", "33", "34", "39", "41", "43", "44", "48", "49", "55", "61", "81", "86", "90")


@dataclass(frozen=True)
class Line:
    """One way to reach somebody; `verified_by` names the people who confirmed it."""

    id: str
    kind: str  # emergency, general, youth, peers
    languages: tuple[str, ...]
    hours: str  # "24/7", "unknown" or "HH:MM-HH:MM" of the country
    cost: str  # free, normal, unknown
    source: str
    verified_at: dt.date
    verified_by: tuple[str, ...]
    confidence: str  # high, medium, low
    what: str = ""  # emergencies: all, ambulance, police
    name: str = ""  # in English
    own_name: str = ""  # what it calls itself
    number: str = ""  # as dialled
    number_kind: str = ""  # short, national, e164
    text_number: str = ""
    text_word: str = ""
    chat: str = ""
    check_at: str = ""
    note: str = ""
    by_state: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Two people compared it with the service itself."""
        return len(set(self.verified_by)) >= 2

    def is_current(self, today: dt.date) -> bool:
        """Its last check is at most 180 days old; emergency numbers do not age: they are what remains."""
        return self.kind == "emergency" or (today - self.verified_at).days <= DAYS_VALID

    @property
    def dial(self) -> str:
        """The digits for a `tel:` link, never with a country code that the service did not give."""
        return "".join(letter for letter in self.number if letter.isdigit() or letter in "+*")


@dataclass(frozen=True)
class Country:
    """The lines of a country, and whether its law endangers the people this is for."""

    code: str
    languages: tuple[str, ...]  # which of our twelve many people read there, the first one foremost
    is_hostile: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Listing:
    """What a page shows for one country: never empty."""

    country: str
    is_hostile: bool
    emergency: tuple[Line, ...]  # empty for a country we do not know: the page then names 112
    lines: tuple[Line, ...]
    needs_other_list: bool  # no line of ours to show: link to the outside list


def country_from_data(data: Mapping[str, Any]) -> Country:
    """A country from its file's data, which has passed the schema."""
    return Country(
        code=data["country"],
        languages=tuple(data["languages"]),
        is_hostile=data["hostile_law"],
        lines=tuple(_line(row) for row in data["lines"]),
    )


def _line(row: Mapping[str, Any]) -> Line:
    kept = {key: row[key] for key in row if key not in {"text", "languages", "verified_at", "verified_by"}}
    text = row.get("text") or {}
    return Line(
        **kept,
        languages=tuple(row["languages"]),
        verified_at=dt.date.fromisoformat(str(row["verified_at"])),
        verified_by=tuple(row["verified_by"]),
        text_number=text.get("number", ""),
        text_word=text.get("word") or "",
    )


def faults(country: Country) -> list[str]:
    """What is wrong with a country's lines beyond the schema, a sentence each."""
    found: list[str] = []
    if not any(line.kind == "emergency" for line in country.lines):
        found.append(f"{country.code} has no emergency number")
    if len({line.id for line in country.lines}) != len(country.lines):
        found.append(f"{country.code} has two lines with one id")
    for line in country.lines:
        place = f"{country.code} {line.id}"
        for digits in (_digits(line.number), _digits(line.text_number)):
            if digits and digits in STALE.get(country.code, frozenset()):
                found.append(f"{place}: {digits} is known to be stale")
        if line.number_kind == "short" and line.number.startswith("+"):
            found.append(f"{place}: a short code cannot have a country code")
        if line.number_kind == "e164" and _looks_glued(line.number):
            found.append(f"{place}: a short code was glued to a country code")
        if country.is_hostile and line.kind == "peers":
            found.append(f"{place}: only general lines may be listed where the law is hostile")
        if "press 3" in line.note.lower():
            found.append(f"{place}: that menu choice ended in July 2025")
    return found


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


def _looks_glued(number: str) -> bool:
    digits = _digits(number)
    return any(digits.startswith(code) and len(digits) - len(code) <= 6 for code in _CALLING_CODES)


def for_country(
    countries: Mapping[str, Country], code: str, today: dt.date, *, only_general: bool = False
) -> Listing:
    """What to show for a country, known to us or not; `only_general` if somebody else named it."""
    country = countries.get(code.upper())
    if country is None:
        return Listing(code.upper(), False, (), (), True)
    is_general = only_general or country.is_hostile
    return _listing(country, today, {"general", "youth"} if is_general else {"general", "youth", "peers"})


def for_language(countries: Mapping[str, Country], language: str, today: dt.date) -> tuple[Listing, ...]:
    """The countries where many people read a language, those where it comes first foremost.

    Only general lines: a language does not tell which law its reader lives under.
    """
    readers = [country for country in countries.values() if language in country.languages]
    readers.sort(key=lambda country: (country.languages.index(language), country.code))
    return tuple(_listing(country, today, {"general", "youth"}) for country in readers)


def _listing(country: Country, today: dt.date, kinds: Iterable[str]) -> Listing:
    lines = tuple(line for line in country.lines if line.kind in kinds and line.is_current(today))
    return Listing(
        country=country.code,
        is_hostile=country.is_hostile,
        emergency=tuple(line for line in country.lines if line.kind == "emergency"),
        lines=tuple(sorted(lines, key=lambda line: ("general", "youth", "peers").index(line.kind))),
        needs_other_list=not lines,
    )
