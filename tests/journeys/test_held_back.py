"""A form that is sent while there is no network: it is held back, says so, and keeps every word."""

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk


@pytest.mark.parametrize("page", ["goals/new/mine/", "days/again/new/", "lines/part/people/"])
def test_words_stay_while_there_is_no_network(site: Site, walk: Walk, page: str) -> None:
    who = walk("bea")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    home = str(who.page.locator("main a[href$='/lines/']").first.get_attribute("href")).removesuffix("lines/")
    who.go(home + page)
    form = who.page.locator("main form", has=who.page.locator("textarea, input[type=text]")).first
    box = form.locator("textarea, input[type=text]").first
    box.fill("Every word of it.")
    address = who.page.url

    who.page.context.set_offline(True)
    form.locator("button[type=submit]").first.click()

    state = form.locator("[data-held]")
    expect(state).to_contain_text("There is no network just now")
    expect(box).to_have_value("Every word of it.")
    assert who.page.url == address

    who.page.context.set_offline(False)
    expect(state).to_contain_text("The network is back")
    with who.page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    assert "Every word of it." in who.page.content()


def test_leaving_is_never_held_back(site: Site, walk: Walk) -> None:
    who = walk("bea")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    home = str(who.page.locator("main a[href$='/lines/']").first.get_attribute("href")).removesuffix("lines/")
    who.go(home + "goals/new/mine/")
    who.page.context.set_offline(True)
    who.page.get_by_role("button", name="Leave now").click(no_wait_after=True)
    expect(who.page.get_by_text("There is no network just now")).to_have_count(0)
