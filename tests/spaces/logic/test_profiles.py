from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from muruna.spaces.logic.profiles import (
    AGE_BANDS,
    MINOR_BANDS,
    PROFILES,
    BadOverride,
    BadProfile,
    effective,
    override_faults,
)
from muruna.spaces.profiles import load_profile, read_profile

CONTENT = Path(__file__).parents[3] / "content"
BOTH = ("under-18", "adults")


@pytest.mark.parametrize("name", PROFILES)
def test_profile_is_whole(name):
    profile = load_profile(name)

    assert profile.name == name
    assert profile.oversight.leads_to_open >= 2
    assert profile.never_told


def test_unknown_setting_is_refused_with_the_choices():
    with pytest.raises(BadProfile, match="school, clinic, organisation, online"):
        load_profile("../school")


def test_online_is_for_adults_only():
    profile = load_profile("online")

    assert not MINOR_BANDS & set(profile.age_bands)
    assert not any(profile.may_support(a, m, BOTH) for a in AGE_BANDS for m in MINOR_BANDS)


def test_adult_supports_minor_only_with_the_certificate():
    school = load_profile("school")

    assert school.may_support("25+", "13-15", BOTH)
    assert not school.may_support("25+", "13-15", ("adults",))
    assert not load_profile("online").may_support("25+", "16-17", BOTH)


def test_minor_supports_only_the_same_age_or_younger_and_only_where_allowed():
    school = load_profile("school")

    assert school.may_support("16-17", "13-15", BOTH)
    assert not school.may_support("13-15", "16-17", BOTH)
    assert not school.may_support("13-15", "13-15", BOTH)
    assert not school.may_support("16-17", "18-24", BOTH)
    assert not load_profile("organisation").may_support("16-17", "13-15", BOTH)
    assert not effective(school, {"minor_supporters": False}).may_support("16-17", "13-15", BOTH)


def test_person_who_may_not_ask_is_not_supported():
    assert not load_profile("school").may_support("25+", "25+", BOTH)


def test_live_conversation_with_a_minor_waits_for_duty():
    school = load_profile("school")

    assert school.live_waits_for_duty("16-17")
    assert not school.live_waits_for_duty("18-24")
    assert effective(school, {"live_needs_duty": "everyone"}).live_waits_for_duty("18-24")


def test_allowed_change_holds_and_leaves_the_profile_alone():
    school = load_profile("school")

    assert effective(school, {"retention_days.conversations": 7}).retention_days.conversations == 7
    assert school.retention_days.conversations == 30


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("retention_days.conversations", 61),
        ("retention_days.conversations", 6),
        ("retention_days.conversations", True),
        ("retention_days.conversations", "30"),
        ("retention_days.cases", 1),
        ("never_told", []),
        ("adults_support_minors", True),
        ("oversight.leads_to_open", 1),
        ("live_needs_duty", "nobody"),
        ("joining.by_request", 1),
        ("tells", {}),
    ],
)
def test_change_beyond_bounds_is_refused(field, value):
    assert field in override_faults(load_profile("school"), {field: value})
    with pytest.raises(BadOverride, match=field):
        effective(load_profile("school"), {field: value})


def test_ages_can_be_narrowed_but_not_widened():
    online = load_profile("online")

    narrowed = effective(online, {"age_bands": ["25+"]})

    assert narrowed.asking_bands == ("25+",)
    for wrong in (["16-17"], [], "25+", None):
        assert "age_bands" in override_faults(online, {"age_bands": wrong})


def test_one_door_stays_open():
    with pytest.raises(BadOverride, match="one door"):
        effective(load_profile("online"), {"joining.by_code": False, "joining.by_request": False})


@given(
    st.sampled_from(PROFILES),
    st.dictionaries(st.text(max_size=30), st.one_of(st.none(), st.integers(), st.text(), st.booleans())),
)
def test_any_override_is_allowed_or_refused_in_words(name, overrides):
    profile = load_profile(name)

    faults = override_faults(profile, overrides)

    assert set(faults) <= set(overrides)
    assert all(faults.values())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"age_bands": ["12"]}, "age_bands.0"),
        (
            {"retention_days": {"conversations": 0, "requests": 1, "cases": 30}},
            "retention_days.conversations",
        ),
        ({"surprise": 1}, "surprise"),
        ({"asking_bands": ["13-15"], "age_bands": ["25+"]}, "only those who may join may ask"),
        ({"default_hours": [[7, "10:00", "11:00"]]}, "default_hours"),
    ],
)
def test_wrong_file_is_refused_with_place_and_reason(tmp_path, change, message):
    data = yaml.safe_load((CONTENT / "profiles" / "school.yaml").read_text("utf-8")) | change
    path = tmp_path / "school.yaml"
    path.write_text(yaml.safe_dump(data))

    with pytest.raises(BadProfile, match=message):
        read_profile(path)


def test_file_that_is_no_yaml_is_refused(tmp_path):
    path = tmp_path / "school.yaml"
    path.write_text("name: [")

    with pytest.raises(BadProfile, match=r"school\.yaml cannot be read"):
        read_profile(path)
