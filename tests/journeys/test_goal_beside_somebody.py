"""Journey 2, from a wish to small steps, beside somebody: on a plain phone, and by keyboard alone."""

from typing import Any

import pytest

from tests.harness.browser import DESKTOP, PHONE
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker

ARABIC = {
    "wish": "أن أعود إلى السباحة", "outcome": "ضوء في الماء", "obstacle": "غرفة الملابس", "when": "عند الباب",
    "then": "أتصل بصديقة", "asks": "متى تبدأ؟", "proposes": "أن تنظر من الشاطئ", "first": "أن أعرف المواعيد",
    "second": "عشر دقائق",
}  # fmt: skip
ENGLISH = {
    "wish": "Swim again", "outcome": "Light in the water", "obstacle": "The changing room",
    "when": "At the door", "then": "I call a friend", "asks": "When do you begin?",
    "proposes": "Look from the shore", "first": "Look up the hours", "second": "Ten minutes",
}  # fmt: skip


def _come_in(site: Site, who: Walker, handle: str) -> str:
    deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
    return deeds.to_school(who)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (ARABIC, {"language": "ar", "scripts": False, "size": PHONE}),
        (ENGLISH, {"language": "en", "keyboard": True, "size": DESKTOP}),
    ],
    ids=["plain phone in Arabic", "keyboard in English"],
)
def test_from_a_wish_to_small_steps(
    site: Site, walk: Walk, words: dict[str, str], way: dict[str, Any]
) -> None:
    member, ally = walk("tariq", **way), walk("rana", language="ar")
    member.direction = ""  # the account's own language may be the other one
    here, there = _come_in(site, member, "tariq"), _come_in(site, ally, "rana")
    member.go(here)
    member.follow("/goals/")
    member.follow("/goals/new/")
    member.follow("/goals/new/two/")
    member.send(wish=words["wish"])
    goal = member.path

    # The ally finds it, asks, and proposes a step; there is nothing for them to change.
    ally.go(there + "goals/")
    ally.press(ally.page.locator("main .card a", has_text=words["wish"]).first)
    shared = ally.path
    ally.fill(text=words["asks"])
    ally.press(ally.page.locator("button[name='as_'][value='words']"))
    ally.fill(text=words["proposes"])
    ally.press(ally.page.locator("button[name='as_'][value='proposal']"))
    assert ally.page.locator(f"main a[href*='{goal}']").count() == 0
    assert ally.page.goto(ally.visit.origin + goal).status == 404  # type: ignore[union-attr]

    for part, answers in (("outcome", ("outcome",)), ("obstacle", ("obstacle",)), ("plan", ("when", "then"))):
        member.follow(f"words/{part}/")
        member.send(**{name: words[name] for name in answers})
    for step in ("second", "first"):
        member.send(step=words[step])
    _press_in(member, words["first"], "/to/earlier/")
    _press_in(member, words["first"], "/is/done/")
    steps = member.page.locator(".goal-step-words").all_inner_texts()
    assert [
        one.split("\n")[0].startswith(words[name])
        for one, name in zip(steps, ("first", "second"), strict=True)
    ]
    assert member.page.locator(".goal-step-done").count() == 1

    # What was proposed becomes a step only because its owner says so.
    member.go(shared)
    assert words["asks"] in member.text
    member.follow("/goals/from/{id}/{id}/")
    member.send(step=words["proposes"])
    assert member.path == goal
    assert member.page.locator(".goal-step").count() == 3
    ally.go(shared)
    assert words["then"] in ally.text

    member.follow("/between/{id}/")
    member.follow("/between/{id}/stop/")
    member.press(member.page.locator("main form button[type=submit]").last)
    assert ally.page.goto(ally.visit.origin + shared).status == 404  # type: ignore[union-attr]


def _press_in(who: Walker, step: str, part: str) -> None:
    """Press the button of one step, wherever it lies folded."""
    button = who.page.locator(".goal-step", has_text=step).locator(f"form[action*='{part}'] button")
    who.open_around(button)
    who.press(button)
