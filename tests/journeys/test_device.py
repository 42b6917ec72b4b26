"""S7 and S12: nothing leaves the origin, and nothing of hers stays on the device after quick exit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.harness import browser as chromium
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.left_behind import traces
from tests.journeys.walker import Walker

CANARY = "kanarienvogel-7f3a"  # typed as if it were the most private word there is


def test_quick_exit_leaves_no_word_on_the_device(
    site: Site, elsewhere: Elsewhere, own_browser: BrowserContext, profile: Path
) -> None:
    page = own_browser.pages[0]
    who = Walker(chromium.Visit(own_browser, site.url), page, "own")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    place = page.locator("a[href$='/talks/']").first.get_attribute("href")
    assert place
    who.go(place)
    page.locator(".talk-line", has_not=page.locator("text=Ended")).first.click()
    page.wait_for_url("**/talks/*-*/**")
    seen = page.locator(".bubble .said").last.inner_text()[:40]
    who.say(f"{CANARY} sent")
    with page.expect_response("**/draft/"):
        who.fill(text=f"{CANARY} never sent")
    page.reload()
    page.locator("header form.exit button").click(no_wait_after=True)
    page.wait_for_url(f"{elsewhere.origin}/**")
    own_browser.close()
    assert any(profile.rglob("History")), "the profile was kept"
    assert traces(profile, [CANARY, seen]) == []


def test_a_page_that_may_be_kept_would_be_found(
    own_browser: BrowserContext, elsewhere: Elsewhere, profile: Path
) -> None:
    """Planted: a page that may be kept, and that writes the same words into its storage."""
    page = own_browser.pages[0]
    _keep(page, elsewhere)
    own_browser.close()
    assert traces(profile, [CANARY])


def _keep(page: Page, elsewhere: Elsewhere) -> None:
    page.goto(elsewhere.origin)
    page.evaluate("words => { localStorage.setItem('draft', words); document.title = words; }", CANARY)
    page.goto("about:blank")


def test_a_request_elsewhere_would_be_seen(chromium_browser: Browser, site: Site) -> None:
    """S7, planted: a picture from another origin, and a redirect to one, both fail the visit."""
    for plant, how in ((_picture, {"bypass_csp": True}), (_redirect, {"javascript": False})):
        with pytest.raises(AssertionError, match="off their origin"):
            _visit(chromium_browser, site, plant, **how)


def _visit(browser: Browser, site: Site, plant: Callable[[Page], None], **how: bool) -> None:
    with chromium.visit(browser, site.url, **how) as visit:  # type: ignore[arg-type]
        page = visit.page("/")
        plant(page)
        page.wait_for_timeout(500)


def _picture(page: Page) -> None:
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.invalid/x.png'}))")


def _redirect(page: Page) -> None:
    page.locator("header form.exit button").click(no_wait_after=True)
