"""A session that has ended is over in every tab: none shows words any more, and what was typed comes back."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, expect

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.walker import Walker

TYPED = "typed and never sent, for nobody else"
SOON = 4000  # milliseconds; a stream that has ended is asked about at once
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


def _in_talk(site: Site, walk: Walk) -> tuple[Walker, str]:
    """Tariq in his talk, and words of it that he has before him."""
    who = walk("tariq", language="ar")
    deeds.come_in(who, "tariq", deeds.passphrase_of(site, "tariq"))
    who.go(deeds.to_school(who) + "talks/")
    who.press(who.page.locator(".talk-line", has_text="رنا").first)
    return who, who.page.locator(".bubble .said").last.inner_text()[:30]


def _beside(who: Walker, path: str) -> Walker:
    """Another tab of the same browser."""
    made = Walker(who.visit, who.visit.page(path), name=f"{who.name}/beside")
    made.page.on("dialog", lambda dialog: dialog.accept())
    return made


def _end_all_others(site: Site, walk: Walk) -> None:
    """From another browser of the same person."""
    other = walk("tariq-elsewhere", language="ar")
    deeds.come_in(other, "tariq", deeds.passphrase_of(site, "tariq"))
    other.go("/account/devices/")
    other.press(other.page.locator("form:has(input[value='others']) button"))


def _stands_at_the_door(page: Page) -> None:
    expect(page.locator("main input[name=passphrase]")).to_be_visible(timeout=SOON)


def _type(page: Page) -> None:
    page.locator("form.compose textarea").fill(TYPED)


def _is_covered(page: Page, *words: str) -> None:
    """Nothing to be read but why, and the way on; leaving quickly still works."""
    expect(page.locator(".cover button")).to_be_visible(timeout=SOON)
    expect(page.locator("header form.exit button")).to_be_visible()
    shown = page.evaluate("document.body.innerText")
    assert not [one for one in words if one in shown]
    for box in page.locator("main textarea, main h1, main .bubble, nav.places").all():
        expect(box).to_be_hidden()
    # Nor does a scrollbar tell how much lies below.
    sizes = page.evaluate("(s => [s.scrollHeight, s.clientWidth])(document.scrollingElement)")
    assert sizes == page.evaluate("[innerHeight, innerWidth]")


def test_leaving_quickly_leaves_in_every_tab(site: Site, walk: Walk, elsewhere: Elsewhere) -> None:
    who, _said = _in_talk(site, walk)
    own, public = _beside(who, "/account/kept/"), _beside(who, "/about/")
    _type(who.page)
    own.page.locator("header form.exit button").click(no_wait_after=True)
    for page in (own.page, who.page, public.page):
        page.wait_for_url(f"{elsewhere.origin}/**", timeout=SOON)
    who.page.go_back()
    _stands_at_the_door(who.page)


def test_signing_out_closes_the_other_tabs(site: Site, walk: Walk) -> None:
    who, said = _in_talk(site, walk)
    kept, own = _beside(who, "/account/kept/"), _beside(who, "/out/")
    own.send("main form")
    for page in (who.page, kept.page):
        _stands_at_the_door(page)
        assert said not in page.content()


def test_a_session_ended_elsewhere_closes_its_tabs_within_a_moment(site: Site, walk: Walk) -> None:
    who, said = _in_talk(site, walk)
    kept = _beside(who, "/account/kept/")
    who.page.wait_for_timeout(500)
    _end_all_others(site, walk)
    for page in (who.page, kept.page):
        _stands_at_the_door(page)
        assert said not in page.content()


def test_what_was_typed_waits_for_its_writer(site: Site, walk: Walk) -> None:
    who, said = _in_talk(site, walk)
    talk = who.path
    who.page.route("**/draft/", lambda route: route.abort())  # nothing but this tab holds the words
    _type(who.page)
    _end_all_others(site, walk)
    _is_covered(who.page, said, TYPED)
    who.page.locator(".cover button").click()
    _stands_at_the_door(who.page)
    assert TYPED not in who.page.content()
    who.send(handle="tariq", passphrase=deeds.passphrase_of(site, "tariq"))
    assert who.page.locator("main textarea").input_value() == TYPED
    who.send("main form.form")
    assert who.path == talk
    assert who.bubbles(TYPED) == 1


def test_the_next_person_is_shown_nothing_of_it(site: Site, walk: Walk) -> None:
    who, said = _in_talk(site, walk)
    _type(who.page)
    next_one = _beside(who, "/out/")
    next_one.send("main form")
    _is_covered(who.page, said, TYPED)
    deeds.come_in(next_one, "lou", deeds.passphrase_of(site, "lou"))
    who.page.wait_for_timeout(7000)  # until a line that had ended is opened again
    _is_covered(who.page, said, TYPED)
    who.page.locator(".cover button").click()
    _stands_at_the_door(who.page)
    assert TYPED not in who.page.content()
    assert said not in who.page.content()


def test_who_comes_in_here_closes_the_tabs_of_whoever_was_in(site: Site, walk: Walk) -> None:
    """Without signing out: the door lets another in, and the earlier session ends by it."""
    who, said = _in_talk(site, walk)
    next_one = _beside(who, "/about/")
    next_one.go("/way-back/")
    cookies = [one for one in who.visit.context.cookies() if one["name"] != "s"]
    who.visit.context.clear_cookies()
    who.visit.context.add_cookies(cookies)  # type: ignore[arg-type]
    deeds.come_in(next_one, "lou", deeds.passphrase_of(site, "lou"))
    expect(who.page.locator(".bubble")).to_have_count(0, timeout=SOON)
    assert said not in who.page.content()


def _cut(who: Walker, *, on: bool) -> None:
    who.visit.context.set_offline(on)


def _put_away(who: Walker, *, on: bool) -> None:
    try:
        who.page.evaluate(HIDE, on)
    except Error as why:
        # A talk listens in the background too: it may be leaving of itself just when it is seen again.
        if on or "context was destroyed" not in why.message:
            raise


@pytest.mark.parametrize("miss", [_cut, _put_away], ids=["network", "background"])
@pytest.mark.parametrize("place", ["talk", "/account/kept/"])
def test_a_tab_that_could_not_hear_asks_when_it_is_seen_again(
    site: Site, walk: Walk, miss: Callable[..., None], place: str
) -> None:
    who, said = _in_talk(site, walk)
    if place != "talk":
        who.go(place)
    miss(who, on=True)
    _end_all_others(site, walk)
    miss(who, on=False)
    _stands_at_the_door(who.page)
    assert said not in who.page.content()


def test_a_page_in_the_background_holds_no_line_open(site: Site, walk: Walk) -> None:
    """A browser opens six to one site: tabs that nobody looks at must not keep them."""
    who, _said = _in_talk(site, walk)
    who.go("/account/kept/")
    with who.page.expect_event("requestfinished", lambda one: urlsplit(one.url).path == "/live/"):
        _put_away(who, on=True)
    with who.page.expect_request(re.compile("/live/$")):
        _put_away(who, on=False)
    assert who.path == "/account/kept/"


def test_other_tabs_of_the_same_person_stay(site: Site, walk: Walk) -> None:
    who, said = _in_talk(site, walk)
    _type(who.page)
    beside = _beside(who, "/account/kept/")
    beside.go("/about/")
    beside.go("/numbers/")
    beside.go("/account/")
    who.page.wait_for_timeout(1500)
    assert who.page.locator("form.compose textarea").input_value() == TYPED
    expect(who.page.locator(".bubble .said").last).to_contain_text(said)
