"""Whether a name in Arabic letters and one in Latin letters are said alike: خليل and Khalil."""

import re
from collections.abc import Iterable

from muruna.spaces.logic.names import SHORTEST_WITHIN, folded, words_of

# How those who write Arabic names in Latin letters write each letter; short vowels stand in none of them.
_WRITTEN = {
    "ب": "b bb p", "ت": "t tt", "ث": "th t s", "ج": "j jj g dj", "ح": "h hh 7", "خ": "kh k ch x",
    "د": "d dd", "ذ": "dh th d z", "ر": "r rr", "ز": "z zz", "س": "s ss c", "ش": "sh ch sch", "ص": "s ss",
    "ض": "d dh", "ط": "t tt", "ظ": "z dh th", "غ": "gh g", "ف": "f ff ph", "ق": "q k g c kk", "ك": "k kk c",
    "ل": "l ll", "م": "m mm", "ن": "n nn", "ه": "h a e ah eh", "و": "w v o u oo ou ow uw aw",
    "ي": "y i ee e ie ei ay ai ey iy yy ya ia", "ع": "a e i o u aa", "ا": "a aa e i o u ah", "پ": "p",
    "چ": "ch", "ڤ": "v", "گ": "g",
}  # fmt: skip
_SILENT = frozenset("عه")  # often left away
_NOTHING: frozenset[str] = frozenset()
_SAID = {letter: frozenset(map(folded, written.split())) for letter, written in _WRITTEN.items()}
_SHORT = frozenset(map(folded, "a e i o u ou".split()))
_AT_THE_END = {"ي": frozenset({"a", "ah"})}  # both of its forms are one here
_HAMZAS = str.maketrans("أإآؤئ", "ااايي")
_LATIN = re.compile("[a-z]+")


def sounds_like(name: str, others: Iterable[str]) -> bool:
    """Whether a word or more of `name` is said as the whole of one of `others`, in the other script."""
    ways = (words_of(name), folded(name).split())  # a digit parts two words, or stands for a letter
    return any(_is_within(words_of(one), mine) for one in others for mine in ways)


def _is_within(wanted: list[str], words: list[str]) -> bool:
    count = len(wanted)
    if not wanted or min(map(len, wanted)) < SHORTEST_WITHIN:
        return False
    return any(all(map(_alike, wanted, words[at : at + count])) for at in range(len(words) - count + 1))


def _alike(one: str, other: str) -> bool:
    latin, arabic = (one, other) if _LATIN.fullmatch(one) else (other, one)
    letters = arabic.translate(_HAMZAS)
    if not _LATIN.fullmatch(latin) or any(each not in _SAID for each in letters):
        return False
    # Every place that the letters read so far may reach: a name made to branch costs no more than another.
    reached = {0}
    for at, letter in enumerate(letters, start=1):
        said = _SAID[letter] | (_AT_THE_END.get(letter, _NOTHING) if at == len(letters) else _NOTHING)
        after = _read(latin, reached, said) | (reached if letter in _SILENT else set())
        reached = after | _read(latin, after, _SHORT)
    return len(latin) in reached


def _read(latin: str, reached: set[int], said: frozenset[str]) -> set[int]:
    return {at + len(one) for at in reached for one in said if latin.startswith(one, at)}
