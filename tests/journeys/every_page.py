"""For S13: what stands against axe and fingers on the pages that somebody can reach, narrow and wide.

Each visitor follows every link of the pages they come to; a page is known by its address without its ids.
A page that is built of the same parts as one already looked at, in the same language, is not looked at again.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.harness.browser import accessibility_faults
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import ID, Walker

NARROW, WIDE = (320, 720), (1280, 800)
LEADS_AWAY = ("/out/", "/exit/", "/static/")
# Who sees what others do not: a member in need, a supporter, a lead, coordinators, a steward, who waits.
PEOPLE = ["", "tariq", "rana", "yara", "nadia", "hanna", "lou", "maya", "wren"]
SMALL = 44  # px: what a finger needs
REACH = """() => {
  const seen = one => one.checkVisibility({ checkVisibilityCSS: true })
    && !one.closest(".visually-hidden");
  const small = [...document.querySelectorAll("button, .button, summary, input:not([type=hidden]), select")]
    .filter(seen).map(one => one.closest("label.choice, label.tick") || one)
    .filter(one => { const box = one.getBoundingClientRect();
      return Math.min(box.height, box.width) < SMALL - .5; });
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const needs = ["main", "header", "h1"].filter(one => document.querySelectorAll(one).length !== 1);
  const lines = one => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return words.getClientRects().length;
  };
  const torn = [...document.querySelectorAll(".brand span")].filter(one => lines(one) > 1);
  return [...torn.map(one => "a name in pieces: " + one.textContent),
    ...small.map(one => "too small: " + one.outerHTML.slice(0, 120)),
    ...(wide > 0 ? ["scrolls sideways by " + wide] : []), ...needs.map(one => "not one " + one)];
}""".replace("SMALL", str(SMALL))

# What a page is built of: elements with classes and states, without their words; rows alike count once.
BUILT = """() => {
  const states = ["type", "role", "open", "aria-current", "aria-invalid", "dir", "lang", "disabled"];
  const told = one => {
    const own = one.localName + "." + one.className
      + states.filter(s => one.hasAttribute(s)).map(s => s + "=" + one.getAttribute(s));
    const within = [...one.children].map(told).filter((part, at, all) => part !== all[at - 1]);
    return own + "(" + within.join() + ")";
  };
  return told(document.documentElement);
}"""
looked_at: set[str] = set()


def faults_of(who: Walker, where: str) -> Iterator[str]:
    """What is wrong with the open page, narrow and wide."""
    for size in (NARROW, WIDE):
        who.page.set_viewport_size({"width": size[0], "height": size[1]})
        for fault in [*who.page.evaluate(REACH), *accessibility_faults(who.page)]:
            yield f"{where} at {size[0]} px: {fault}"


def known_as(path: str) -> str:
    """The address without ids, page numbers and words of one time."""
    path = re.sub(ID, "{id}", path)
    path = re.sub(r"^/s/\w+/", "/s/{space}/", path)
    path = re.sub(r"/ways/one/[0-9a-f]{8}/", "/ways/one/{id}/", path)  # one page for the whole library
    path = re.sub(r"/(practice|circles/new)/[0-9a-f]{8}/", r"/\1/{which}/", path)
    path = re.sub(r"/if-i-say/[^/{}]+/", "/if-i-say/{version}/", path)
    return re.sub(r"^/numbers/\w\w/", "/numbers/{place}/", path)


def walk_everywhere(who: Walker, starts: list[str], seen: set[str]) -> Iterator[str]:
    """Open every page that links lead to, once for each kind, and tell what is wrong."""
    todo = list(starts)
    while todo:
        path = todo.pop(0)
        kind = known_as(path)
        if kind in seen or path.startswith(LEADS_AWAY):
            continue
        seen.add(kind)
        answer = who.page.goto(who.visit.origin + path)
        if answer is None or answer.status != 200:
            yield f"{path} answered {answer.status if answer else 'nothing'}"
            continue
        built = who.page.evaluate(BUILT)
        if built not in looked_at:
            looked_at.add(built)
            yield from faults_of(who, kind)
        links = who.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        found = [urlsplit(link) for link in links]
        todo += [one.path for one in found if one.netloc == urlsplit(who.visit.origin).netloc]


def look_everywhere(site: Site, walk: Walk, language: str, group: int) -> tuple[list[str], set[str]]:
    """What is wrong on the pages of every third of the people, and the kinds of pages that they opened."""
    seen: set[str] = set()
    wrong: list[str] = []
    for handle in PEOPLE[group::3]:
        who = walk(handle or "nobody", language=language, size=WIDE)
        who.direction = "rtl" if language == "ar" else "ltr"
        if handle:
            wrong += _in_own_pages(who, site, handle, language, seen)
        else:
            wrong += walk_everywhere(who, ["/", "/start/", "/come-in/", "/way-back/", "/leaving/"], seen)
    return list(dict.fromkeys(wrong)), seen


def _in_own_pages(who: Walker, site: Site, handle: str, language: str, seen: set[str]) -> list[str]:
    who.direction = who.page.evaluate("document.documentElement.dir")
    deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
    who.faults.clear()
    _speak(who, language)
    who.go("/home/?all")
    spaces = who.page.eval_on_selector_all("main a[href^='/s/']", "all => all.map(one => one.pathname)")
    return list(walk_everywhere(who, ["/account/", *dict.fromkeys(spaces)], seen))


def _speak(who: Walker, language: str) -> None:
    """Switch by the button that stands on every page."""
    if who.page.locator("header details.menu").count():
        who.page.locator("header details.menu summary").click()
        button = who.page.locator(f"header button[name=language][value={language}]")
    else:  # a page with a form sends the form along
        who.page.locator("header a[href='#page-languages']").click()
        button = who.page.locator(f"#page-languages button[value={language}]")
    who.direction = "rtl" if language == "ar" else "ltr"
    who.press(button)
