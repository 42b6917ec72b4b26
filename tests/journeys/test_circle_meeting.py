"""A meeting of six in six browsers: the run of show, help aside, a removal, and nothing left at the end."""

import sqlite3

from playwright.sync_api import Locator

from tests.harness import browser as chromium
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker

TABLE = "The Long Table"
THIS = {"noor": "ar", "tomas": "en", "bea": "en", "idris": "ar", "rana": "ar", "zeynep": "en"}


def _button(who: Walker, what: str) -> Locator:
    """The button of the panel that does `what`; a sign's says for which words."""
    return who.page.locator(f"button[name=what][value='{what}'], button[name=what][value^='{what}.']").first


def _press(who: Walker, what: str) -> None:
    """Press the button of the panel that does `what`, and arrive."""
    who.press(_button(who, what))


def _height(who: Walker, what: str) -> float:
    """How far down on the screen a button of the panel is."""
    place = _button(who, what).bounding_box()
    assert place
    return place["y"]


def _again(who: Walker) -> None:
    """What somebody without JavaScript does to see what is new."""
    if not who.scripts:
        who.go(who.path)


def _come(site: Site, walk: Walk) -> dict[str, Walker]:
    """Everybody at the page of the circle that meets just now; one without scripts, one with keys alone."""
    people = {}
    for handle, language in THIS.items():
        more = {"scripts": handle != "idris", "keyboard": handle == "rana"}
        size = chromium.PHONE if handle in {"tomas", "idris"} else chromium.DESKTOP
        people[handle] = who = walk(handle, language=language, size=size, **more)
        deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
        who.go("/home/?all")
        who.press(who.page.locator("main a[href^='/s/']", has_text=TABLE).first)
        who.go(who.path + "circles/")
    return people


def _bodies(site: Site) -> list[bytes]:
    """The sealed words of every meeting, as they lie in the database."""
    with sqlite3.connect(f"file:{site.data / 'muruna.sqlite3'}?mode=ro", uri=True) as database:
        return [bytes(row[0])[20:70] for row in database.execute("SELECT body FROM circles_word")]


def test_six_meet_and_nothing_is_left(site: Site, walk: Walk) -> None:
    people = _come(site, walk)
    noor, tomas, bea, idris, rana, zeynep = people.values()

    # One more is let in; the one with keys alone and the newcomer come late.
    noor.press(noor.page.locator(".talk-line", has_text="حين تكون العائلة بعيدة").first)
    circle = noor.path
    noor.go(circle + "people/")
    noor.follow("/circles/seats/{id}/answer/")
    noor.send(answer="yes")
    noor.go(circle)
    noor.press(noor.page.locator("main a[href*='/circles/meetings/']").first)
    meeting = noor.path
    for who in (tomas, bea, idris):
        who.go(meeting)
    assert bea.bubbles("I kept her recipes") == 1
    for who in (rana, zeynep):
        who.go(meeting)
        who.send(f"form[action$='{meeting}enter/']", is_quiet=False)
        assert who.bubbles("reading along is enough") == 1
        assert who.bubbles("I kept her recipes") == 0  # said before they came

    # The run of show from its beginning.
    for _ in range(3):
        _press(noor, "back")
    noor.say("نبدأ من جديد معًا")
    rana.hears("نبدأ من جديد معًا")
    for _ in range(2):
        _press(noor, "forward")
    spoken: set[str] = set()
    turns = {"Bee": bea, "ابن السبيل": idris, "Quiet R.": rana, "Zey": zeynep}
    for number in range(len(turns)):
        noor.go(meeting)
        told = noor.page.locator(".card p", has_text="الدور").first.inner_text()
        name = next(one for one in turns if one not in spoken and one in told)
        who = turns[name]
        _again(who)
        if name == "Zey":
            _press(who, "pass")
        else:
            who.say(f"turn number {number} of {name}")
            who.go(meeting)  # what is drawn anew while one walks there is another button
            _press(who, "pass")
        spoken.add(name)
    assert spoken == set(turns)

    # The theme: a hand, a sign, and somebody who is not OK.
    _press(noor, "forward")
    bea.fill(text="half a sentence")
    _press(bea, "hand")
    assert bea.page.locator("textarea").input_value() == "half a sentence"
    noor.page.locator(".card ol li", has_text="Bee").wait_for()
    rana.go(meeting)
    _button(rana, "hear").scroll_into_view_if_needed()
    before = {what: _height(rana, what) for what in ("hear", "hand")}
    bea.say("canary words of Bee")
    idris.hears("canary words of Bee")
    rana.hears("canary words of Bee")
    rana.page.locator(".card p", has_text="Bee").last.wait_for()
    assert all(abs(_height(rana, what) - y) < 2 for what, y in before.items())  # nothing moves under a finger
    _again(zeynep)
    zeynep.go(meeting)
    _press(zeynep, "with_you")
    bea.page.locator("p.help", has_text="canary words of Bee").wait_for()
    idris.follow(f"{meeting}ask/")
    idris.send(text="لستُ بخير")
    room = idris.path
    helper, others = tomas, (noor, bea, rana, zeynep)
    helper.page.locator(f"a[href^='{room}']").wait_for()
    for who in others:
        assert who.page.locator(f"a[href^='{room}']").count() == 0
    helper.go(room)
    helper.say("I am here with you.")
    idris.hears("I am here with you.")

    # One removal, with a reason; their page clears itself.
    noor.go(meeting + "people/")
    noor.press(noor.page.locator("li", has_text="Zey").locator("a").first)
    noor.send(what="put_out", because="agreement")
    zeynep.page.locator(".bubble").first.wait_for(state="detached")
    assert "canary" not in zeynep.text

    # The closing round, the end; the words are gone from pages and disk.
    noor.go(meeting)
    _press(noor, "forward")
    noor.say("شكرًا لكم جميعًا")
    sealed = _bodies(site)
    assert len(sealed) > 10
    at_rest = site.bytes_at_rest()
    assert b"canary words of Bee" not in at_rest
    assert all(piece in at_rest for piece in sealed)  # the search finds what is there
    bea.fill(text="half a thought of Bee")
    noor.go(meeting + "end/")
    noor.send(theme="ما كنتُ سأقوله", because="finished")
    for who in (bea, helper):  # the open page of the meeting, and the room for two
        who.page.locator(".bubble").first.wait_for(state="detached")
    bea.page.locator("#unsent-1").wait_for()
    assert bea.page.locator("#unsent-1").input_value() == "half a thought of Bee"
    assert bea.page.locator("main a[href^='/numbers/']").count() == 1
    for who in (bea, rana, idris, tomas):
        who.go(meeting)
        assert "ما كنتُ سأقوله" in who.text
        assert "canary" not in who.text
    left = site.bytes_at_rest()
    assert _bodies(site) == []
    assert not [piece for piece in sealed if piece in left]
