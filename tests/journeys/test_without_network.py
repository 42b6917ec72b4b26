"""The plan for hard times on a device: it opens with no network and no server, and holds no plain word."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.harness import browser as chromium
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.left_behind import traces
from tests.journeys.walker import Walker

CANARY = "kanarienvogel-2c81"  # a line of the plan
CODE = "lamp river 41"
NUMBER = "0152 777 000"


@pytest.fixture
def up(site: Site) -> Iterator[Site]:
    """The site, up again for whoever comes next, whatever the test did to it."""
    yield site
    if site.process is None:
        site.start()


def write_line(site: Site, context: BrowserContext, page: Page) -> str:
    """Bea comes in and writes a line; returns the address of her plan."""
    who = Walker(chromium.Visit(context, site.url), page, "own")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    place = str(page.locator("main a[href$='/lines/']").first.get_attribute("href"))
    who.go(place + "part/people/")
    who.send(text=f"{CANARY}: {NUMBER}")
    return place


def keep(page: Page, address: str, code: str = CODE, button: str = "Keep it in this browser") -> None:
    page.goto(address)
    page.fill("#code", code)
    page.fill("#again", code)
    page.get_by_role("button", name=button).click()


def open_with(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.get_by_role("button", name="Open").click()


def cut(site: Site, context: BrowserContext) -> None:
    """No server, and no network to reach one by."""
    site.kill()
    context.set_offline(True)


def test_copy_opens_without_network_and_server_after_quick_exit(
    up: Site, elsewhere: Elsewhere, own_browser: BrowserContext, profile: Path
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    keep(page, f"{up.url}{place}here/")
    expect(page.locator("[data-keep-state]")).to_contain_text("Kept.")
    page.locator("header form.exit button").click(no_wait_after=True)
    page.wait_for_url(f"{elsewhere.origin}/**")
    cut(up, own_browser)

    page.goto(f"{up.url}/numbers/")
    expect(page.locator("h1")).to_contain_text("Someone to talk to")
    page.goto(f"{up.url}{place}")  # whichever page of ours one tries
    expect(page).to_have_title("Notes · Notes")
    assert page.locator("main a[href^='tel:']").count() > 0  # before any code
    page.get_by_role("link", name="Numbers to call").click()
    assert page.locator("a[href='tel:112']").count() > 0
    page.go_back()
    open_with(page, "lamp river 42")
    expect(page.locator("[data-state]")).to_contain_text("does not open it")
    assert CANARY not in page.content()
    open_with(page, "  LAMP river ٤١")  # as another keyboard writes the same
    expect(page.locator("[data-words]")).to_contain_text(CANARY)
    expect(page.locator("[data-words]")).to_contain_text("This copy is of")
    expect(page.get_by_role("link", name=NUMBER)).to_have_attribute("href", "tel:0152777000")
    page.get_by_role("button", name="Cover it again").click()
    assert CANARY not in page.content()
    page.goto(f"{up.url}/kept/")
    open_with(page, CODE)
    expect(page.locator("[data-words]")).to_contain_text(CANARY)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_timeout(500)
    own_browser.close()
    assert traces(profile, [CANARY, CODE]) == []


def test_copy_is_taken_away_and_leaving_wipes_again(
    up: Site, elsewhere: Elsewhere, own_browser: BrowserContext
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    keep(page, f"{up.url}{place}here/")
    expect(page.get_by_role("heading", name="A copy is on this device")).to_be_visible()
    page.goto(f"{up.url}{place}here/")
    page.get_by_role("button", name="Take the copy away").click()
    expect(page.locator("[data-keep-state]")).to_contain_text("gone from this device")

    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert "k" not in {one.get("name") for one in own_browser.cookies()}
    page.evaluate("caches.open('left')")
    page.locator("header form.exit button").click(no_wait_after=True)
    page.wait_for_url(f"{elsewhere.origin}/**")
    page.goto(f"{up.url}/kept/")
    assert page.evaluate("caches.keys()") == []
    expect(page.get_by_text("Nothing can be opened here")).to_be_visible()


@pytest.mark.parametrize("where", ["lines", "kept"])
def test_leaving_without_a_network_signs_out_with_the_next_page(
    up: Site, elsewhere: Elsewhere, own_browser: BrowserContext, where: str
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    page.goto(f"{up.url}{place if where == 'lines' else '/kept/'}")
    own_browser.set_offline(True)
    page.get_by_role("button", name="Leave now").click(no_wait_after=True)
    page.wait_for_timeout(500)
    own_browser.set_offline(False)

    again = own_browser.new_page()
    again.goto(f"{up.url}{place}")
    expect(again.get_by_label("Passphrase")).to_be_visible()
    assert CANARY not in again.content()
    assert not {"x", "s"} & {one.get("name") for one in own_browser.cookies(up.url)}


KEPT = "caches.open('kept').then(store => store.match('/kept/sealed')).then(found => found && found.text())"


def test_copy_of_another_on_the_same_device_is_said_and_left_alone(
    up: Site, elsewhere: Elsewhere, own_browser: BrowserContext
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    keep(page, f"{up.url}{place}here/")
    expect(page.locator("[data-keep-state]")).to_contain_text("Kept.")
    hers = page.evaluate(KEPT)
    page.goto(f"{up.url}{place}here/")
    expect(page.get_by_role("heading", name="A copy is on this device")).to_be_visible()
    page.locator("header form.exit button").click(no_wait_after=True)
    page.wait_for_url(f"{elsewhere.origin}/**")

    who = Walker(chromium.Visit(own_browser, up.url), page, "other")
    deeds.come_in(who, "lou", deeds.passphrase_of(up, "lou"))
    theirs = str(page.locator("main a[href$='/lines/']").first.get_attribute("href"))
    page.goto(f"{up.url}{theirs}here/")
    expect(page.get_by_text("A copy that is not yours is on this device")).to_be_visible()
    expect(page.get_by_role("heading", name="A copy is on this device")).to_be_hidden()
    expect(page.get_by_role("button", name="Keep it in this browser")).to_be_hidden()
    page.fill("#code", CODE)
    page.fill("#again", CODE)
    page.evaluate("document.querySelector('[data-keep]').requestSubmit()")
    expect(page.locator("[data-keep-state]")).to_contain_text("It was left as it is")
    assert page.evaluate(KEPT) == hers
    assert "bea" not in page.locator("main").inner_text().lower()

    page.get_by_text("Take that copy away all the same").click()
    page.get_by_role("button", name="Take that copy away").click()
    expect(page.locator("[data-keep-state]")).to_contain_text("gone from this device")
    expect(page.get_by_role("button", name="Keep it in this browser")).to_be_visible()
    assert page.evaluate("caches.keys()") == []


def test_copy_is_taken_away_where_it_is_opened_without_coming_in(
    up: Site, elsewhere: Elsewhere, own_browser: BrowserContext
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    keep(page, f"{up.url}{place}here/")
    expect(page.locator("[data-keep-state]")).to_contain_text("Kept.")
    page.locator("header form.exit button").click(no_wait_after=True)
    page.wait_for_url(f"{elsewhere.origin}/**")

    page.goto(f"{up.url}/kept/")
    page.get_by_text("Take the copy away from this device").click()
    page.get_by_role("button", name="Take it away now").click()
    expect(page.locator("[data-state]")).to_contain_text("gone from this device")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert "k" not in {one.get("name") for one in own_browser.cookies()}


@pytest.mark.parametrize("cut_at", ["**/kept/**", "**/lines/here/"])
def test_copy_from_before_outlives_a_line_that_is_cut_while_another_is_made(
    up: Site, own_browser: BrowserContext, cut_at: str
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    keep(page, f"{up.url}{place}here/")
    state = page.locator("[data-keep-state]")
    expect(state).to_contain_text("Kept.")
    before = page.evaluate(KEPT)

    own_browser.route(cut_at, lambda route: route.abort())
    page.fill("#code", CODE)
    page.fill("#again", CODE)
    page.get_by_role("button", name="Keep it in this browser").click()

    expect(state).to_contain_text("The copy from before is still on this device")
    assert page.evaluate(KEPT) == before
    own_browser.unroute(cut_at)
    page.goto(f"{up.url}/kept/")
    open_with(page, CODE)
    expect(page.locator("[data-words]")).to_contain_text(CANARY)


def test_weak_and_mistyped_codes_are_refused_and_nothing_is_kept(
    up: Site, own_browser: BrowserContext
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    state = page.locator("[data-keep-state]")
    for code, sentence in (
        ("12345", "At least six"), ("123456", "among the first"), ("٠٠٠٠٠٠", "among the first"),
        ("aaaaaa1".replace("1", "a"), "among the first"), ("200901", "among the first"),
        ("31.12.1999", "among the first"), ("٠١٠٩٠٧", "among the first"),
    ):  # fmt: skip
        keep(page, f"{up.url}{place}here/", code)
        expect(state).to_contain_text(sentence)
    page.fill("#code", CODE)
    page.fill("#again", CODE + "x")
    page.get_by_role("button", name="Keep it in this browser").click()
    expect(state).to_contain_text("not the same")
    assert page.evaluate("caches.keys()") == []
    assert "k" not in {one.get("name") for one in own_browser.cookies()}


def test_saved_file_opens_on_another_device_and_tells_nothing_by_itself(
    up: Site, own_browser: BrowserContext, chromium_browser: Browser, tmp_path: Path
) -> None:
    page = own_browser.pages[0]
    place = write_line(up, own_browser, page)
    with page.expect_download() as waiting:
        keep(page, f"{up.url}{place}here/", button="Save it as a file")
    assert waiting.value.suggested_filename == "notes.html"
    file = tmp_path / "notes.html"
    waiting.value.save_as(file)
    cut(up, own_browser)

    text = file.read_text("utf-8")
    assert CANARY not in text
    assert CODE not in text
    assert not re.search(r"(?:src|href)=\"(?!tel:)", text), "everything is inside"
    with chromium_browser.new_context(offline=True) as other:
        there = other.new_page()
        faults: list[str] = []
        there.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        there.goto(file.as_uri())
        assert there.locator("a[href^='tel:']").count() > 0
        open_with(there, "not the code")
        expect(there.locator("[data-state]")).to_contain_text("does not open it")
        open_with(there, CODE)
        expect(there.locator("[data-words]")).to_contain_text(CANARY)
        assert faults == []


def test_without_javascript_paper_is_offered_instead(up: Site, chromium_browser: Browser) -> None:
    with chromium.visit(chromium_browser, up.url, javascript=False) as visit:
        page = visit.page("/")
        place = write_line(up, visit.context, page)
        page.goto(f"{up.url}{place}here/")

        expect(page.get_by_text("Without them, paper does the same work")).to_be_visible()
        expect(page.get_by_role("button", name="Keep it in this browser")).to_be_hidden()
        page.get_by_role("link", name="As a card that folds").click()
        expect(page.get_by_text(CANARY)).to_be_visible()


def test_a_copy_that_was_not_sealed_would_be_found(
    up: Site, own_browser: BrowserContext, profile: Path
) -> None:
    """Planted: the same words put into the same store, in clear."""
    page = own_browser.pages[0]
    page.goto(up.url)
    page.evaluate(
        "words => caches.open('kept').then(store => store.put('/kept/sealed', new Response(words)))", CANARY
    )
    own_browser.close()
    assert traces(profile, [CANARY])


def pieces_of_text(paper: bytes) -> int:
    """How often a PDF shows letters; what a browser writes in the margins is among them."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.S)
    drawn = [zlib.decompress(one) for one in streams if one[:1] == b"x"]
    return sum(len(re.findall(rb"\bT[jJ]\b", one)) for one in drawn)


LONG = {"en": "As somebody would write it who thinks of everything. ", "ar": "كما يكتبه شخص فكّر في كل شيء. "}


CUT_OFF = """[...document.querySelectorAll(".pocket-panel")].filter(
  (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_paper_is_one_sheet_with_nothing_of_ours_on_it(
    up: Site, chromium_browser: Browser, language: str
) -> None:
    handle = {"en": "bea", "ar": "amal"}[language]
    with chromium.visit(chromium_browser, up.url, language=language) as visit:
        page = visit.page("/")
        who = Walker(visit, page, handle)
        deeds.come_in(who, handle, deeds.passphrase_of(up, handle))
        place = str(page.locator("main a[href$='/lines/']").first.get_attribute("href"))
        for part in ("signs", "alone", "around", "people", "numbers", "safer"):
            who.go(f"{place}part/{part}/")
            who.send(text=(LONG[language] * 9)[:295].strip())
        for paper in ("sheet", "card"):
            who.go(f"{place}{paper}/")
            made = [page.pdf(format=size, prefer_css_page_size=True, display_header_footer=True)
                    for size in ("A4", "Letter")]  # fmt: skip
            bare = page.pdf(format="A4", prefer_css_page_size=True)
            page.emulate_media(media="print")
            seen = page.locator("body").inner_text()
            wide = page.evaluate(CUT_OFF)
            page.emulate_media(media="null")

            assert [one.count(b"/Type /Page\n") for one in made] == [1, 1]
            assert pieces_of_text(made[0]) == pieces_of_text(bare), "the browser writes in the margin"
            assert seen.count(LONG[language].strip()) >= 6
            assert wide == 0, "a panel cuts words off"
            assert not re.search(r"When times|Leave now|Notes\b|Cedar|Long Table", seen), seen
