"""What people in need type in a few words leads first to the text that was written for it."""

import pytest

from muruna.foundation.findable import findables
from muruna.search import queries
from muruna.search.index.sweeping import sweep
from muruna.strategies.library import by_code
from tests.spaces.conftest import *  # noqa: F403

THREAT = "When someone threatens to tell or to post"
COMPANY = {"The first step into a new group", "Making a family of the people you choose"}


def found(people, words, page):
    answer = queries.find_for(people["member"].actor, words, page_language=page)
    return [by_code()[hit.thing].text("en").title for hit in answer.hits if hit.kind == "way"]


@pytest.fixture
def everything(settings, db):
    settings.SEARCH_MEANING = False
    for kind in findables():
        sweep(kind)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("blackmail photos", "en"),
        ("هددني شخص بأن يفضحني", "ar"),
        ("Erpressung mit Outing", "de"),
    ],
)
def test_whoever_is_threatened_finds_the_text_about_it_first(everything, people, words, page):
    assert found(people, words, page)[0] == THREAT


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("I am lonely", "en"),
        ("أشعر بالوحدة", "ar"),
        ("yalnız hissediyorum", "tr"),
        ("ich bin einsam", "de"),
        ("me siento solo", "es"),
    ],
)
def test_whoever_is_lonely_finds_company_first(everything, people, words, page):
    assert found(people, words, page)[0] in COMPANY
