"""What every page of HTML must have: one h1, a language and its direction, a name for each field."""

from html.parser import HTMLParser
from typing import Any

RIGHT_TO_LEFT = {"ar"}
NAMELESS = {"hidden", "submit", "button", "reset", "image"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: dict[str, str] = {}
        self.headings = 0
        self.mains = 0
        self.ids: list[str] = []
        self.labels_for: set[str] = set()
        self.fields: list[tuple[str, dict[str, str]]] = []
        self._label_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.html = given
        self.headings += tag == "h1"
        self.mains += tag == "main"
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "label":
            self._label_depth += 1
            self.labels_for |= {given["for"]} if given.get("for") else set()
        if tag in {"input", "select", "textarea"} and given.get("type") not in NAMELESS:
            self.fields.append(("in a label" if self._label_depth else given.get("id", ""), given))

    def handle_endtag(self, tag: str) -> None:
        self._label_depth -= tag == "label"


def faults(answer: Any) -> list[str]:
    """What a page lacks, one sentence each; empty is good, also for what is no page."""
    if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
        return []
    page = _Page()
    page.feed(answer.content.decode())
    spoken = page.html.get("lang", "")
    found = [] if page.headings == 1 else [f"{page.headings} h1"]
    found += [] if page.mains == 1 else [f"{page.mains} main"]
    if spoken != answer.headers.get("Content-Language", spoken):
        found.append(f"lang {spoken!r}, but it says {answer.headers['Content-Language']!r}")
    if page.html.get("dir") != ("rtl" if spoken.split("-")[0] in RIGHT_TO_LEFT else "ltr"):
        found.append(f"dir {page.html.get('dir')!r} in {spoken!r}")
    found += sorted({f"id {one!r} twice" for one in page.ids if page.ids.count(one) > 1})
    return found + [
        f"field {given.get('name')!r} has no label"
        for place, given in page.fields
        if place != "in a label"
        and place not in page.labels_for
        and not {"aria-label", "aria-labelledby"} & set(given)
    ]
