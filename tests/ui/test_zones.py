"""Somebody looks for their clock: by city, in their language, the likely ones first."""

import re
import zoneinfo

import pytest
from django.utils import timezone, translation

from muruna.ui.zones import zone_choices, zone_name


def _groups(language: str, *likely: str, country: str = "") -> dict[str, dict[str, str]]:
    with translation.override(language):
        return {str(name): dict(zones) for name, zones in zone_choices(*likely, country=country)}


def test_cities_have_the_names_of_the_readers_language() -> None:
    english, arabic = _groups("en"), _groups("ar")

    assert english["Asia"]["Asia/Kolkata"] == "Kolkata, India"
    assert english["Asia"]["Asia/Singapore"] == "Singapore"
    assert arabic["أوروبا"]["Europe/Berlin"].startswith("برلين")
    assert "لبنان" in arabic["آسيا"]["Asia/Beirut"]
    for groups in (english, arabic):
        names = [name for zones in groups.values() for name in zones.values()]
        assert not any("_" in name or "/" in name for name in names)


def test_no_city_of_the_arabic_list_is_in_latin_letters() -> None:
    arabic = {zone: name for zones in _groups("ar").values() for zone, name in zones.items()}

    # One letter tells: beside a Latin city the country's name is Arabic all the same.
    assert [name for name in arabic.values() if re.search("[A-Za-z]", name)] == ["UTC"]
    assert arabic["Asia/Kathmandu"] == "كاتماندو، نيبال"
    assert "كييف" in arabic["Europe/Kyiv"]
    assert "بوينوس أيرس" in arabic["America/Argentina/Buenos_Aires"]


def test_a_zone_is_called_by_its_city_and_without_one_it_is_the_readers() -> None:
    with translation.override("en"), timezone.override("Asia/Kolkata"):
        assert zone_name() == "Kolkata, India"
        assert zone_name("Europe/Berlin") == "Berlin, Germany"
        assert zone_name("UTC") == "UTC"
    with translation.override("ar"):
        assert "برلين" in zone_name("Europe/Berlin")


def test_the_likely_ones_stand_first() -> None:
    english = _groups("en", "Asia/Beirut", country="de")
    first = list(next(iter(english.values())))
    arabic = next(iter(_groups("ar").values()))

    assert first[0] == "Asia/Beirut"
    assert {"Europe/Berlin", "Europe/London", "America/New_York"} <= set(first)
    assert len(first) < 45
    assert {"Africa/Cairo", "Asia/Riyadh", "Africa/Tunis"} <= set(arabic)
    assert len(arabic) < 30


@pytest.mark.parametrize("kept", ["Asia/Calcutta", "US/Eastern", "Europe/Kiev"])
def test_what_was_kept_under_an_older_name_can_still_be_chosen(kept: str) -> None:
    first = next(iter(_groups("en", kept).values()))

    assert next(iter(first)) == kept
    assert "/" not in first[kept]


def test_every_choice_is_a_zone_and_every_place_has_one() -> None:
    every = [zone for zones in _groups("en").values() for zone in zones]
    known = zoneinfo.available_timezones()

    assert set(every) <= known
    assert len(every) > 400
    assert {"UTC", "Atlantic/Reykjavik", "Indian/Mauritius", "Pacific/Auckland", "America/Nuuk"} <= set(every)
