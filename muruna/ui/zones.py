"""Time zones as people look for them: by their city, in the reader's language, the likely ones first."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from muruna.ui.formats import locale

Group = tuple[str, list[tuple[str, str]]]  # its name, and (zone, what it is called) of each

# The first part of a zone's name, and what CLDR calls that part of the world.
_PARTS = {
    "Africa": "002", "America": "019", "Asia": "142", "Europe": "150", "Australia": "009", "Pacific": "009",
    "Antarctica": "AQ",
}  # fmt: skip
_MANY = 40  # zones of one language; of more, only the widely used ones stand first
_SPEAK = 30  # per cent of a country, so that its zones are likely for readers of the language


def zone_choices(*likely: str | None, country: str = "") -> list[Group]:
    """Every time zone by its city: `likely` ones, the country's and the language's first, then the world's.

    A zone of `likely` is always there, under whatever name it was kept.
    """
    here, code = locale(), (get_language() or "en").split("-")[0]
    first = [zone for zone in dict.fromkeys(likely) if zone and zone not in {"UTC", "auto"}]
    told = _of_country(country.upper()) if country else ()
    rest = sorted({*told, *_of_language(code)} - set(first), key=lambda zone: _sorted_as(_name(zone, here)))
    groups = [(_("Likely"), [(zone, _name(zone, here)) for zone in [*first, *rest]])] if first or rest else []
    return [*groups, *_everywhere(here), (pgettext("time zone", "Without a place"), [("UTC", "UTC")])]


def zone_name(zone: str = "") -> str:
    """What a zone is called in the reader's language ("Beirut, Lebanon"); without one, the reader's own."""
    zone = zone or str(timezone.get_current_timezone())
    return "UTC" if zone == "UTC" else _name(zone, locale())


@lru_cache(maxsize=32)
def _everywhere(here: Locale) -> list[Group]:
    parts: dict[str, list[tuple[str, str]]] = {}
    for zone in _zones():
        code = _PARTS.get(zone.split("/")[0])
        name = here.territories.get(code, "") if code else ""
        parts.setdefault(name, []).append((zone, _name(zone, here)))
    islands = parts.pop("", [])
    groups = sorted(parts.items(), key=lambda pair: _sorted_as(pair[0]))
    if islands:
        groups.append((pgettext("time zone", "Islands"), islands))
    return [(name, sorted(zones, key=lambda pair: _sorted_as(pair[1]))) for name, zones in groups]


def _zones() -> Iterable[str]:
    return (one for one in get_global("zone_territories") if one in _known() and not one.startswith("Etc/"))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones())  # a walk through some six hundred files


@lru_cache(maxsize=8192)
def _name(zone: str, here: Locale) -> str:
    """ "Beirut, Lebanon": the city, and its country where that says more."""
    if zone not in _known():  # kept by hand, long ago or wrongly: it is shown as it stands
        return zone
    aliases = get_global("zone_aliases")
    names = [zone, *(old for old, new in aliases.items() if new == zone), aliases.get(zone, zone)]
    # CLDR has many cities under their zone's older name alone, and babel looks for the newer one alone.
    cities = (here.time_zones.get(name, {}).get("city") for name in names)
    city = next(filter(None, cities), "") or get_timezone_location(zone, locale=here, return_city=True)
    city = city.rpartition("/")[2]  # "Argentina/Buenos Aires": the country follows anyway
    lands = get_global("zone_territories")
    country = lands.get(zone) or lands.get(aliases.get(zone, ""))
    land = here.territories.get(country, "") if country else ""
    if not land or land == city:
        return city
    # Translators: a city and its country, as in "Beirut, Lebanon".
    return pgettext("place", "%(city)s, %(country)s") % {"city": city, "country": land}


def _sorted_as(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=64)
def _of_language(code: str) -> frozenset[str]:
    spoken = get_global("territory_languages")
    lands = {
        land
        for land, languages in spoken.items()
        if (languages.get(code) or {}).get("official_status") in {"official", "de_facto_official"}
        and languages[code]["population_percent"] >= _SPEAK
    }
    return _used(zone for zone in _zones() if get_global("zone_territories")[zone] in lands)


@lru_cache(maxsize=512)
def _of_country(country: str) -> frozenset[str]:
    return _used(zone for zone in _zones() if get_global("zone_territories")[zone] == country)


def _used(zones: Iterable[str]) -> frozenset[str]:
    found = frozenset(zones)
    if len(found) <= _MANY:
        return found
    return found & frozenset(get_global("windows_zone_mapping").values())
