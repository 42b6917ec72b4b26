import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from muruna.language.logic.languages import CODES
from muruna.safeguarding.logic.directory import (
    STALE,
    Country,
    country_from_data,
    faults,
    for_country,
    for_language,
)
from muruna.safeguarding.numbers import BadNumbers, read_countries

CONTENT = Path(__file__).parents[3] / "content"
COUNTRIES = read_countries(CONTENT)
CHECKED = dt.date(2026, 11, 22)
COVERED = (
    "US CA GB IE AU NZ ES MX AR CL FR BE CH DE AT IT PT BR PL TR EG LB SA AE MA DZ TN JO SY IQ PS RU KZ UA "
    "JP CN TW HK"
)


def country(code="XX", hostile=False, **line):
    """A country with an emergency number and one line."""
    row = {
        "id": "line", "kind": "general", "name": "A", "own_name": "A", "number": "116 123",
        "number_kind": "short", "languages": ["en"], "hours": "24/7", "cost": "free", "source": "test",
        "verified_at": "2026-11-22",
        "verified_by": [], "confidence": "high", **line,
    }  # fmt: skip
    emergency = {
        **row,
        "id": "e",
        "kind": "emergency",
        "what": "all",
        "number": "112",
        "number_kind": "short",
    }
    return country_from_data(
        {"country": code, "languages": ["en"], "hostile_law": hostile, "lines": [emergency, row]}
    )


def test_every_country_asked_for_is_covered():
    assert set(COVERED.split()) <= set(COUNTRIES)


@pytest.mark.parametrize("language", CODES)
def test_every_language_yields_an_emergency_number_and_a_general_line(language):
    listings = for_language(COUNTRIES, language, CHECKED)

    assert any(listing.emergency for listing in listings)
    assert any(line.kind == "general" and line.number for listing in listings for line in listing.lines)


def test_every_line_says_source_day_and_who_verified():
    for here in COUNTRIES.values():
        for line in here.lines:
            assert line.source
            assert line.verified_at <= CHECKED
            assert len(line.verified_by) in {0, 2}


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (180, True), (181, False)])
def test_line_is_hidden_on_day_181(days, is_there):
    listing = for_country({"XX": country()}, "xx", CHECKED + dt.timedelta(days=days))

    assert bool(listing.lines) is is_there
    assert listing.needs_other_list is not is_there
    assert [line.number for line in listing.emergency] == ["112"]


@given(st.text(max_size=3), st.integers(0, 5000))
def test_no_country_ever_gets_an_empty_list(code, days):
    listing = for_country(COUNTRIES, code, CHECKED + dt.timedelta(days=days))

    assert listing.lines or listing.needs_other_list
    assert listing.emergency or code.upper() not in COUNTRIES


def test_hostile_countries_list_general_lines_only():
    hostile = [here for here in COUNTRIES.values() if here.is_hostile]

    assert {"RU", "TR", "EG", "SA", "CN"} <= {here.code for here in hostile}
    for here in hostile:
        assert all(line.kind != "peers" for line in here.lines)


def test_hostile_country_never_shows_a_peers_line_even_if_one_slipped_in():
    bad = {"XX": country(hostile=True, kind="peers")}

    assert for_country(bad, "XX", CHECKED).lines == ()
    assert faults(bad["XX"]) == ["XX line: only general lines may be listed where the law is hostile"]


def test_language_alone_never_shows_peers_lines():
    assert any(line.kind == "peers" for line in COUNTRIES["US"].lines)

    for code in CODES:
        for listing in for_language(COUNTRIES, code, CHECKED):
            assert all(line.kind != "peers" for line in listing.lines)


@pytest.mark.parametrize(("code", "number"), [(code, n) for code, numbers in STALE.items() for n in numbers])
def test_stale_number_is_refused_and_absent(code, number):
    assert any("stale" in fault for fault in faults(country(code, number=number, number_kind="national")))
    for line in COUNTRIES[code].lines:
        assert "".join(filter(str.isdigit, line.number)) != number


@pytest.mark.parametrize("number", ["+333114", "+4485258", "+55188", "+1741741", "+44116123"])
def test_short_code_with_a_country_code_is_refused(number):
    assert any("glued" in fault for fault in faults(country(number=number, number_kind="e164")))


def test_real_international_number_is_accepted():
    assert faults(country(number="+442012345678", number_kind="e164")) == []


def test_ended_menu_choice_is_refused_and_in_no_file():
    assert faults(country("US", note="988, press 3")) != []
    for path in CONTENT.rglob("*.yaml"):
        assert "press 3" not in path.read_text("utf-8").lower(), path


def test_confirmation_needs_two_different_people():
    line = country().lines[1]

    assert not line.is_confirmed
    assert not dataclasses.replace(line, verified_by=("A", "A")).is_confirmed
    assert dataclasses.replace(line, verified_by=("A", "B")).is_confirmed


def test_nothing_is_called_confirmed_before_people_did_it():
    assert not [line for here in COUNTRIES.values() for line in here.lines if line.is_confirmed]


def test_country_without_emergency_number_is_a_fault():
    assert faults(Country("XX", ("en",), False, ())) == ["XX has no emergency number"]


def test_wrong_file_is_refused_with_its_name_and_place(tmp_path):
    (tmp_path / "schema").symlink_to(CONTENT / "schema")
    (tmp_path / "numbers").mkdir()
    data = yaml.safe_load((CONTENT / "numbers" / "tr.yaml").read_text("utf-8"))
    del data["lines"][0]["source"]
    (tmp_path / "numbers" / "tr.yaml").write_text(yaml.safe_dump(data))

    with pytest.raises(BadNumbers, match=r"tr\.yaml, lines/0: 'source' is a required property"):
        read_countries(tmp_path)
