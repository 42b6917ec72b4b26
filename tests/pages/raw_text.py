"""What of a page in an invented language is still plain English.

Everything that went through the catalogue is accented (en-xa) or held between two signs of direction (ar-xb).
What people wrote themselves is known by how the world of the walk writes it; what a page declares to be in
another language (`lang`) or no language at all (`translate="no"`) is left alone. There is no list of words.
"""

import ast
import re
import zoneinfo
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from muruna.language.logic.languages import LANGUAGES, PSEUDO
from muruna.language.logic.pseudo import POP, RIGHT_TO_LEFT_OVERRIDE

WORLD = Path(__file__).parents[1] / "access"
_WRITER = r"(?:Zanzibar|Other|Persona)(?:-\w+)?"  # what CANARY and its like stand for
READ_OUT = {"placeholder", "aria-label", "alt", "title", "aria-description", "label", "summary"}
SPOKEN_LATER = re.compile(r"data-(?:not-sent|sending|sent|copied|idle|head|say|label|text|title)")
BUTTONS = {"submit", "button", "reset", "image"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "template"}
# What a translated sentence is lengthened with stands before its closing bracket.
_LENGTH = r"(?: (?:one|two|three|four|five|six|seven|eight|nine|ten))+\]"
# Whole texts that are the same in every language: what a language calls itself, the names of time zones.
_OWN_NAMES = {one.name for one in (*LANGUAGES, *PSEUDO)} | {
    zone.replace("_", " ") for zone in zoneinfo.available_timezones()
}
_MIRRORED = f"{RIGHT_TO_LEFT_OVERRIDE}[^{POP}]*{POP}"
_WORD = re.compile(r"[A-Za-z]{2,}")
# Known by their shape: numbers of wordings and ids, and addresses.
_SHAPES = re.compile(r"\b[0-9a-f]{12}\b|https?://[^\s<>]+")


class _Texts(HTMLParser):
    """Texts that somebody reads or hears, with where they stand."""

    def __init__(self, spoken: str) -> None:
        super().__init__(convert_charrefs=True)
        self.spoken = spoken
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []  # tag, and whether what is in it is ours to translate

    @property
    def _ours(self) -> bool:
        return self._open[-1][1] if self._open else True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        ours = self._ours
        if "lang" in given:
            ours = given["lang"] == self.spoken
        if given.get("translate") == "no" or tag in UNREAD:
            ours = False
        if ours:
            self._read_attributes(tag, given)
        if tag not in VOID:
            self._open.append((tag, ours))

    def _read_attributes(self, tag: str, given: dict[str, str]) -> None:
        names = [one for one in given if one in READ_OUT or SPOKEN_LATER.fullmatch(one)]
        if tag == "input" and given.get("type") in BUTTONS:
            names.append("value")
        if tag == "meta" and given.get("name") == "description":
            names.append("content")
        self.found += [(f"{tag} {name}", given[name]) for name in names if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag in {one for one, _ours in self._open}:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._ours and data.strip():
            self.found.append((self._open[-1][0] if self._open else "text", " ".join(data.split())))


@cache
def own_words() -> re.Pattern[str]:
    """Everything that people of the walk have written, as the scripts of their world write it."""
    forms = {_WRITER}
    for path in sorted(one for one in WORLD.glob("*.py") if not one.stem.startswith("test_")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and any(isinstance(p, ast.Constant) for p in node.values):
                form = "".join(_form(part) for part in node.values)
                if path.stem == "world" or _WRITER in form:
                    forms.add(form)
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


def _form(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    named = part.value.id if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) else ""
    return _WRITER if named in {"CANARY", "word"} else r"\w+(?: \d+)?"


def raw_texts(html: str, spoken: str, *, known: tuple[str, ...] = ()) -> list[str]:
    """Each text with English left in it, with where it stands.

    `known` are names that the site itself was given. The own name of a language or a time zone is no English.
    """
    reader = _Texts(spoken)
    reader.feed(html)
    found = []
    for where, text in reader.found:
        if text in _OWN_NAMES:
            continue
        rest = _SHAPES.sub("", own_words().sub("", text))
        for name in known:
            rest = rest.replace(name, "")
        rest = re.sub(_MIRRORED, "", rest) if spoken == "ar-xb" else re.sub(_LENGTH, "]", rest)
        if _WORD.search(rest):
            found.append(f"{where}: {text[:160]!r}")
    return found
