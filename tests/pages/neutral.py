"""S11: what a shoulder, a history or a lock screen may read says nothing about anybody.

`faults(response)` for a page, `outing_words(text)` for anything else. The words stand in outing_lexicon.yaml.
"""

import re
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from muruna.accounts import sessions

LEXICON = Path(__file__).with_name("outing_lexicon.yaml")
# Headers whose value is the same on every site, or which name our own policy.
_NOT_READ = {"content-security-policy", "permissions-policy", "date", "etag", "last-modified"}

# Random values, by the name of the cookie that carries them. Only what has this very shape is no text; the
# names themselves are always read. Ids and codes in addresses need no such rule: their letters spell nothing.
_TOKENS = {
    settings.CSRF_COOKIE_NAME: re.compile(r"[A-Za-z0-9]{32}"),
    sessions.COOKIE: re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
}
_MESSAGES = "messages"  # Django's: sentences for the next page, packed and signed

_NOT_TYPED = {"checkbox", "radio", "hidden", "submit", "button", "image", "reset"}


@cache
def lexicon() -> dict[str, list[str]]:
    """The patterns of each language."""
    return dict(yaml.safe_load(LEXICON.read_text("utf-8")))


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for all languages: a page may be in any of them, and so may a slip."""
    # A word begins where no letter stands before it; Arabic's joined particles and CJK have no such edge.
    parts = []
    for patterns in lexicon().values():
        for word in patterns:
            is_open = re.match(r"[\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]", word) is not None
            parts.append(word if is_open else rf"(?<![^\W_]){word}(?![^\W\d_])")
    return re.compile("|".join(parts), re.IGNORECASE)


def outing_words(text: str) -> list[str]:
    """Every word of the lexicon in `text`, of whatever language."""
    return list(_outing_words(text))


@cache  # most texts stand on every page
def _outing_words(text: str) -> tuple[str, ...]:
    return tuple(found.group() for found in _pattern().finditer(text))


class _Seen(HTMLParser):
    """Titles, addresses, and all that stands in the head or names an icon."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._in_title = self._in_head = False
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_head = self._in_head or tag == "head"
        if tag == "title":
            self._in_title = True
            self.titles.append("")
        for name in ("href", "src", "action", "formaction", "download"):
            value = given.get(name, "")
            if value and not value.startswith(("https://", "tel:")):
                self.texts.append((f"{tag} {name}", value))
        for name in ("name", "id"):
            # What a browser's form memory keeps: words typed into a field, under the field's name.
            if tag in {"input", "textarea"} and name in given and given.get("type") not in _NOT_TYPED:
                self.texts.append((f"{tag} {name}", given[name]))
        if self._in_head or tag in {"svg", "img"}:
            for name in ("content", "alt", "title", "aria-label", "sizes"):
                if name in given:
                    self.texts.append((f"{tag} {name}", given[name]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag == "head":
            self._in_head = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles[-1] += data


def _told_by(name: str, value: str) -> str:
    """What somebody reads in a cookie: nothing in a random token, the sentences in a packed one."""
    if name in _TOKENS and _TOKENS[name].fullmatch(value):
        return ""
    if name == _MESSAGES and value:
        packed, _, _signature = value.partition(":")
        raw = urlsafe_b64decode(packed.lstrip(".").encode() + b"==")
        return (zlib.decompress(raw) if packed.startswith(".") else raw).decode()
    return value


def faults(response: Any, *, site_name: str = "Notes") -> list[str]:
    """What of an answer would tell on its reader, one sentence each; empty is good."""
    found = [
        f"header {name}: {words}"
        for name, value in response.headers.items()
        if name.lower() not in _NOT_READ and (words := outing_words(f"{name} {value}"))
    ]
    for name, morsel in response.cookies.items():
        if words := outing_words(f"{name} {_told_by(name, morsel.value)} {morsel['path']}"):
            found.append(f"cookie {name}: {words}")
    if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
        found += html_faults(response.content.decode(), site_name=site_name)
    return found


def html_faults(html: str, *, site_name: str = "Notes") -> list[str]:
    """The same for a page's HTML alone."""
    seen = _Seen()
    seen.feed(html)
    found = [f"title {title!r}: {words}" for title in seen.titles if (words := outing_words(title))]
    if not seen.titles or not seen.titles[0].strip().endswith(site_name):
        found.append(f"the tab does not end in {site_name!r}: {seen.titles[:1]}")
    found += [f"{where} {text!r}: {words}" for where, text in seen.texts if (words := outing_words(text))]
    return found


def address_patterns() -> Iterator[tuple[str, str]]:
    """Name and pattern of every route of the site."""
    yield from _patterns(get_resolver().url_patterns, "/")


def _patterns(entries: Any, before: str) -> Iterator[tuple[str, str]]:
    for entry in entries:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield entry.name or "", here
