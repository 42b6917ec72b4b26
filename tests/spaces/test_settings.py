"""The steward's pages: settings, rules, printed codes."""

import datetime as dt
import re
import uuid

import pytest

from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.codes import print_sheet
from muruna.spaces.models import JoinCode
from muruna.spaces.printed import forget_old_codes
from tests.spaces.conftest import SETTINGS, everything_stored


def test_a_sheet_is_shown_once_and_its_codes_are_nowhere(people, space):
    steward, key = people["steward"], str(uuid.uuid4())
    client, address = steward.client, f"/s/{space.code}/codes/"
    form = {"key": key, "count": "12", "days": "30", "paper": "letter", "languages": ["en", "ar"]}

    shown = client.post(address, form)

    page = shown.content.decode()
    codes = re.findall(r"[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", page)
    assert (shown.status_code, len(set(codes))) == (200, 12)
    assert 'lang="ar" dir="rtl"' in page
    assert "Canary-of-A" not in page
    again = client.post(address, form)
    assert again.headers["Location"] == address
    listed = client.get(address).content.decode()
    (mark,) = set(re.findall(r"№ ([0-9A-F]{4})", page))  # the same on every slip, and in the list
    assert f"Sheet {mark}" in listed
    stored = everything_stored()
    for code in codes:
        assert code not in listed
        assert code not in stored
        assert code.replace("-", "") not in stored
    with in_space(space):
        assert JoinCode.objects.count() == 12


def test_used_codes_are_counted_from_ten_on(people, space):
    steward = people["steward"]
    with in_space(space):
        print_sheet(actor=steward.actor, count=24, days=30)
        ids = list(JoinCode.objects.values_list("pk", flat=True))
        JoinCode.objects.filter(pk__in=ids[:9]).update(is_used=True)
    address = f"/s/{space.code}/codes/"
    assert "9 are used" not in steward.client.get(address).content.decode()

    with in_space(space):
        JoinCode.objects.filter(pk__in=ids[:10]).update(is_used=True)

    assert "10 are used" in steward.client.get(address).content.decode()


def test_old_codes_go_by_the_calendar(people, space):
    with in_space(space):
        print_sheet(actor=people["steward"].actor, count=12, days=30)
        JoinCode.objects.update(expires_on=today() - dt.timedelta(days=30))
    forget_old_codes()
    with in_space(space):
        assert JoinCode.objects.count() == 12
        JoinCode.objects.update(expires_on=today() - dt.timedelta(days=31))

    forget_old_codes()

    with in_space(space):
        assert not JoinCode.objects.exists()


def test_a_steward_changes_settings(people, space):
    answer = people["steward"].post(f"/s/{space.code}/settings/", **SETTINGS)

    assert answer.status_code == 303
    space.refresh_from_db()
    assert (space.name, space.languages, space.hours) == ("New name", ["en", "ar"], [[2, "22:00", "02:00"]])
    assert 'value="22:00"' in people["steward"].client.get(f"/s/{space.code}/settings/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"languages": ["xx"]},
        {"time_zone": "Mars/North"},
        {"to_2_0": ""},
        {"from_2_0": "25:00"},
        {"from_2_1": "23:00", "to_2_1": "23:30"},
        {"country": "??"},
    ],
)
def test_wrong_settings_come_back_as_typed(people, space, wrong):
    answer = people["steward"].post(f"/s/{space.code}/settings/", **{**SETTINGS, **wrong})

    assert answer.status_code == 422
    assert 'value="02:00"' in answer.content.decode() or wrong == {"to_2_0": ""}
    space.refresh_from_db()
    assert space.name == "Canary-of-A"


def test_rules_change_within_bounds_only(people, space):
    steward, address = people["steward"], f"/s/{space.code}/rules/"
    page = steward.client.get(f"{address}?profile=online").content.decode()
    assert "What a change would mean" in page
    form = {
        "profile": "online",
        "age_bands": ["25+"],
        "retention_days.conversations": "3",
        "live_needs_duty": "nobody",
        "retention_days.requests": "14",
        "joining.by_code": "True",
        "joining.by_request": "False",
        "first_posts_reviewed": "3",
    }
    for wrong in (
        {"retention_days.conversations": "2"},
        {"retention_days.conversations": "x"},
        {"age_bands": ["13-15"]},
        {"live_needs_duty": "minors"},
        {"joining.by_code": "False"},
    ):
        assert steward.post(address, **{**form, **wrong}).status_code == 422
    space.refresh_from_db()
    assert space.profile == "organisation"

    assert steward.post(address, **form).status_code == 303

    space.refresh_from_db()
    assert space.profile == "online"
    assert space.overrides == {
        "age_bands": ["25+"],
        "retention_days.conversations": 3,
        "joining.by_request": False,
    }
    assert space.effective().age_bands == ("25+",)
