"""Journey 1 in English with JavaScript: messages arrive by themselves, a cut line loses nothing."""

from pathlib import Path

from playwright.sync_api import Route, expect

from tests.harness.browser import PHONE
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.first_talk import FirstTalk
from tests.journeys.walker import Walker
from tests.journeys.words import ENGLISH

BLANK_WITHIN = 200  # ms from the third press to an empty screen
# Says on the console how long after the last key an empty page had been painted.
WATCH = """() => {
  let pressed = 0;
  addEventListener("keydown", () => {
    pressed = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const words = document.body.innerText.trim();
      if (!words && document.title === "")
        console.log(`blank at ${location.origin} after ${performance.now() - pressed}`);
    }));
  }, { capture: true });
}"""


def test_the_same_with_everything_a_browser_can_do(
    site: Site, elsewhere: Elsewhere, walk: Walk, tmp_path: Path
) -> None:
    code = deeds.print_codes(walk("steward"), site)[0]
    supporter = walk("supporter", language="ar", size=PHONE)
    journey = FirstTalk(site, elsewhere, ENGLISH, walk("member"), supporter, walk("lead"), handle="far kite")
    journey.arrive(code)
    journey.be_matched()
    journey.talk_together(badly=_line_is_cut)
    _answer_is_lost(journey, "Are you still there?")
    _draft_survives(journey)
    journey.worry()
    journey.end_well()
    journey.expire()
    took = _leave_by_shift(journey)
    assert took < BLANK_WITHIN, f"{took} ms"
    journey.take_everything_and_go(tmp_path)


def _line_is_cut(journey: FirstTalk, words: str) -> None:
    """No line when the button is pressed: the words wait in the box, and go out when the line is back."""
    page = journey.member.page
    page.context.set_offline(True)
    journey.member.fill(text=words)
    page.locator("form.compose button").click()
    expect(page.locator(".send-state")).not_to_be_empty()
    assert page.locator("form.compose textarea").input_value() == words
    page.context.set_offline(False)
    journey.member.bubble(words).wait_for()
    expect(page.locator("form.compose textarea")).to_have_value("")


def _answer_is_lost(journey: FirstTalk, words: str) -> None:
    """The message arrives and the answer does not: it is sent again with its key, and counts once."""
    page, tries = journey.member.page, []

    def lose_first(route: Route) -> None:
        tries.append(route.request.post_data)
        if len(tries) == 1:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/say/", lose_first)
    journey.member.say(words)
    expect(page.locator("form.compose textarea")).to_have_value("")
    page.unroute("**/say/")
    assert len(tries) == 2
    assert tries[0] == tries[1]
    journey.supporter.hears(words)
    for who in (journey.member, journey.supporter):
        who.go(journey.talk)
        assert who.bubbles(words) == 1


def _draft_survives(journey: FirstTalk) -> None:
    """Unsent words come back after a reload, from the server and from nowhere on the device."""
    page, words = journey.member.page, "I have not decided yet whether to send this"
    with page.expect_response("**/draft/"):
        journey.member.fill(text=words)
    page.reload()
    assert page.locator("form.compose textarea").input_value() == words
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    with page.expect_response("**/draft/"):
        journey.member.fill(text="")


def _leave_by_shift(journey: FirstTalk) -> float:
    """Three presses of Shift while the network is slow: blank first, elsewhere later."""
    times: list[float] = []
    still_here = f"blank at {journey.site.url} after"
    page = journey.member.page
    page.on(
        "console",
        lambda line: times.append(float(line.text.split()[-1])) if line.text.startswith(still_here) else None,
    )

    def press(who: Walker) -> None:
        journey.elsewhere.waits = 1.0
        who.page.evaluate(WATCH)
        for _time in range(3):
            who.page.keyboard.press("Shift")

    journey.leave_quickly(press)
    journey.elsewhere.waits = 0
    assert times
    return times[-1]
