"""The list of time zones on a page: cities in the reader's language, in groups, one chosen."""

import re

import pytest

from muruna.accounts.models import Person
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "city"), [("en", "Beirut, Lebanon"), ("ar", "بيروت")])
def test_a_kept_zone_stands_first_and_is_chosen_once(river: Visitor, language: str, city: str) -> None:
    Person.objects.update(language=language, time_zone="Asia/Beirut")

    page = river.get("/account/")

    listed = re.search(r'<select id="time_zone".*?</select>', page, re.DOTALL)
    assert listed
    chosen = re.findall(r"<option[^>]* selected>([^<]*)", listed[0])
    assert len(chosen) == 1
    assert city in chosen[0]
    assert listed[0].count("<optgroup") == listed[0].count("</optgroup>") > 7
    assert listed[0].index("selected") < listed[0].index('value="Africa/Abidjan"')
