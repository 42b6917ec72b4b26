"""What somebody sent and then changed: words taken back stay unsaid, and none is lost or said twice."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk


def _talk(walk: Walk, site: Site) -> Page:
    """Bea in a talk that goes on; leaving a page with words in it is accepted."""
    who = walk("bea")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    place = str(who.page.locator("a[href$='/talks/']").first.get_attribute("href"))
    who.go(place)
    who.page.locator(".talk-line", has_not=who.page.locator("text=Ended")).first.click()
    who.page.wait_for_url("**/talks/*-*/**")
    return who.page


def _send(page: Page, words: str) -> None:
    page.locator("form.compose textarea").fill(words)
    page.locator("form.compose button").last.click()


def _said(page: Page, words: str) -> Locator:
    return page.locator(".bubble .said", has_text=words)


def _without_server(page: Page) -> None:
    for place in ("**/say/", "**/draft/"):
        page.route(place, lambda route: route.abort())


def _with_server(page: Page) -> None:
    for place in ("**/say/", "**/draft/"):
        page.unroute(place)
    page.evaluate("dispatchEvent(new Event('online'))")


def test_words_that_met_no_server_and_are_emptied_are_never_said(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    box, state = page.locator("form.compose textarea"), page.locator(".send-state")
    _without_server(page)
    _send(page, "Words I regret.")
    expect(state).to_contain_text("Not sent")

    box.fill("")
    expect(state).to_contain_text("Taken back")
    _with_server(page)
    page.wait_for_timeout(5000)  # longer than it had waited between two tries
    page.reload()

    assert _said(page, "Words I regret.").count() == 0
    expect(box).to_have_value("")


def test_words_changed_after_a_failed_try_are_said_instead(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    box, state = page.locator("form.compose textarea"), page.locator(".send-state")
    _without_server(page)
    _send(page, "The first version.")
    expect(state).to_contain_text("Not sent")
    box.fill("The second version.")
    expect(state).to_contain_text("Taken back")
    _with_server(page)
    page.wait_for_timeout(3000)
    expect(box).to_have_value("The second version.")
    assert _said(page, "version.").count() == 0

    page.locator("form.compose button").last.click()
    _said(page, "The second version.").wait_for()
    expect(box).to_have_value("")
    page.reload()
    assert _said(page, "version.").count() == 1


def test_words_that_had_arrived_are_not_said_twice_when_they_are_changed(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    box = page.locator("form.compose textarea")

    tries: list[Route] = []

    def lose_the_answer(route: Route) -> None:
        tries.append(route)
        if len(tries) == 1:
            route.fetch(max_redirects=0)
        route.abort()

    page.route("**/say/", lose_the_answer)
    _send(page, "It did arrive.")
    expect(page.locator(".send-state")).to_contain_text("Not sent")
    box.fill("It did arrive, after all.")
    page.unroute("**/say/")
    page.locator("form.compose button").last.click()

    expect(page.locator("main")).to_contain_text("This was sent before, with other words")
    expect(page.locator("main textarea").first).to_have_value("It did arrive, after all.")


def test_words_on_a_line_that_hangs_are_said_once_after_a_reload(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    held: list[Route] = []
    page.route("**/draft/", lambda route: route.abort())
    page.route("**/say/", lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright marks what it is given
    _send(page, "Said into a hanging line.")
    while not held:
        page.wait_for_timeout(20)
    page.unroute("**/draft/")
    page.reload()

    _said(page, "Said into a hanging line.").wait_for()
    expect(page.locator("form.compose textarea")).to_have_value("")
    page.reload()
    assert _said(page, "Said into a hanging line.").count() == 1


def test_words_that_take_the_place_of_others_are_said_whole(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    held: list[Route] = []
    box, button = page.locator("form.compose textarea"), page.locator("form.compose button").last
    page.route("**/say/", lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright marks what it is given
    _send(page, "No")
    while not held:
        page.wait_for_timeout(20)
    box.fill("Nothing is fine here")
    button.click()
    held[0].continue_()

    _said(page, "thing is fine here").wait_for()
    assert _said(page, "thing is fine here").inner_text() == "Nothing is fine here"
    expect(box).to_have_value("")


def test_words_typed_behind_a_line_that_hangs_wait_after_a_reload(site: Site, walk: Walk) -> None:
    page = _talk(walk, site)
    held: list[Route] = []
    box = page.locator("form.compose textarea")
    page.route("**/say/", lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright marks what it is given
    _send(page, "Said into a hanging line, first.")
    while not held:
        page.wait_for_timeout(20)
    box.press("End")
    box.press_sequentially(" And what came to mind after.")
    page.reload()

    _said(page, "Said into a hanging line, first.").wait_for()
    page.reload()
    expect(box).to_have_value("And what came to mind after.")
    assert _said(page, "Said into a hanging line, first.").inner_text() == "Said into a hanging line, first."

    page.locator("form.compose button").last.click()
    _said(page, "And what came to mind after.").wait_for()
    page.reload()
    expect(box).to_have_value("")
    for words in ("Said into a hanging line, first.", "And what came to mind after."):
        assert _said(page, words).count() == 1
