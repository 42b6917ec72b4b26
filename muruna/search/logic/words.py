"""One normaliser for twelve languages: the forms under which a word is kept and asked for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from muruna.search.logic import arabic

_CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
# A run without spaces, or a word with its marks; an apostrophe parts ("l'école", "İstanbul'da").
_PART = re.compile(f"[{_CJK}]+|(?:(?![{_CJK}])[\\w{_MARK}])+")
_IS_CJK = re.compile(f"[{_CJK}]")
_KATAKANA = re.compile("[\u30a0-\u30ff]{2,}")
_STEMMERS = {
    "ar": "", "en": "english", "it": "italian", "fr": "french", "de": "german", "pl": "polish",
    "tr": "turkish", "pt": "portuguese", "ru": "russian", "es": "spanish",
}  # fmt: skip
_FOLDS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# Typed without the umlaut, in either way: "über", "ueber", "uber".
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_LONGEST = 40
ROOT = "~"  # ends the form that stands for the consonants of an Arabic root
STARTS = (3, 4, 5)  # letters of a beginning that can be asked for


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and the forms it can be found under (the first is as spelled)."""

    start: int
    end: int
    forms: tuple[str, ...]


def words_of(text: str, languages: tuple[str, ...]) -> Iterator[Word]:
    """The words of a text that may be in any of `languages` (an unknown code is as good as none)."""
    for part in _PART.finditer(text):
        raw, at = part.group(), part.start()
        if _IS_CJK.match(raw):
            yield from _pairs(raw, at)
        elif forms := forms_of(raw[:_LONGEST], languages):
            yield Word(at, part.end(), forms)


def _pairs(run: str, at: int) -> Iterator[Word]:
    """A run without spaces as pairs of neighbours, single signs besides; whole words in katakana too."""
    flat = _flat(run)
    if len(flat) != len(run):  # half-width signs melt together: places would be wrong, so one place for all
        yield Word(at, at + len(run), tuple(dict.fromkeys([flat, *_grams(flat)])))
        return
    for place in range(len(run)):
        sign, pair = flat[place], flat[place : place + 2]
        forms = (pair, sign) if len(pair) == 2 else (sign,)
        if not "\u3040" <= sign <= "\u309f":  # a single hiragana sign is a particle or an ending
            yield Word(at + place, at + place + len(pair), forms)
        elif len(pair) == 2:
            yield Word(at + place, at + place + 2, (pair,))
    for word in _KATAKANA.finditer(flat):
        yield Word(at + word.start(), at + word.end(), (word.group().rstrip("ー") + "*",))


def _grams(flat: str) -> list[str]:
    return [flat[place : place + 2] for place in range(len(flat) - 1)] + list(flat)


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=200_000)
def forms_of(raw: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of one word, as spelled first, then stems by language; () for a single Latin letter."""
    known = [code for code in languages if code in _STEMMERS]
    spelling = folded(raw, known[0] if known else "")
    if not spelling or (len(spelling) == 1 and not spelling.isdigit()):
        return ()
    forms = {spelling: None}
    for language in known:
        forms |= dict.fromkeys(_stems(raw, language))
    return tuple(one for one in forms if one)


def folded(raw: str, language: str) -> str:
    """The spelling without case, accents and letter variants that people type in different ways."""
    if arabic.MARKS.search(raw) or "\u0600" <= raw[:1] <= "\u06ff":
        return arabic.spelled(_flat(raw))
    return _folded(_lower(raw, language), language)


def _lower(raw: str, language: str) -> str:
    if language == "tr":
        raw = raw.replace("I", "ı").replace("İ", "i")
    # A dotted capital I of another language leaves a combining dot behind.
    return unicodedata.normalize("NFKC", raw).lower().replace("i\u0307", "i")


def _folded(lower: str, language: str) -> str:
    apart = unicodedata.normalize("NFD", lower.translate(_FOLDS))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_FOLDS)
    if language == "de":
        for typed, meant in _UMLAUTS:
            plain = plain.replace(typed, meant)
    return unicodedata.normalize("NFC", plain)


def _stems(raw: str, language: str) -> Iterator[str]:
    if "\u0600" <= raw[:1] <= "\u06ff":
        if language == "ar":
            bare = arabic.bare(arabic.spelled(_flat(raw)))
            yield bare
            if bones := arabic.skeleton(bare):
                yield bones + ROOT  # a root is no word: it meets other roots alone
        return
    if language != "ar":
        lower = _lower(raw, language)
        stemmed = _stemmer(language).stemWord(lower.replace("ё", "е"))
        yield _folded(stemmed, language)
        if language == "fr":
            yield from _french(lower)
        if language in {"tr", "pl"} and len(stemmed) > 4:
            # Endings pile up: what the first round leaves may carry another one.
            yield _folded(_stemmer(language).stemWord(stemmed), language)


def _french(lower: str) -> Iterator[str]:
    """Two endings that Snowball leaves on short words: "amis", "parlent"."""
    for ending in ("s", "x", "ent"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            shorter = lower[: -len(ending)]
            yield _folded(shorter, "fr")
            yield _folded(_stemmer("fr").stemWord(shorter), "fr")


@lru_cache(maxsize=16)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language], 0)  # forms_of remembers, the stemmer need not


def starts_of(spelling: str) -> tuple[str, ...]:
    """The beginnings under which a word is kept for somebody who has not finished typing it."""
    if _IS_CJK.match(spelling):
        return ()
    return tuple(spelling[:length] for length in STARTS if length < len(spelling))


def start_of(spelling: str) -> str:
    """The beginning to ask for a word that may be unfinished; "" if it is too short."""
    if len(spelling) < STARTS[0] or _IS_CJK.match(spelling):
        return ""
    return spelling[: STARTS[-1]]
