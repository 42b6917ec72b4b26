"""A real Chromium, with JavaScript on or off, as a phone or a desktop, kept on this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

PHONE, DESKTOP = (360, 740), (1280, 800)
HOW_TO = "Chromium is not installed; on Debian or Ubuntu: sudo apt-get install chromium fonts-noto-core"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Not even a name is looked up outside: what a page asks for elsewhere fails, and is recorded.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str:
    """Where Chromium is; raises RuntimeError that says how to get it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError(HOW_TO)


def launch(playwright: Playwright) -> Browser:
    """The installed Chromium; Playwright's own is never downloaded."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)


@dataclass
class Visit:
    """A browser context at one address, with everything it asked for."""

    context: BrowserContext
    origin: str
    off_origin: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def page(self, path: str = "/") -> Page:
        """A new tab at `path`; console errors of every tab are kept in `errors`."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.goto(self.origin + path)
        return page

    def allow_off_origin(self, *addresses: str) -> None:
        """Take expected leavings (quick exit's target) out of the record."""
        self.off_origin = [asked for asked in self.off_origin if not asked.startswith(addresses)]


@contextmanager
def visit(
    browser: Browser,
    origin: str,
    *,
    javascript: bool = True,
    size: tuple[int, int] = DESKTOP,
    language: str = "en",
    **more: Any,
) -> Iterator[Visit]:
    """A fresh context; leaving it fails if any page asked for anything off `origin`."""
    context = browser.new_context(
        java_script_enabled=javascript,
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        service_workers="block",
        **more,
    )
    context.set_default_timeout(30_000)
    this = Visit(context, origin.rstrip("/"))
    home = urlsplit(origin).netloc

    def note(request: Request) -> None:
        # Told, not asked: a route would send each request through here and switch the browser's cache off.
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != home:
            this.off_origin.append(request.url)

    context.on("request", note)
    try:
        yield this
    finally:
        context.close()
    assert not this.off_origin, f"pages asked for something off their origin: {this.off_origin}"


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practice, one line each; empty is good.

    The page must be one with JavaScript on: axe works with timers, which do not fire otherwise.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())  # through the debugger, so that the page's own security policy stays as it is
    # The same rules on the same elements; what passes is not described, which took a fifth of the time.
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, reporter: 'no-passes'})", AXE_TAGS)
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
