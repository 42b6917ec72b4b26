"""Word lists: content/<language>/words.txt where present, else BIP-39's, else English.

A recovery phrase needs a list of 2,048 words (11 bits a word and a checksum); a passphrase is content with
1,296, the number that four dice can choose from.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mnemonic import Mnemonic

LIST_SIZE = 2048
SHORTEST_LIST = 1296
FALLBACK = "en"
# Those of Muruna's languages that BIP-39 has a list for.
_BIP39 = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "zh": "chinese_simplified",
}
# What Arabic keyboards and hands write for one another; the seats of hamza fall away with the accents.
_ARABIC_ALIKE = str.maketrans(
    {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ٱ": "ا", "ء": None, "ـ": None}
)


class BadWordList(Exception):
    """A words.txt cannot be used; the message names the file and why."""


@dataclass(frozen=True)
class WordList:
    """Words as shown, and where each way of typing one leads to."""

    language: str
    words: tuple[str, ...]
    positions: dict[str, int]

    def position(self, typed: str) -> int | None:
        """Which word this is, forgiving case, width and accents; None if it is none of them."""
        exact = self.positions.get(folded(typed))
        return exact if exact is not None else self.positions.get(_bare(typed))


def folded(text: str) -> str:
    """One form for all ways of typing the same letters: NFKC, no case, Turkish i's as one."""
    for _ in range(2):  # folding can undo normal form and the reverse: twice settles it
        text = unicodedata.normalize("NFKC", text).casefold()
        text = text.replace("i\u0307", "i").replace("\u0131", "i")
    return unicodedata.normalize("NFKC", text)


def same_word(typed: str, word: str) -> bool:
    """Whether somebody typed this word, forgiving what `WordList.position` forgives."""
    return _bare(_visible(typed)) == _bare(_visible(word))


def word_list(language: str, content: Path | None) -> WordList:
    """The list for this language, English where there is none; raises BadWordList."""
    base = language.split("-")[0].lower()
    for code in (base, FALLBACK):
        own = content / code / "words.txt" if content and code.isalpha() else None
        if own is not None and own.is_file():
            return _own_list(code, own, own.stat().st_mtime_ns)
        if code in _BIP39:
            return _standard_list(code)
    raise AssertionError("English is always there")


def recovery_list(language: str, content: Path | None) -> WordList:
    """The list that makes recovery phrases in this language: its own if it is long enough, else English."""
    found = word_list(language, content)
    return found if len(found.words) == LIST_SIZE else word_list(FALLBACK, content)


def all_lists(content: Path | None) -> list[WordList]:
    """Every list a recovery phrase may have been written in."""
    own = {path.parent.name for path in content.glob("*/words.txt")} if content else set()
    # The standard lists stay readable even where a community has since added its own words.
    lists = [word_list(code, content) for code in sorted(own)]
    return [one for one in lists if len(one.words) == LIST_SIZE] + [_standard_list(code) for code in _BIP39]


@lru_cache(maxsize=16)
def _standard_list(code: str) -> WordList:
    return _made(code, [unicodedata.normalize("NFC", word) for word in Mnemonic(_BIP39[code]).wordlist])


@lru_cache(maxsize=16)
def _own_list(code: str, path: Path, changed: int) -> WordList:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    words = [unicodedata.normalize("NFC", line) for line in lines if line and not line.startswith("#")]
    problem = None
    if len(words) not in (SHORTEST_LIST, LIST_SIZE):
        problem = f"has {len(words)} words, not {SHORTEST_LIST} or {LIST_SIZE}"
    elif len({folded(word) for word in words}) != len(words):
        problem = "has words that look the same when typed"
    elif any(len(word.split()) != 1 for word in words):
        problem = "has more than one word on a line"
    if problem:
        raise BadWordList(f"{path} {problem}.")
    return _made(code, words)


def _made(code: str, words: list[str]) -> WordList:
    positions: dict[str, int] = {}
    bare: dict[str, int | None] = {}
    for index, word in enumerate(words):
        positions[folded(word)] = index
        plain = _bare(word)
        bare[plain] = None if plain in bare else index  # two words that differ by accent only: ask for it
    for plain, found in bare.items():
        if found is not None:
            positions.setdefault(plain, found)
    return WordList(code, tuple(words), positions)


def _visible(typed: str) -> str:
    return "".join(sign for sign in typed.strip() if unicodedata.category(sign) != "Cf")


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFKD", folded(word).translate(_ARABIC_ALIKE))
    return folded("".join(letter for letter in letters if unicodedata.category(letter) != "Mn"))
