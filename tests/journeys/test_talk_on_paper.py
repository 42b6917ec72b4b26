"""A talk on paper: its words begin on the first page, below the name, however long the first of them are."""

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk

PAGE = b"/Type /Page\n"
ONE_LONG = """document.querySelector(".bubbles").replaceChildren(document.querySelector(".bubble"));
document.querySelector(".bubble .said").textContent = "A long line about a long day. ".repeat(%d);"""


def test_a_long_message_begins_on_the_first_page(site: Site, walk: Walk) -> None:
    who = walk("bea")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    who.go(str(who.page.locator("a[href$='/talks/']").first.get_attribute("href")))
    who.page.locator(".talk-line", has_not=who.page.locator("text=Ended")).first.click()
    who.page.wait_for_url("**/talks/*-*/**")

    sheets = []
    for many in (20, 230):  # of the longer one, a page and a half
        who.page.evaluate(ONE_LONG % many)
        sheets.append(who.page.pdf(format="A4", prefer_css_page_size=True).count(PAGE))

    assert sheets == [1, 2]
