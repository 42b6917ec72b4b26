"""Two people side by side: words arrive within a second, and survive the server's sudden death."""

import statistics
import time

from playwright.sync_api import Route

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker

WITHIN = 1.0  # seconds from the press in one browser to the words in the other
TIMES = 12


def _pair(site: Site, walk: Walk) -> tuple[Walker, Walker]:
    """The two of an open conversation of the demo world, each on its page."""
    pair = walk("tariq", language="ar"), walk("rana", language="ar")
    for who, handle in zip(pair, ("tariq", "rana"), strict=True):
        deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
        who.go(deeds.to_school(who) + "talks/")
        who.press(who.page.locator(".talk-line", has_text="رنا" if handle == "tariq" else "طارق").first)
    assert pair[0].path == pair[1].path
    return pair


def test_words_arrive_within_a_second(site: Site, walk: Walk) -> None:
    one, other = _pair(site, walk)
    took = []
    for number in range(TIMES):
        speaks, hears = (one, other) if number % 2 else (other, one)
        words = f"number {number} of {TIMES}"
        speaks.fill(text=words)
        began = time.monotonic()
        speaks.page.locator("form.compose button").click(no_wait_after=True)
        hears.bubble(words).wait_for()
        took.append(time.monotonic() - began)
        speaks.bubble(words).wait_for()
    print(f"\nmedian {statistics.median(took) * 1000:.0f} ms, slowest {max(took) * 1000:.0f} ms")
    assert statistics.median(took) < WITHIN, took


def test_a_killed_server_loses_and_doubles_nothing(site: Site, walk: Walk) -> None:
    one, other = _pair(site, walk)
    one.say("before the fall")
    other.hears("before the fall")
    one.fill(text="said while it was down")
    site.kill()
    one.page.locator("form.compose button").click(no_wait_after=True)
    one.page.wait_for_function("document.querySelector('.send-state')?.textContent.length > 5")
    assert one.page.locator("form.compose textarea").input_value() == "said while it was down"
    site.start()
    one.bubble("said while it was down").wait_for(timeout=40_000)
    other.bubble("said while it was down").wait_for(timeout=40_000)
    other.say("and after it")
    one.hears("and after it")
    for who in (one, other):
        who.visit.errors.clear()  # a line that breaks is written to the console by the browser itself
        who.go(who.path)
        for words in ("before the fall", "said while it was down", "and after it"):
            assert who.bubbles(words) == 1


def test_killed_between_the_message_and_its_answer(site: Site, walk: Walk) -> None:
    """The server dies when the message is written and nobody has been told: sent again, it counts once."""
    one, other = _pair(site, walk)
    tries: list[str | None] = []

    def die_before_answering(route: Route) -> None:
        tries.append(route.request.post_data)
        if len(tries) > 1:
            route.continue_()
            return
        assert route.fetch(max_redirects=0).status in {204, 303}
        site.kill()
        route.abort()
        site.start()

    one.page.route("**/say/", die_before_answering)
    one.fill(text="written, then silence")
    one.page.locator("form.compose button").click(no_wait_after=True)
    one.bubble("written, then silence").wait_for(timeout=60_000)
    other.bubble("written, then silence").wait_for(timeout=40_000)
    assert len(tries) >= 2
    for who in (one, other):
        who.visit.errors.clear()
        who.go(who.path)
        assert who.bubbles("written, then silence") == 1
