import datetime as dt
from pathlib import Path

import pytest
import yaml

from muruna.safeguarding.card_texts import BadCard, read_card
from muruna.safeguarding.logic.card import CASES, age_seen_by, card, card_version
from muruna.spaces.logic.profiles import AGE_BANDS, MINOR_BANDS, PROFILES
from muruna.spaces.profiles import load_profile

CONTENT = Path(__file__).parents[3] / "content"
LANGUAGES = ("en", "ar")
TEXTS = {language: read_card(CONTENT / language / "card.yaml") for language in LANGUAGES}


def lines(profile, band):
    return {line.case: line for line in card(load_profile(profile), band)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("band", AGE_BANDS)
def test_every_line_has_its_words(language, profile, band):
    for line in card(load_profile(profile), band):
        for key in (line.say, *line.happens, line.told, line.when, *line.never):
            assert TEXTS[language][key].strip()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("band", AGE_BANDS)
def test_every_case_is_answered_for_its_age(profile, band):
    expected = set(CASES) if band in MINOR_BANDS else set(CASES) - {"older_love"}

    assert set(lines(profile, band)) == expected


def test_school_never_tells_parents_or_teachers():
    for line in lines("school", "16-17").values():
        assert {"never.parents", "never.teachers", "never.identity"} <= set(line.never)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("band", AGE_BANDS)
def test_lawbreaking_and_sadness_stay_between_two(profile, band):
    for case in ("illegal", "sad"):
        assert lines(profile, band)[case].told == "told.between"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("band", AGE_BANDS)
def test_exception_for_life_is_said_wherever_a_lead_is_told_of_danger(profile, band):
    here = lines(profile, band)

    assert "life" in here["dying"].happens
    assert "life" in here["hurt_others"].happens
    assert "life" not in here["sad"].happens


def test_harm_at_home_goes_further_for_a_minor_than_for_an_adult():
    assert lines("school", "13-15")["home"].told == "told.office"
    assert lines("organisation", "25+")["home"].told == "told.ask"


def test_version_changes_with_profile_age_and_words_only():
    school = load_profile("school")
    version = card_version(school, "16-17", TEXTS["en"])

    assert version == card_version(school, "16-17", dict(TEXTS["en"]))
    assert len({
        version,
        card_version(school, "18-24", TEXTS["en"]),
        card_version(load_profile("clinic"), "16-17", TEXTS["en"]),
        card_version(school, "16-17", TEXTS["ar"]),
        card_version(school, "16-17", TEXTS["en"] | {"case.sad": "Changed."}),
    }) == 5  # fmt: skip
    # A sentence that this card does not show changes nothing for those who saw it.
    assert card_version(school, "16-17", TEXTS["en"] | {"never.insurer": "Changed."}) == version


@pytest.mark.parametrize("profile", PROFILES)
def test_card_tells_the_young_that_supporters_see_it(profile):
    here = load_profile(profile)

    for band in here.asking_bands:
        seen = age_seen_by(here, band)
        assert ("age.supporters" in seen) == (band in MINOR_BANDS)
        assert all(TEXTS[language][one].strip() for one in seen for language in LANGUAGES)


def test_version_changes_when_what_is_said_of_age_does():
    school, words = load_profile("school"), TEXTS["en"]
    changed = words | {"age.supporters": "Changed."}

    assert card_version(school, "16-17", changed) != card_version(school, "16-17", words)
    assert card_version(school, "25+", changed) == card_version(school, "25+", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_says_source_review_and_state(language):
    data = yaml.safe_load((CONTENT / language / "card.yaml").read_text("utf-8"))

    assert data["language"] == language
    assert isinstance(data["reviewed_at"], dt.date)
    assert data["state"] == ("original" if language == "en" else "awaiting native reader")


def test_missing_sentence_is_refused_by_name(tmp_path):
    data = yaml.safe_load((CONTENT / "en" / "card.yaml").read_text("utf-8"))
    del data["sentences"]["never.parents"]
    (tmp_path / "card.yaml").write_text(yaml.safe_dump(data))

    with pytest.raises(BadCard, match=r"never\.parents"):
        read_card(tmp_path / "card.yaml")
