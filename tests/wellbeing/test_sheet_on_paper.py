"""The figures on one sheet: the short look, answered four times, is one page, in English and in Arabic."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from muruna.accounts.models import Person
from tests.architecture.tree import ROOT
from tests.conversations.people import World
from tests.wellbeing.test_pages import read
from tests.wellbeing.test_results import give

LEAST = 32 / 3 - 0.01  # pixels of print: eight points
LETTERS = "Math.min(...[...document.querySelectorAll('main :is(p, li, h2, strong, dd, dt)')].filter(\
(one) => one.offsetParent).map((one) => parseFloat(getComputedStyle(one).fontSize)))"
PULSE = {
    "who-5": [[1, 0, 1, 2, 1], [2, 2, 2, 1, 2], [2, 3, 2, 3, 3], [3, 4, 3, 4, 4]],
    "phq-4": [[2, 2, 3, 2], [2, 1, 2, 2], [1, 1, 2, 1], [1, 0, 1, 0]],
    "ucla-3": [[3, 3, 3], [3, 2, 3], [2, 2, 2], [1, 2, 1]],
    "ons-loneliness": [[5], [4], [3], [2]],
}


@pytest.fixture
def printed(world: World, here: str, chromium_browser: Browser, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The sheet after so many times: its pages on A4 and on Letter, and its least letters."""

    def run(language: str, times: int, **more: list[float | None]) -> tuple[list[int], float]:
        Person.objects.filter(pk=world.member.person.pk).update(language=language)
        for number in range(times):
            for of, values in PULSE.items():
                give(world.member, of, list(values[number % 4]), 30 * (times - number))
            for of, alike in more.items():
                give(world.member, of.replace("_", "-"), alike, 30 * (times - number))
        file = (tmp_path / "sheet.html").resolve()
        html = read(world.member.browser(), f"{here}copy/sheet/")
        styles = rf"{(ROOT / 'muruna').as_uri()}/\1/static/\1/\2."
        file.write_text(re.sub(r"/static/(\w+)/(\w+)\.(?:[0-9a-f]{12}\.)?", styles, html), "utf-8")
        page = chromium_browser.new_page()
        page.goto(file.as_uri())
        made = [
            page.pdf(format=one, path=str(tmp_path / f"{language}-{one}.pdf")) for one in ("A4", "Letter")
        ]
        page.emulate_media(media="print")
        least = float(page.evaluate(LETTERS))
        page.close()
        return [one.count(b"/Type /Page\n") for one in made], least

    return run


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("times", [1, 4, 6])
def test_the_short_look_is_one_sheet(printed, language: str, times: int) -> None:  # type: ignore[no-untyped-def]
    pages, least = printed(language, times)

    assert pages == [1, 1]
    assert least >= LEAST


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_longer_sets_beside_it_are_still_one_sheet(printed, language: str) -> None:  # type: ignore[no-untyped-def]
    pages, least = printed(language, 4, gad_7=[1.0] * 7, phq_8=[2.0] * 8)

    assert pages == [1, 1]
    assert least >= LEAST
