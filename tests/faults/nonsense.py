"""What may stand in a field although nobody should type it, and how to walk a site to find every field."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.faults.places import Place
from tests.faults.wire import Answer, FoundForm, Value, Wire, read_page

# name: what stands in every field at once.
NONSENSE: dict[str, Value] = {
    "nothing": "",
    "blank": " \u3000\t ",
    "far too long": "ab cde " * 14_286,
    "wrong type": "seven",
    "a number out of range": "99999999999999999999999999",
    "somebody else's id": str(uuid.UUID(int=5)),
    "emoji": "🦊🏳️‍🌈👩🏽‍🚀 ok",
    "mixed directions": "abc \u202e מעורב \u2066 مختلط 123",
    "half a character": b"\xed\xa0\x80 half",
    "not UTF-8": b"\xff\xfe\x80 bytes",
    "NUL": "a\x00b",
    "controls": "".join(map(chr, range(1, 32))) + "x",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%(name)s",
    "quotes": "'; DROP TABLE accounts_person; -- \"",
}
CHANGES_LANGUAGE = "/account/ "
TYPED_AGAIN = ("far too long", "wrong type", "a number out of range", "emoji", "markup", "quotes")
SECRET = re.compile(r"passphrase|again|phrase|code|current|word_")
NOT_TYPED = {"hidden", "submit", "button", "radio", "checkbox", "select", "password"}
LAST = re.compile(r"/(exit|out|delete)/|/language/")  # these end what the walk needs


@dataclass
class Walk:
    """Every page that one person finds by following links, and every form on them, one of each kind."""

    wire: Wire
    forms: dict[str, FoundForm] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def walk(self, *starts: str, most: int = 120) -> "Walk":
        waiting = list(starts)
        while waiting and len(self.pages) < most:
            path = waiting.pop(0)
            if kind_of(path) in self.pages:
                continue
            answer = self.wire.get(path)
            self.pages[kind_of(path)] = answer.status
            self.broken += faults_of(answer, f"GET {path}")
            if answer.status in {301, 302, 303}:
                waiting.append(answer.location)
            forms, links = read_page(answer.text, path)
            for form in forms:
                if form.method == "post":
                    form.action = urljoin(path, form.action)
                    self.forms.setdefault(kind_of(form.action) + " " + form_names(form), form)
            for link in sorted(links):
                whole = urlsplit(urljoin(path, link))
                if not whole.netloc and not whole.scheme and not whole.path.startswith("/static/"):
                    waiting.append(whole.path + (f"?{whole.query}" if whole.query else ""))
        return self


def form_names(form: FoundForm) -> str:
    return ",".join(sorted({one.name for one in form.fields}))


def kind_of(path: str) -> str:
    """The path with its ids left out: two pages of a kind are one."""
    path = path.split("#")[0]
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path)
    return re.sub(r"=[^&]*", "=", path)


def faults_of(answer: Answer, where: str, language: str = "") -> list[str]:
    """What is wrong with an answer: an error of ours, no page in words, another language."""
    found = []
    if answer.status >= 500:
        found.append(f"{where}: {answer.status}")
    if answer.status >= 400:
        html = answer.text
        if answer.status != 405 and (
            "text/html" not in answer.headers.get("Content-Type", "") or "<h1" not in html
        ):
            found.append(f"{where}: {answer.status} without a page")
        elif language and "<html" in html and f'<html lang="{language}"' not in html:
            found.append(f"{where}: {answer.status} not in {language}")
        if "<script>alert" in html:
            found.append(f"{where}: markup came through")
    return found


def filled(form: FoundForm, value: Value) -> dict[str, Value | list[Value]]:
    """The form with `value` in every field but the ones that make it a form of ours."""
    fields: dict[str, Value | list[Value]] = {}
    for one in form.fields:
        if one.name in {"key", "csrfmiddlewaretoken", "for"}:
            fields[one.name] = one.value
        elif one.kind != "submit":
            fields[one.name] = value
    return fields


def sendings(form: FoundForm) -> Iterator[tuple[str, dict[str, Value | list[Value]]]]:
    """(name, fields) of everything that is tried on a form."""
    for name, value in NONSENSE.items():
        yield name, filled(form, value)
    good = {one.name: (one.choices or [one.value])[0] for one in form.fields if one.kind != "submit"}
    for name, value in (("no key", None), ("a broken key", "not-a-key"), ("a broken key", b"\xed\xa0\x80")):
        spoiled: dict[str, Value | list[Value]] = dict(good)
        spoiled.pop("key", None)
        if value is not None:
            spoiled["key"] = value
        yield name, spoiled
    yield (
        "every field twice",
        {n: v if n in {"key", "csrfmiddlewaretoken"} else [v, v] for n, v in good.items()},
    )
    yield "nothing at all", {}


def lost_of(form: FoundForm, sent: dict[str, Value | list[Value]], answer: Answer) -> list[str]:
    """The fields whose words do not stand on the page that refused them."""
    if answer.status != 422:
        return []
    html = unescape(answer.text).replace("\r\n", "\n")
    gone = []
    for one in form.fields:
        value = sent.get(one.name)
        typed = one.kind not in NOT_TYPED and not SECRET.search(one.name)
        if typed and isinstance(value, str) and value.strip() and value.strip() not in html:
            gone.append(one.name)
    return gone


def walk_of(place: Place, who: str, language: str = "en") -> Walk:
    wire = place.wire(who, language=language)
    starts = ["/", "/come-in/", "/start/", "/way-back/", "/leaving/", "/about/", "/contact/"]
    if who:
        starts = ["/home/", "/account/", "/join/", place.here(), place.talk(), place.talk("more/"), *starts]
    return Walk(wire).walk(*starts)
