"""Templates: every text translated, no inline code, nothing from elsewhere, names for pictures and fields."""

import re
from html.parser import HTMLParser

from tests.architecture.tree import Source

COMMENT = re.compile(r"\{#.*?#\}", re.S)
SET_BLOCK = re.compile(r"\{%-?\s*(?:trans|raw)\b.*?%\}.*?\{%-?\s*end(?:trans|raw)\s*-?%\}", re.S)
TAG = re.compile(r"\{%.*?%\}", re.S)
VALUE = re.compile(r"\{\{.*?\}\}", re.S)
LETTERS = re.compile(r"[^\W\d_]{2,}")
ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.I)
# Attributes that a person reads or hears.
READ_OUT = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
ADDRESSES = {"src", "href", "action", "formaction", "srcset", "poster", "data"}
NAMELESS_INPUTS = {"hidden", "submit", "button", "reset", "image"}
# In a macro that writes attributes, these stand outside any tag.
ATTRIBUTES = re.compile(
    r"[\w-]+=(?:\"[^\"]*\"|'[^']*')|\b(?:required|checked|disabled|selected|multiple|open|autofocus)\b"
)
# `<{{ tag }} class=...>` is a tag, whatever its name turns out to be.
TAG_BY_VALUE = re.compile(r"(</?)\{\{.*?\}\}")
# What the shoulder next to one's own may read: tabs, addresses.
OUTING = re.compile(
    r"\b(gay|lesbian|queer|trans|transgender|bisexual|lgbt\w*|pride"
    r"|coming[ -]out|crisis|suicide|abuse|support[ -]group)\b",
    re.I,
)


class _Reader(HTMLParser):
    def __init__(self, path: str, is_macros: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.is_macros = path, is_macros
        self.found: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[tuple[int, str]] = []
        self.depth_in_label = 0
        self.open_quiet = 0

    def tell(self, text: str) -> None:
        self.found.append(f"{self.path}:{self.getpos()[0]}: {text}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"style", "script"} and "src" not in given:
            self.tell(f"inline <{tag}>")
        if tag == "label":
            self.depth_in_label += 1
            self.labels.add(given.get("for", ""))
        if tag in {"script", "style"}:
            self.open_quiet += 1
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.tell(f"inline {name}")
            if name in ADDRESSES and ELSEWHERE.match(value):
                self.tell(f"{name} leads to another origin")
            if name in ADDRESSES and value.strip().lower().startswith("javascript:"):
                self.tell(f"inline script in {name}")
            if name in READ_OUT and LETTERS.search(value.replace("\0", "")):
                self.tell(f"untranslated {name}: {value.strip()[:60]!r}")
        if tag == "img" and "alt" not in given:
            self.tell("picture without alt")
        field = tag in {"select", "textarea"} or (tag == "input" and given.get("type") not in NAMELESS_INPUTS)
        if field and not self.depth_in_label and not {"aria-label", "aria-labelledby"} & set(given):
            self.inputs.append((self.getpos()[0], given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.depth_in_label = max(0, self.depth_in_label - 1)
        if tag in {"script", "style"}:
            self.open_quiet = max(0, self.open_quiet - 1)

    def handle_data(self, data: str) -> None:
        if self.is_macros:
            data = ATTRIBUTES.sub("", data)
        if not self.open_quiet and LETTERS.search(data.replace("\0", "")):
            self.tell(f"untranslated text: {' '.join(data.replace(chr(0), ' ').split())[:60]!r}")

    def finish(self) -> list[str]:
        self.close()
        for line, name in self.inputs:
            if not self.is_macros and (not name or name not in self.labels):
                self.found.append(f"{self.path}:{line}: field without a label")
        return self.found


def _keep_lines(match: re.Match[str]) -> str:
    # A value becomes a mark that is no letter; lines stay where they are.
    return "\0" + "\n" * match.group().count("\n")


def _drop(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def template_faults(source: Source) -> list[str]:
    """Everything in a template that would break a promise, one line each."""
    text = SET_BLOCK.sub(_keep_lines, COMMENT.sub(_drop, source.text))
    text = TAG_BY_VALUE.sub(r"\1x-value", text)
    text = TAG.sub(_drop, VALUE.sub(_keep_lines, text))
    reader = _Reader(source.path, is_macros="{% macro" in source.text or "{%- macro" in source.text)
    reader.feed(text)
    return reader.finish() + outing_titles(source)


def outing_titles(source: Source) -> list[str]:
    """A tab's title that would tell a passer-by something."""
    titles = re.findall(r"\{%-?\s*block title\s*-?%\}(.*?)\{%-?\s*endblock", source.text, re.S)
    titles += re.findall(r"<title>(.*?)</title>", source.text, re.S)
    return [
        f"{source.path}: the title says {hit.group()!r}" for title in titles if (hit := OUTING.search(title))
    ]


def outing_addresses(source: Source) -> list[str]:
    """A route whose address would tell a passer-by something."""
    if source.room != "urls":
        return []
    found = []
    for number, line in enumerate(source.text.splitlines(), 1):
        pattern = re.search(r"\b(?:route|path)\(\s*[\"']([^\"']*)", line)
        if pattern and (hit := OUTING.search(pattern.group(1).replace("-", " "))):
            found.append(f"{source.path}:{number}: the address says {hit.group()!r}")
    return found
