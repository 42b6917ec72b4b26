"""The rules for a page's shape find what they are for; test_walk.py holds every route's answers to them."""

import pytest
from django.http import HttpResponse

from tests.pages.shape import faults

GOOD = (
    '<html lang="{lang}" dir="{dir}"><main><h1>x</h1><label for="a">A</label><input id="a" name="a">'
    '<label><input type="checkbox" name="b"> B</label><input type="hidden" name="key"></main></html>'
)


def answer(html: str, language: str = "en") -> HttpResponse:
    return HttpResponse(html, headers={"Content-Language": language})


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh-hans", "ltr")])
def test_a_good_page_has_no_faults(language: str, direction: str) -> None:
    assert faults(answer(GOOD.format(lang=language, dir=direction), language)) == []


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("<h1>x</h1>", ""),
        ("<h1>x</h1>", "<h1>x</h1><h1>y</h1>"),
        ('dir="ltr"', 'dir="rtl"'),
        ('lang="en"', 'lang="ar"'),
        ('<label for="a">A</label>', ""),
        ('<label for="a">A</label>', '<label for="a" id="a">A</label>'),
        ("<main>", ""),
    ],
)
def test_a_planted_fault_is_found(part: str, instead: str) -> None:
    html = GOOD.format(lang="en", dir="ltr")
    assert part in html
    assert faults(answer(html.replace(part, instead)))
