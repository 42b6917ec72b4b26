"""The plan on one sheet: an ordinary plan never takes two, in letters that can be read in a bad hour."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from muruna.accounts.models import Person
from muruna.goals.actions import hard_times as deeds
from muruna.goals.logic.hard_times import PARTS
from tests.architecture.tree import ROOT
from tests.conversations.people import World
from tests.goals.lines import read

LEAST = 12  # pixels of print: nine points
SAID = {
    "en": "When I have not slept for two nights and all grows loud, I call my aunt and walk by the water. ",
    "ar": "حين لا أنام ليلتين ويعلو كل شيء حولي أتصل بخالتي وأمشي قرب الماء قليلًا ثم أعود إلى البيت. ",
}
STATIC = re.compile(r"/static/(\w+)/([\w-]+)(?:\.[0-9a-f]{12})?(\.\w+)")  # with and without a digest
LETTERS = "Math.min(...[...document.querySelectorAll('.paper :is(p, li, h2)')].map(\
(one) => parseFloat(getComputedStyle(one).fontSize)))"


@pytest.fixture
def printed(world: World, chromium_browser: Browser, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The sheet of a plan with so many lines in each part, so long: its pages, and its least letters."""

    def run(language: str, lines: int, letters: int) -> tuple[list[int], float]:
        Person.objects.filter(pk=world.member.person.pk).update(language=language)
        for code in PARTS:
            texts = [f"{number} {SAID[language] * 4}"[:letters] for number in range(lines)]
            deeds.add_lines(actor=world.member.actor, part=code, texts=texts)
        html = read(world.member.browser(), f"/s/{world.space.code}/lines/sheet/")
        here = (tmp_path / "sheet.html").resolve()
        here.write_text(STATIC.sub(rf"{(ROOT / 'muruna').as_uri()}/\1/static/\1/\2\3", html), "utf-8")
        page = chromium_browser.new_page()
        page.goto(here.as_uri())
        made = [page.pdf(format=one, prefer_css_page_size=True) for one in ("A4", "Letter")]
        page.emulate_media(media="print")
        assert page.evaluate("document.styleSheets.length") > 4
        least = float(page.evaluate(LETTERS))
        page.close()
        return [one.count(b"/Type /Page\n") for one in made], least

    return run


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("lines", "letters"), [(5, 60), (8, 90), (10, 60), (3, 295)])
def test_an_ordinary_plan_is_one_sheet_in_letters_of_nine_points(
    printed, language: str, lines: int, letters: int  # type: ignore[no-untyped-def]
) -> None:  # fmt: skip
    pages, least = printed(language, lines, letters)

    assert pages == [1, 1]
    assert least >= LEAST


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_uncommonly_long_plan_goes_on_without_an_empty_page(printed, language: str) -> None:  # type: ignore[no-untyped-def]
    pages, least = printed(language, 12, 70)

    assert pages == [2, 2]
    assert least >= LEAST
