"""What people do again and again on their way: come in, sign up, join, ask, answer."""

import re
from typing import Any

from muruna.matching.vocabulary import vocabulary
from tests.harness.site import Site
from tests.journeys.walker import Walker
from tests.journeys.words import Script

SCHOOL = "Cedar Hill"


def passphrase_of(site: Site, handle: str) -> str:
    """The words that `muruna demo` prints for somebody."""
    return next(str(one["passphrase"]) for one in site.people if one["handle"] == handle)


def come_in(who: Walker, handle: str, passphrase: str) -> None:
    """Through the door."""
    who.go("/come-in/")
    who.send(handle=handle, passphrase=passphrase)
    assert who.path != "/come-in/", who.text[:400]


def to_school(who: Walker) -> str:
    """Into the school space, from wherever one is; returns its address."""
    who.go("/home/?all")
    # The first of its links: below it stand its lines for hard times.
    who.press(who.page.locator("main a[href^='/s/']", has_text=SCHOOL).first)
    return who.path


def print_codes(steward: Walker, site: Site) -> list[str]:
    """A sheet of printed codes, as the steward holds it."""
    come_in(steward, "hanna", passphrase_of(site, "hanna"))
    place = to_school(steward)
    steward.go(place + "codes/")
    steward.send("main form")
    return [one.inner_text() for one in steward.page.locator(".slip-code").all()]


def sign_up(who: Walker, handle: str) -> str:
    """A new account from the first page, with its twelve words written down; returns the passphrase."""
    who.go("/")
    who.follow("/start/")
    words = who.page.locator("#words").inner_text()
    who.send(handle=handle, written=True)
    twelve = [one.inner_text() for one in who.page.locator("ol.words bdi").all()]
    assert len(twelve) == 12
    who.follow("/account/words/check/")
    asked = [one.get_attribute("name") or "" for one in who.page.locator("main [name^=word_]").all()]
    assert len(asked) == 3
    who.send(**{name: twelve[int(name.removeprefix("word_")) - 1] for name in asked})
    assert who.path == "/home/"
    return words


def join(who: Walker, code: str, words: Script, band: str = "16-17") -> str:
    """Into a community with a printed code, the card read before anything is said; returns its address."""
    who.follow("/join/")
    who.send(code=code.lower().replace("-", " "))
    who.send(age_band=band)
    who.follow("/join/card/")
    assert who.page.locator(".say").count() > 5
    who.page.go_back()
    who.send(name=words["name"], pronouns=words["pronouns"], agreement=True)
    assert re.fullmatch(r"/s/\w+/", who.path), who.path
    return who.path


def ask(who: Walker, words: Script) -> None:
    """Ask to be listened to, about family, at once; what the phone is like stays unseen."""
    who.follow("/ask/")
    number = vocabulary().experiences["family-watched"].number
    matters: dict[str, Any] = {f"wish_{number}": "a_lot", f"see_{number}": True}
    who.send(
        words=words["asking"],
        wants=["listened"],
        topics=["talk-family"],
        circumstances=[words["circumstance"]],
        **matters,
    )
    assert who.path.endswith("/ask/mine/"), who.path


def accept(supporter: Walker, words: Script, hidden: str) -> None:
    """A supporter looks at the question, sees what was shared and no more, and says yes."""
    supporter.go(re.match(r"/s/\w+/", supporter.path)[0] + "answering/")  # type: ignore[index]
    card = supporter.page.locator(".card", has_text=words["name"]).locator("a[href*='/answering/']")
    supporter.press(card.first)
    assert words["asking"] in supporter.text
    assert hidden not in supporter.text
    supporter.press(supporter.page.locator("form[action*='/talks/begin/'] button"))
    assert re.search(r"/talks/[0-9a-f-]{36}/$", supporter.path), supporter.path
