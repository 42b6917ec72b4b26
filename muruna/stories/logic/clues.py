"""What in a text could tell who wrote it: suggestions for the writer alone, in the request, kept nowhere.

Precision before completeness: a page of ordinary text should raise at most a few, or nobody reads them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from muruna.spaces.logic.contact_details import find_contact_details
from muruna.stories.logic import names

NAME, HOUSE, PLACE, DATE, CONTACT = "name", "house", "place", "date", "contact"
MOST = 20
_CAPITALS_SAY_NOTHING = {"de"}  # every noun has one
_ARABIC_MARKS = "\u064b-\u0652\u0640\u0670"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|['’\-.](?=[^\W\d_])|[{_ARABIC_MARKS}])*")
_ENDS = re.compile(r"[.!?:;…؟؛\n\"“”«»„(\[{•—–*]\s*$")
_DAY_IN_DIGITS = re.compile(
    r"(?<![\d/.\-])(?:\d{1,2}([/.\-])\d{1,2}\1\d{2,4}|\d{4}([/.\-])\d{1,2}\2\d{1,2})(?![\d/\-])"
)
_MONTHS = "|".join(names.MONTHS)
_DAY_AND_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s{{1,3}}of)?\s{{1,3}}(?:{_MONTHS})\b|(?:{_MONTHS})\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?\b)"
    r"(?!:)(?:,?\s{1,3}\d{4})?",
    re.I,
)
_ARABIC_DAY = re.compile(
    rf"\b\d{{1,2}}\s{{1,3}}(?:من\s{{1,3}})?(?:{'|'.join(names.ARABIC_MONTHS)})\b(?:\s{{1,3}}(?:الأول|الثاني))?(?:\s{{1,3}}\d{{4}})?"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,?\s{1,3}(?:[^\W\d_]{2,20}\s{1,3}){1,3}(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|drive|square)\b",
    re.I,
)
_PLAIN_ADDRESS = re.compile(
    r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,4}|(?<![\w@.])@\w[\w.]{0,40}\w", re.I
)
_CALLED = re.compile(r"\b(?:my|his|her|their|whose)\s{1,3}name\s{1,3}(?:is|was)\s{1,3}([^\W\d_]{2,20})", re.I)
_NOT_CALLED = frozenset(
    "not on in the a an still now my what always never only just so too that this for also".split()
)


@dataclass(frozen=True)
class Clue:
    """A piece of the text as it stands there, and what it looks like."""

    kind: str
    text: str


def find_clues(text: str, language: str = "") -> list[Clue]:
    """What could point to the writer, each once, in the order of the text; at most `MOST`.

    `language` is the text's own mark; where capitals say nothing in it, they are not looked at.
    """
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _candidates(text, plain, language):
        if not any(start < e and s < end for s, e, _kind in found):
            found.append((start, end, kind))
    clues: dict[str, Clue] = {}
    for start, end, kind in sorted(found):
        piece = text[start:end].strip()
        clues.setdefault(piece.casefold(), Clue(kind, piece))
    return list(clues.values())[:MOST]


def _candidates(text: str, plain: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Pieces of the text, the surest kind first: an earlier one keeps its place."""
    for pattern in (_DAY_IN_DIGITS, _DAY_AND_MONTH, _ARABIC_DAY):
        yield from ((*match.span(), DATE) for match in pattern.finditer(plain))
    # Written plainly, these end where they end; the wider search below takes words beside them along.
    yield from ((*match.span(), CONTACT) for match in _PLAIN_ADDRESS.finditer(plain))
    at = 0
    for one in find_contact_details(text):
        at = text.find(one.text, at)
        yield at, at + len(one.text), CONTACT
    yield from ((*match.span(), PLACE) for match in _STREET.finditer(plain))
    for match in _CALLED.finditer(plain):
        if match[1].casefold() not in _NOT_CALLED:
            yield *match.span(1), NAME
    words = list(_WORD.finditer(plain))
    yield from _arabic(words)
    if language.split("-")[0] not in _CAPITALS_SAY_NOTHING:
        yield from _capitals(plain, words)


def _capitals(plain: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Runs of words with a capital where a sentence does not begin, and first names wherever they stand."""
    number = 0
    while number < len(words):
        run = _run(plain, words, number)
        if not run:
            number += 1
            continue
        yield run[0].start(), _without_owner(run[-1]), _kind(run)
        number += len(run)


def _run(plain: str, words: list[re.Match[str]], number: int) -> list[re.Match[str]]:
    first = words[number]
    if not _is_capital(first[0]):
        return []
    if _begins_sentence(plain, first.start()) and _base(first[0]) not in names.FIRST_NAMES:
        return []
    run = [first]
    for word in words[number + 1 : number + 5]:
        between = plain[run[-1].end() : word.start()]
        is_house = _base(word[0]) in names.HOUSES
        if between.strip() or "\n" in between or not (_is_capital(word[0]) or is_house):
            break
        run.append(word)
    return run


def _is_capital(word: str) -> bool:
    if len(word) < 2 or not word[0].isupper() or (word.isupper() and len(word) < 7):
        return False  # short words in capitals are shouted, or an abbreviation
    return _base(word) not in names.NO_NAMES and word.casefold() not in names.NO_NAMES


def _base(word: str) -> str:
    return re.sub(r"['’]s$", "", word.casefold()).replace("’", "'")


def _without_owner(word: re.Match[str]) -> int:
    return word.end() - (2 if re.search(r"['’]s$", word[0]) else 0)


def _begins_sentence(plain: str, start: int) -> bool:
    before = plain[max(0, start - 12) : start]
    return not plain[:start].strip() or bool(
        _ENDS.search(before.rstrip(" \t") if "\n" not in before else before)
    )


def _kind(run: list[re.Match[str]]) -> str:
    return HOUSE if any(_base(word[0]) in names.HOUSES for word in run) else NAME


def _arabic(words: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    for number, match in enumerate(words):
        word = _bare(match[0])
        if _known(word, names.ARABIC_NAMES):
            yield *match.span(), NAME
        elif _known(word, names.ARABIC_PLACES):
            yield *match.span(), PLACE
        after = words[number + 1] if number + 1 < len(words) else None
        if after is None or after.start() - match.end() > 2 or _bare(after[0]) in names.ARABIC_NO_NAMES:
            continue
        kind = _cue(word, _bare(after[0]))
        if kind == NAME:
            yield *after.span(), NAME
        elif kind:
            yield match.start(), after.end(), kind


def _cue(word: str, after: str) -> str:
    """What `after` is by the word before it; "" if that says nothing."""
    if word in names.ARABIC_CALLED or (word in names.ARABIC_TITLES and not after.startswith(("ال", "و"))):
        return NAME
    is_definite = after.startswith("ال") and len(after) > 4
    if not is_definite:
        return ""
    if _known(word, names.ARABIC_HOUSES):
        return HOUSE
    return PLACE if _known(word, names.ARABIC_WAYS) else ""


def _bare(word: str) -> str:
    return re.sub(f"[{_ARABIC_MARKS}]", "", word)


def _known(word: str, known: frozenset[str] | list[str]) -> bool:
    """Whether the word, or what is left without "and", "in", "to", "by" written onto it, is known."""
    if word in known:
        return True
    # Of three letters a name with something before it is too often another word.
    rest = next((word[cut:] for cut in (1, 2) if word[cut:] in known and word[0] in "وفبل"), "")
    return len(rest) > 3
