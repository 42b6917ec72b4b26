"""Whether a name in Arabic letters and one in Latin letters are said alike: خليل and Khalil.

A name is personal: what only resembles another passes. Long vowels, which Arabic writes, must be of one kind
in both; short ones, which it leaves out, stand between two letters only, so that رنا is Rana and not Rania.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import product

from muruna.spaces.logic.names import SHORTEST_WITHIN, is_within, words_of

# How those who write Arabic names in Latin letters write each letter. An i is a y here, see _spelled.
_CONSONANTS = {
    letter: frozenset(written.split())
    for letter, written in {
        "ب": "b bb p pp", "ت": "t tt", "ث": "th t s", "ج": "j jj g gg dj", "ح": "h hh", "خ": "kh k ch x kkh",
        "د": "d dd", "ذ": "dh th d z", "ر": "r rr", "ز": "z zz", "س": "s ss c", "ش": "sh ch sch ssh",
        "ص": "s ss", "ض": "d dd dh", "ط": "t tt", "ظ": "z dh th", "غ": "gh g", "ف": "f ff ph",
        "ق": "q qq k g c kk", "ك": "k kk c ck", "ل": "l ll", "م": "m mm", "ن": "n nn", "ه": "h hh",
        "پ": "p pp", "چ": "ch", "ڤ": "v vv", "گ": "g gg",
    }.items()
}  # fmt: skip
_MAQSURA = "ے"  # stands for ى, which the folding of names would make a ي
_SILENT = frozenset("عء")
_LONG = frozenset("اوي") | {_MAQSURA}
_LETTERS = frozenset(_CONSONANTS) | _SILENT | _LONG
_SHORT = frozenset("a e y o u ou".split())
_NONE = frozenset({""})
_ANY = _SHORT | frozenset("aa ee oo".split())
_AS_A, _AS_I = frozenset("a aa ah".split()), frozenset("y yy ee ay ey".split())
_AS_U = frozenset("o u oo ou w uw ow aw ew au".split())
_AS_TA = frozenset("h a ah e eh".split())
_AT_THE_END = {"ا": _AS_A, "ي": _AS_I, _MAQSURA: _AS_A | _AS_I, "و": _AS_U, "ه": _AS_TA}
_INSIDE = {"ا": frozenset("a e aa".split()), "ي": _AS_I, _MAQSURA: _AS_I, "و": _AS_U}
_GLIDES = {"ي": frozenset({"y", "yy"}), "و": frozenset({"w", "ww", "v"})}

_BEFORE_FOLDING = str.maketrans({"ى": _MAQSURA, "ئ": "ء", "ؤ": "ء"})
_SIGNS_AS_LETTERS = str.maketrans("10|", "Ioi")
_EITHER = "þ"  # a capital I, or a 1: an i or an l
_IS = str.maketrans({**dict.fromkeys("iıіιɩїἰ", "y"), "I": _EITHER, "І": _EITHER, "Ι": _EITHER, "İ": _EITHER})
_LATIN = re.compile(f"[a-z{_EITHER}]+")


def sounds_like(name: str, others: Iterable[str]) -> bool:
    """Whether a word or more of `name` is said as the whole of one of `others`, in the other script."""
    # A digit parts two words, or stands for a letter.
    ways = _ways(name)
    known = [theirs for one in others for theirs in _ways(one)]
    long_enough = [theirs for theirs in known if all(len(word) >= SHORTEST_WITHIN for word in theirs)]
    return any(is_within(theirs, mine, _alike) for theirs in long_enough for mine in ways)


def _ways(name: str) -> tuple[list[str], list[str]]:
    return _spelled(name), _spelled(name.translate(_SIGNS_AS_LETTERS))


def _spelled(name: str) -> list[str]:
    """The words of `name`; where folding would take one letter for another, they are kept apart."""
    text = unicodedata.normalize("NFKC", name).translate(_BEFORE_FOLDING)
    return words_of(unicodedata.normalize("NFD", text).translate(_IS))


def _alike(one: str, other: str) -> bool:
    latin, arabic = (one, other) if _LATIN.fullmatch(one) else (other, one)
    if not _LATIN.fullmatch(latin) or not _LETTERS.issuperset(arabic):
        return False
    # Every place that the letters read so far may reach: a name made to branch costs no more than another.
    reached = {0}
    for at, letter in enumerate(arabic):
        reached = _read(latin, reached, _said(letter, arabic[:at], arabic[at + 1 :]))
    return len(latin) in reached


def _said(letter: str, before: str, after: str) -> frozenset[str]:
    """How `letter` may be written where it stands, with the short vowels around it."""
    if letter == "ا" and not before:
        return _ANY | (_NONE if after[:1] in _GLIDES else frozenset())
    if not after and letter in _AT_THE_END:
        return _AT_THE_END[letter]
    if letter in _GLIDES:
        return _said_by_glide(letter, before, after)
    if letter in _LONG:
        return _INSIDE[letter]
    written = _NONE if letter in _SILENT else _CONSONANTS[letter]
    if not after or _is_vowel(after):
        return written
    # What begins with an unwritten sign begins with its vowel.
    return _joined(written, _SHORT if letter in _SILENT and not before else _SHORT | _NONE)


def _said_by_glide(letter: str, before: str, after: str) -> frozenset[str]:
    """A ي or و that is not the last letter: a long vowel, or a consonant with a short one on one side."""
    glide = _GLIDES[letter]
    if not before:
        return glide if _is_vowel(after) else _joined(glide, _SHORT)
    said = _INSIDE[letter] | (_joined(_SHORT | _NONE, glide) if _is_vowel(after) else frozenset())
    if not _is_vowel(after) and (before[-1] in _LONG or before[-1] in _CONSONANTS):
        said |= _joined(glide, _SHORT)
    return said


def _is_vowel(letters: str) -> bool:
    """Whether the first of `letters` is a vowel that is written."""
    return letters[0] in _LONG or letters == "ه"


def _joined(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    return frozenset(map("".join, product(first, second)))


def _read(latin: str, reached: set[int], said: frozenset[str]) -> set[int]:
    return {at + len(one) for at in reached for one in said if _stands_at(latin, at, one)}


def _stands_at(latin: str, at: int, written: str) -> bool:
    here = latin[at : at + len(written)]
    return len(here) == len(written) and all(
        one == other or (one == _EITHER and other in "yl") for one, other in zip(here, written, strict=True)
    )
