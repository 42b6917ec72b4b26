"""Templates of circles: whole in both languages, within the rules, and neutral in what they are called."""

import datetime as dt

import pytest

from muruna.circles.logic.plan import Plan, faults
from muruna.circles.starting_points import templates
from tests.pages.neutral import outing_words


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_template_could_be_proposed_as_it_stands(language: str) -> None:
    found = templates(language)

    assert len(found) >= 6
    for one in found.values():
        plan = Plan(
            template=one.id, title=one.title, purpose=one.purpose, who_for=one.who_for, ages=one.ages,
            capacity=one.capacity, language=language, is_closed=one.is_closed, agreement=one.agreement,
            first_on=dt.date(2026, 1, 2), at=dt.time(18), minutes=one.minutes, time_zone="UTC",
            rhythm=one.rhythm, times=one.times,
        )  # fmt: skip
        moment = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
        bands = ("13-15", "16-17", "18-24", "25+")
        assert faults(plan, now=moment, bands_here=bands, may_hold_minors=True) == []
        assert len(one.title) <= 80
        assert len(one.who_for) <= 300
        assert len(one.purpose) <= 1000
        assert len(one.agreement) <= 4000
        assert len(one.themes) >= 4
        assert outing_words(one.title) == []
