"""Days, numbers and lengths of time in the reader's language."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from muruna.ui import formats

THEN = dt.datetime(2026, 11, 22, 22, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "22 November 2026"), ("ar", "22 نوفمبر 2026"), ("ja", "2026年11月22日")]
)
def test_day_is_written_as_its_readers_write_it(language: str, shown: str) -> None:
    with translation.override(language):
        assert formats.day(THEN.date()) == shown
        assert formats.day("2026-11-22") == shown  # as it stands in what was sealed
        assert formats.day("") == formats.day(None) == ""


def test_moment_counts_in_the_readers_time_zone() -> None:
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        assert formats.moment(THEN) == "23 November 2026, 07:30"


def test_digits_are_latin_unless_chosen() -> None:
    with translation.override("ar"):
        assert formats.number(1234) == "1,234"
        assert formats.day(THEN.date(), digits="arab") == "٢٢ نوفمبر ٢٠٢٦"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "1 minute"), (0.2, "1 minute"), (45, "45 minutes"), (119, "119 minutes"), (120, "2 hours"),
     (2880, "2 days"), (14400, "10 days")],
)  # fmt: skip
def test_duration_says_enough(minutes: float, shown: str) -> None:
    with translation.override("en"):
        assert formats.duration(minutes) == shown
        assert formats.duration(dt.timedelta(minutes=minutes)) == shown


def test_unknown_language_is_formatted_as_english() -> None:
    with translation.override("en-xa"):
        assert "2026" in formats.day(THEN.date())


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("ar-xb", "rtl"), ("en", "ltr"), ("", "auto")])
def test_direction_of_a_text(code: str, way: str) -> None:
    assert formats.language_direction(code) == way
