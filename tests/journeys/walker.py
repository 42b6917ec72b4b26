"""Somebody with a browser: finds things by their names and addresses, so the words may be in any language."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response

from tests.harness.browser import Visit

ALBUM = os.environ.get("MURUNA_TEST_ALBUM", "")  # a folder: a picture of every step goes there
ID = "[0-9a-f]{8}-[0-9a-f-]{27}"

# What must hold wherever one arrives, whoever one is and whatever the page.
LOOK = """() => ({
  title: document.title, dir: document.documentElement.dir, lang: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length, mains: document.querySelectorAll("main").length,
  leave: document.querySelectorAll("form[action='/exit/'] button").length,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""


@dataclass
class Walker:
    """Walks by pointer; the page may or may not run JavaScript."""

    visit: Visit
    page: Page
    name: str = ""
    scripts: bool = True
    direction: str = "ltr"
    faults: list[str] = field(default_factory=list)
    _steps: int = 0

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """What the page says, without the frame around it."""
        return self.page.locator("main").inner_text()

    def go(self, path: str) -> None:
        """Open an address of the site by typing it."""
        self._arrived(self.page.goto(self.visit.origin + path))

    def follow(self, part: str) -> None:
        """Press the first link whose address has `part` in it; `{id}` stands for any id."""
        self.press(self.link(part))

    def link(self, part: str) -> Locator:
        """The first visible link to `part`, where one sees it: in the page, then in its frame."""
        pattern = re.compile(re.escape(part).replace(r"\{id\}", ID) + r"([#?]|$)")
        for place in ("main", "body"):
            for one in self.page.locator(f"{place} a[href]").all():
                if pattern.search(one.get_attribute("href") or "") and (
                    self.open_around(one) or one.is_visible()
                ):
                    return one
        raise AssertionError(f"{self.name}: no link to {part} on {self.path}")

    def open_around(self, one: Locator) -> bool:
        """Open the closed groups around something; whether it can be seen then."""
        closed = one.locator(
            "xpath=ancestor::details[not(@open)]"
            "[not(contains(@class, 'menu')) or contains(@class, 'places-more')]"
        )
        while closed.count():
            self.toggle(closed.first.locator("> summary"))
        return one.is_visible()

    def press(self, what: Locator) -> None:
        """Press something that leads to another page."""
        with self.page.expect_navigation(wait_until="load") as gone:
            self.activate(what)
        self._arrived(gone.value)

    def send(self, form: str = "", **fields: Any) -> None:
        """Fill in the form that has the first of `fields` (or `form`, a selector); press its last button."""
        self.fill(form, **fields)
        self.press(self.form(form, fields).locator("button[type=submit]").last)

    def fill(self, form: str = "", **fields: Any) -> None:
        """Fill in without sending."""
        here = self.form(form, fields)
        for name, value in fields.items():
            self._put(here, name, value)

    def form(self, form: str, fields: dict[str, Any]) -> Locator:
        if form:
            return self.page.locator(form).first
        holds = self.page.locator(f"[name='{next(iter(fields))}']")
        return self.page.locator("main form", has=holds).first

    def _put(self, here: Locator, name: str, value: Any) -> None:
        found = here.locator(f"[name='{name}']")
        for chosen in value if isinstance(value, list) else [value]:
            kind = found.first.evaluate("one => one.type")
            one = found.first
            if kind in ("radio", "checkbox") and isinstance(chosen, str):
                one = here.locator(f"[name='{name}'][value='{chosen}']").first
            self.open_around(one)
            if kind in ("radio", "checkbox"):
                self.tick(one, on=chosen is not False)
            elif kind == "select-one":
                self.select(one, chosen)
            else:
                self.type(one, str(chosen))

    # The four ways to touch a page; a keyboard does each of them otherwise.
    def activate(self, what: Locator) -> None:
        what.click(no_wait_after=True)

    def toggle(self, what: Locator) -> None:
        what.click()

    def tick(self, what: Locator, *, on: bool) -> None:
        what.set_checked(on)

    def select(self, what: Locator, value: str) -> None:
        what.select_option(value)

    def type(self, what: Locator, text: str) -> None:
        what.fill(text)

    def say(self, words: str) -> None:
        """Send a message in the open conversation, whichever way this browser can."""
        if not self.scripts:
            self.send(text=words)
            return
        self.fill(text=words)
        self.activate(self.form("", {"text": ""}).locator("button[type=submit]").last)
        self.bubble(words).wait_for()

    def hears(self, words: str) -> None:
        """The other one's message is there: by itself with JavaScript, else by asking for new ones."""
        if not self.scripts:
            self.follow(f"{self.path}?at={self._newest()}#end")
        self.bubble(words).wait_for()

    def _newest(self) -> str:
        here = (
            self.page.locator("noscript a[href*='?at='], .talk-refresh a").first.get_attribute("href") or ""
        )
        return here.split("?at=")[1].split("#")[0]

    def bubble(self, words: str) -> Locator:
        return self.page.locator(".bubble .said", has_text=words).first

    def bubbles(self, words: str) -> int:
        """How many messages say this."""
        return self.page.locator(".bubble .said", has_text=words).count()

    def look(self, what: str = "") -> None:
        """See that the page is whole, and take its picture when somebody wants an album."""
        seen = self.page.evaluate(LOOK)
        for fault, is_so in {
            f"{seen['headings']} first headings": seen["headings"] != 1,
            f"{seen['mains']} main parts": seen["mains"] != 1,
            "no way to leave": seen["leave"] < 1,
            f"title {seen['title']!r} names no neutral page": not re.fullmatch(
                r"[^·]+ · Notes", seen["title"]
            ),
            f"direction {seen['dir']}": self.direction not in ("", seen["dir"]),
            f"scrolls sideways by {seen['wide']} px": seen["wide"] > 0,
        }.items():
            if is_so:
                self.faults.append(f"{self.path}: {fault}")
        if ALBUM:
            self._steps += 1
            folder = Path(ALBUM) / self.name
            folder.mkdir(parents=True, exist_ok=True)
            part = re.sub(ID, "x", what or self.path.strip("/")).replace("/", "-")[-50:]
            self.page.screenshot(path=folder / f"{self._steps:02} {part or 'first'}.png", full_page=True)

    def _arrived(self, answer: Response | None) -> None:
        status = answer.status if answer else "nothing"
        assert status == 200, f"{self.name}: {self.page.url} answered {status}: {self.text[:400]}"
        self.look()
