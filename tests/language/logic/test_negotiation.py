import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.language.logic.negotiation import accepted, negotiate
from muruna.language.logic.places import safe_place

OFFERED = ["ar", "en"]


def choose(person=None, cookie=None, header=None):
    return negotiate(person=person, cookie=cookie, header=header, offered=OFFERED)


def test_person_comes_before_cookie_and_browser():
    assert choose("ar", "en", "en") == "ar"


def test_cookie_comes_before_browser():
    assert choose(None, "ar", "en") == "ar"


def test_choice_that_is_not_offered_gives_way():
    assert choose("de", "tr", "ar;q=0.1") == "ar"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("en;q=0.3, ar;q=0.7", "ar"),
        ("de, fr;q=0.9, ar;q=0.2", "ar"),
        ("ar;q=0, en", "en"),
        ("*", "en"),
        ("*, ar;q=0.5", "en"),
        ("", "en"),
        (";;;,,q=1,ar;q=abc, ar;q=9", "en"),
        ("AR-eg", "ar"),
        ("arz", "en"),
    ],
)
def test_browser_header(header, expected):
    assert choose(header=header) == expected


def test_equal_weights_keep_their_order():
    assert accepted("tr, ar, en;q=1") == ["tr", "ar", "en"]


@given(st.text(), st.text(), st.text())
def test_any_garbage_yields_an_offered_language(person, cookie, header):
    assert choose(person, cookie, header) in OFFERED


@pytest.mark.parametrize("good", ["/", "/s/abc/requests/?page=2#n3", "/numbers/eg/", "/x/?next=%2F"])
def test_place_on_this_site_is_kept(good):
    assert safe_place(good) == good


@pytest.mark.parametrize(
    "bad",
    [None, "", "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb",
     "/\t/evil.example", "relative", "/" + "a" * 2000],
)  # fmt: skip
def test_place_elsewhere_becomes_the_first_page(bad):
    assert safe_place(bad) == "/"
