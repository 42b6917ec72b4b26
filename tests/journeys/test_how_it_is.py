"""Journey 2, from starting measures to a step: on a plain phone, and by keyboard alone."""

from typing import Any

import pytest

from tests.harness.browser import DESKTOP, PHONE
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker

ARABIC = {
    "word": "ضباب", "helped": "كوب شاي", "happened": "يوم طويل", "step": "أفتح النافذة", "wish": "أن أسبح",
}  # fmt: skip
ENGLISH = {"word": "Fog", "helped": "A cup of tea", "happened": "A long day", "step": "Open the window",
           "wish": "To swim"}  # fmt: skip
MOST = 40  # more questions than any pack has


@pytest.mark.parametrize(
    ("handle", "words", "way"),
    [
        ("amal", ARABIC, {"language": "ar", "scripts": False, "size": PHONE}),
        ("lou", ENGLISH, {"language": "en", "keyboard": True, "size": DESKTOP}),
    ],
    ids=["plain phone in Arabic", "keyboard in English"],
)
def test_from_starting_measures_to_a_step(
    site: Site, walk: Walk, handle: str, words: dict[str, str], way: dict[str, Any]
) -> None:
    who = walk(handle, **way)
    who.direction = ""  # the account's own language may be the other one
    deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
    here = deeds.to_school(who)

    # Each set has its purpose and its stop button; what was given outlives the stop.
    one_sitting(who, here, stops=True)
    figure = one_sitting(who, here, stops=False)
    who.press(who.page.locator("main a[href*='/days/time/']").first)
    assert who.page.locator("svg").count() >= 1
    assert who.page.locator("main table tbody tr").count() == 2
    assert figure.split("/")[0].strip() in who.page.locator("main table").inner_text()

    who.go(here + "days/now/")
    who.send(mood="1", word=words["word"], helped=words["helped"])
    who.go(here + "days/")
    assert who.page.locator("main a[href^='/numbers/']").count() >= 1  # a heavy day is answered with people
    who.follow("/days/again/new/")
    assert words["helped"] in who.text  # what helped before comes back
    who.send(happened=words["happened"], before=words["helped"], step=words["step"])
    who.go(here + "days/again/")
    assert words["step"] in who.text

    who.go(here + "goals/new/mine/")
    who.send(wish=words["wish"])
    who.send(step=words["step"])
    assert who.page.locator(".goal-step", has_text=words["step"]).count() == 1


def one_sitting(who: Walker, here: str, *, stops: bool) -> str:
    """Answer the short pack with the first choice of each question; returns the first figure."""
    who.go(here + "days/ask/pulse/")
    assert who.page.locator("main li strong").count() >= 1  # what each set is for
    who.send(way="one")
    for number in range(MOST):
        if "/days/one/" in who.path:
            return who.page.locator(".day-figure").first.inner_text()
        if stops and number == 2:
            who.press(who.page.locator("button[name=go][value=stop]"))
            assert who.path == here + "days/"
            who.follow("/days/open/{id}/")
        choice = who.page.locator("main input[type=radio]").first
        who.tick(choice, on=True)
        who.press(who.page.locator("button[name=go][value=on]"))
    raise AssertionError("the questions never ended")
