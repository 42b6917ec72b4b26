"""What somebody types stays, while a message is on its way and while a story is only being written."""

import re

from playwright.sync_api import Page, Route, expect

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker

TITLE, STORY = "The bus stop", "It began on a Tuesday, with rain."


def _bea(walk: Walk, site: Site) -> Walker:
    who = walk("bea")
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    return who


def _space(who: Walker) -> str:
    place = who.page.locator("a[href$='/talks/']").first.get_attribute("href")
    assert place
    return place.removesuffix("talks/")


def _open_talk(who: Walker) -> None:
    who.go(_space(who) + "talks/")
    who.page.locator(".talk-line", has_not=who.page.locator("text=Ended")).first.click()
    who.page.wait_for_url("**/talks/*-*/**")


def _send_slowly(page: Page, words: str, meanwhile: str) -> None:
    """Press send; while the answer is on its way, the box is made to hold `meanwhile`."""
    held: list[Route] = []
    page.route("**/say/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    box = page.locator("form.compose textarea")
    box.fill(words)
    page.locator("form.compose button").last.click()
    expect(page.locator(".send-state")).not_to_be_empty()
    box.fill(meanwhile)
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.locator(".bubble .said", has_text=words).first.wait_for()
    expect(page.locator(".send-state")).to_be_empty()
    page.unroute("**/say/")


def test_words_typed_while_a_message_goes_out_stay(site: Site, walk: Walk) -> None:
    who = _bea(walk, site)
    _open_talk(who)
    box = who.page.locator("form.compose textarea")

    with who.page.expect_response("**/draft/"):
        _send_slowly(who.page, "So this is one.", "So this is one. And this is another")
        expect(box).to_have_value("And this is another")
    who.page.reload()
    expect(box).to_have_value("And this is another")
    _send_slowly(who.page, "A third line.", "Wholly other words")
    expect(box).to_have_value("Wholly other words")
    _send_slowly(who.page, "The last.", "The last.")
    expect(box).to_have_value("")


def test_a_second_press_while_a_message_goes_out_sends_what_came_after_it(site: Site, walk: Walk) -> None:
    who = _bea(walk, site)
    _open_talk(who)
    box, button = who.page.locator("form.compose textarea"), who.page.locator("form.compose button").last
    said, held = who.page.locator(".bubble .said"), list[Route]()

    who.page.route("**/say/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    box.fill("Eleven lamps.")
    button.click()
    button.click()  # the same words pressed twice are one message
    box.fill("Eleven lamps. Twelve chairs.")
    button.click()
    for sent in range(2):
        while len(held) <= sent:
            who.page.wait_for_timeout(20)
        held[sent].continue_()

    said.filter(has_text="Twelve chairs.").wait_for()
    expect(box).to_have_value("")
    expect(who.page.locator(".send-state")).to_be_empty()
    assert len(held) == 2
    who.page.reload()
    assert said.all_inner_texts()[-2:] == ["Eleven lamps.", "Twelve chairs."]


def test_a_message_that_met_no_server_is_there_after_a_reload(site: Site, walk: Walk) -> None:
    who = _bea(walk, site)
    _open_talk(who)
    words = "Sent, and then nothing answered."
    who.page.on("dialog", lambda dialog: dialog.accept())

    for place in ("**/say/", "**/draft/"):  # as when the server is killed: nothing but the page has the words
        who.page.route(place, lambda route: route.abort())
    who.page.locator("form.compose textarea").fill(words)
    who.page.locator("form.compose button").last.click()
    expect(who.page.locator(".send-state")).to_contain_text("Not sent")
    who.page.wait_for_timeout(6000)  # by now it waits longer between two tries than a reload takes
    who.page.unroute("**/say/")
    who.page.reload()

    who.page.locator(".bubble .said", has_text=words).first.wait_for()
    expect(who.page.locator("form.compose textarea")).to_have_value("")
    who.page.reload()
    assert who.page.locator(".bubble .said", has_text=words).count() == 1


def test_a_story_is_kept_before_anybody_presses_keep(site: Site, walk: Walk) -> None:
    who = _bea(walk, site)
    here = _space(who)
    who.go(f"{here}pages/new/")
    with who.page.expect_response(re.compile("/keep/")):
        who.fill(text=STORY)
    with who.page.expect_response(re.compile("/keep/")):
        who.page.locator("input[name=title]").fill(TITLE)

    site.restart()
    who.page.reload()
    who.press(who.page.locator("main li a", has_text=TITLE))

    expect(who.page.locator("textarea[name=text]")).to_have_value(STORY)
    expect(who.page.locator("input[name=title]")).to_have_value(TITLE)
    who.press(who.page.locator("main form button[value=stay]"))
    who.go(f"{here}pages/mine/")
    assert who.page.locator("main a", has_text=TITLE).count() == 1


def test_another_language_takes_the_words_of_every_form_along(site: Site, walk: Walk) -> None:
    who = _bea(walk, site)
    who.go(_space(who) + "circles/")
    for place in [one.get_attribute("href") or "" for one in who.page.locator("main .talk-line").all()]:
        who.go(place)
        if who.page.locator("main a[href$='/wall/']").count():
            break
    who.follow("/wall/")
    post, reply = who.page.locator("main form.form").nth(0), who.page.locator("main form.form").nth(1)
    post.locator("textarea").fill("A post begun")
    who.page.locator("main .card details:has(form) summary").first.click()
    reply.locator("textarea").fill('A "reply" begun')

    who.direction = "rtl"
    who.press(who.page.locator("#page-languages button[value=ar]"))

    assert who.page.locator("html").get_attribute("lang") == "ar"
    expect(post.locator("textarea")).to_have_value("A post begun")
    expect(reply.locator("textarea")).to_have_value('A "reply" begun')
    expect(reply.locator("textarea")).to_be_visible()
