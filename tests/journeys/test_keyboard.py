"""Journey 1 by keyboard alone: every stop can be seen, and nothing holds the focus."""

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.first_talk import FirstTalk
from tests.journeys.keyboard import KeyboardWalker
from tests.journeys.walker import Walker
from tests.journeys.words import ENGLISH

# Counts what Tab stops at: a group of radios is one stop.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility())
  .filter(one => one.type !== "radio" || one.checked).length"""
MARK = """() => { const here = document.activeElement;
  if (!here || here === document.body) return -1;
  const seen = here.dataset.stop; here.dataset.stop = "1"; return seen ? 1 : 0; }"""


def test_the_whole_way_without_a_pointer(site: Site, elsewhere: Elsewhere, walk: Walk) -> None:
    code = deeds.print_codes(walk("steward"), site)[0]
    member, supporter = walk("member", keyboard=True), walk("supporter", language="ar", keyboard=True)
    journey = FirstTalk(site, elsewhere, ENGLISH, member, supporter, walk("lead"), handle="quiet river")
    _skip(member)
    journey.arrive(code)
    journey.be_matched()
    _no_trap(member)
    journey.talk_together(badly=lambda talk, words: talk.member.say(words))
    journey.worry()
    journey.end_well()
    journey.leave_quickly(press=_leave)
    for who in (member, supporter):
        assert isinstance(who, KeyboardWalker)
        assert who.presses > 50
        assert not who.unseen, "\n".join(who.unseen)


def _skip(who: Walker) -> None:
    """The first stop of a page is the way past its frame."""
    who.go("/")
    who.page.keyboard.press("Tab")
    assert who.page.evaluate("document.activeElement.className") == "skip"
    who.page.keyboard.press("Enter")
    assert who.page.evaluate("document.activeElement.id") == "content"
    who.page.keyboard.press("Tab")
    assert who.page.evaluate("document.activeElement.closest('main') !== null")


def _no_trap(who: Walker) -> None:
    """Tab passes every stop of the page of a talk once, and then leaves it or begins again."""
    who.go(who.path)
    stops, passed = who.page.evaluate(STOPS), 0
    for _press in range(stops * 2):
        who.page.keyboard.press("Tab")
        was_here = who.page.evaluate(MARK)
        if was_here:
            break
        passed += 1
    assert passed == stops, (passed, stops)


def _leave(who: Walker) -> None:
    who.activate(who.page.locator("header form.exit button"))
