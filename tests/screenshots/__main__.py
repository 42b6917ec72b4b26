"""`python -m tests.screenshots [NAME ...]`: photograph the pages of pages.yaml (all, or those named)."""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.browser import DESKTOP, PHONE, Visit, launch, visit
from tests.harness.site import ROOT, Site

HERE, ALBUM = Path(__file__).parent, ROOT / "docs" / "screenshots"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
TALLEST = 1600  # a picture shows the top of a long page,
LOWEST = 900  # and the last words of a talk
ID = "[0-9a-f-]{36}"


Sitting = tuple[str, str, str, str, int]


class NotThere(Exception):
    """A page of the list could not be reached; the message says which and why."""


def listed(names: list[str]) -> list[dict[str, Any]]:
    """The pages to photograph."""
    pages: list[dict[str, Any]] = yaml.safe_load((HERE / "pages.yaml").read_text("utf-8"))
    return [page for page in pages if not names or page["name"] in names]


def main(names: list[str]) -> int:
    """Make the world, serve it, take every picture; returns how many pages could not be reached."""
    ALBUM.mkdir(parents=True, exist_ok=True)
    lost = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site, browser = Site(Path(folder) / "site"), launch(playwright)
        try:
            site.make_world()
            site.start()
            for (who, size, language, theme, scale), pages in sittings(listed(names)).items():
                lost += _sitting(browser, site, who, size, language, theme, scale, pages)
        finally:
            browser.close()
            site.remove()
    write_index()
    for problem in lost:
        print(problem, file=sys.stderr)
    return len(lost)


def sittings(pages: list[dict[str, Any]]) -> dict[Sitting, list[dict[str, Any]]]:
    """The pages by who looks, on what, in which language, light and sharpness: one sign-in for each."""
    found: dict[Sitting, list[dict[str, Any]]] = {}
    for page in pages:
        for size in page.get("sizes", SIZES):
            for language in page.get("languages", [""]):
                key = (page.get("as", ""), size, language, page.get("theme", "light"), page.get("scale", 1))
                found.setdefault(key, []).append(page)
    return found


def file_name(page: dict[str, Any], language: str, size: str) -> str:
    """The picture's file: what the page's `file` says, else its name, language and size."""
    parts = (part for part in (page["name"], language, size) if part)
    return str(page.get("file", "-".join(parts) + ".png"))


def _sitting(
    browser: Browser,
    site: Site,
    who: str,
    size: str,
    language: str,
    theme: str,
    scale: int,
    pages: list[dict[str, Any]],
) -> list[str]:
    lost = []
    more = {"color_scheme": theme, "reduced_motion": "reduce", "device_scale_factor": scale}
    with visit(browser, site.url, size=SIZES[size], language=language or "en", **more) as seen:
        tab = seen.page("/come-in/" if who else "/")
        spaces = _come_in(tab, site, who) if who else []
        for page in pages:
            name = file_name(page, language, size)
            try:
                _go(tab, seen, page, spaces)
                _take(tab, ALBUM / name, SIZES[size], at_end=page.get("end", False))
            except NotThere as problem:
                lost.append(f"{name}: {problem}")
    return lost


def _come_in(tab: Page, site: Site, handle: str) -> list[str]:
    """Sign in; returns the addresses of the person's spaces."""
    tab.fill("input[name=handle]", handle)
    words = next(one["passphrase"] for one in site.people if one["handle"] == handle)
    tab.fill("input[name=passphrase]", words)
    tab.press("input[name=passphrase]", "Enter")
    tab.wait_for_url(re.compile(r"/(s/|home/)"))
    tab.goto(site.url + "/home/?all")
    return list(dict.fromkeys(re.findall(r'href="(/s/[a-z0-9]+/)"', tab.content())))


def _go(tab: Page, seen: Visit, page: dict[str, Any], spaces: list[str]) -> None:
    path = page["path"].replace("{space}", spaces[page.get("space", 0)] if spaces else "")
    _answered(tab.goto(seen.origin + path), path)
    for part in page.get("then", ()):
        pattern = re.compile(
            re.escape(part).replace(r"\{id\}", ID).replace(r"\{code\}", r"[0-9a-f]{8}") + r"(?:[#?]|$)"
        )
        told = "all => all.map(one => [one.getAttribute('href'), one.innerText])"
        links = tab.eval_on_selector_all("main a[href]", told)
        named = page.get("named", "")
        to = next((link for link, text in links if pattern.search(link) and named in text), None)
        if to is None:
            raise NotThere(f"no link to {part} on {tab.url.removeprefix(seen.origin)}")
        _answered(tab.goto(seen.origin + to if to.startswith("/") else to), to)


def _answered(answer: Any, path: str) -> None:
    if answer is None or answer.status != 200:
        raise NotThere(f"{path} answered {answer.status if answer else 'nothing'}")


def _take(tab: Page, to: Path, size: tuple[int, int], *, at_end: bool) -> None:
    tab.evaluate("document.fonts.ready")
    tall = int(tab.evaluate("document.documentElement.scrollHeight"))
    most = LOWEST if at_end else TALLEST
    tab.set_viewport_size({"width": size[0], "height": min(max(tall, size[1]), most)})
    tab.evaluate("at_end => scrollTo(0, at_end ? document.documentElement.scrollHeight : 0)", at_end)
    tab.screenshot(path=to, animations="disabled", caret="hide")
    tab.set_viewport_size({"width": size[0], "height": size[1]})


def write_index() -> None:
    """docs/screenshots/README.md: what each picture shows."""
    lines = [
        "# Pictures of each page",
        "",
        "Made by `make screenshots` from the demo world; everybody in them is invented.",
        "The list is `tests/screenshots/pages.yaml`.",
        "",
    ]
    for page in listed([]):
        taken = [
            file_name(page, language, size)
            for language in page.get("languages", [""])
            for size in page.get("sizes", SIZES)
        ]
        links = ", ".join(f"[{name}]({name})" for name in taken if (ALBUM / name).exists())
        if links:
            lines += [f"- {page['says']}: {links}"]
    (ALBUM / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
