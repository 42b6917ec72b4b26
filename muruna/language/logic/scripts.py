"""Which language a text may be in: its letters first, then its small words."""

import re
from collections import Counter

from muruna.language.logic.small_words import SMALL_WORDS

LATIN = ("en", "es", "fr", "de", "it", "pt", "pl", "tr")
KNOWN = ("ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es")

NOT_KNOWN = "und"  # letters of none of the twelve: nobody is named as a reader of it
_A_PART = 0.2  # of the letters, from which on somebody has to read that script too
_SURE = 2  # small words of a language, and clearly more than of any other

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")


def scripts_of(text: str) -> Counter[str]:
    """How many letters of each script the text has: ar, ru, kana, han, latin."""
    found = {
        "ar": _ARABIC, "ru": _CYRILLIC, "kana": _KANA, "han": _HAN, "latin": _LATIN,
    }  # fmt: skip
    return Counter({name: len(letters.findall(text)) for name, letters in found.items()})


def guess_language(text: str, hint: str = "") -> str:
    """The likeliest of the twelve languages; `hint` (the page's language, say) decides where it can be.

    "" for a text without letters that we know.
    """
    found = likely_languages(text, hint)
    return found[0] if found else ""


def likely_languages(text: str, hint: str = "", most: int = 3) -> tuple[str, ...]:
    """The languages that the text may be in, likeliest first; in Latin letters there may be several."""
    counted = scripts_of(text)
    if not counted.total():
        return ()
    script = counted.most_common(1)[0][0]
    if counted["kana"]:
        return ("ja",)
    if script == "han":
        return (hint,) if hint in {"ja", "zh"} else ("zh", "ja")
    if script != "latin":
        return (script,)
    small = _small_words_in(text)
    order = sorted(LATIN, key=lambda code: (-small[code], code != hint, LATIN.index(code)))
    best = small[order[0]]
    near = [code for code in order if best and small[code] >= 0.6 * best]
    if hint in LATIN and hint not in near and not best:
        near.append(hint)
    return tuple(near[:most]) or ((hint,) if hint in LATIN else ("en",))


def _small_words_in(text: str) -> dict[str, int]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {
        code: sum(word in known for word in words) for code, known in SMALL_WORDS.items() if code in LATIN
    }


def languages_said(text: str, hint: str = "") -> frozenset[str]:
    """The languages that a text is surely in, one for each script that is a part of it.

    Latin letters say a language only where its small words stand out; nothing is guessed from `hint` but
    which of two a script is. Empty where nothing is sure.
    """
    counted = scripts_of(text)
    letters = sum(sign.isalpha() for sign in text)
    counted["other"] = max(0, letters - sum(counted.values()))
    parts = {script for script, count in counted.items() if count and count >= _A_PART * letters}
    said = {"ar", "ru"} & parts
    if parts & {"kana", "han"}:
        said.add("ja" if counted["kana"] else hint if hint in {"ja", "zh"} else "zh")
    if "other" in parts:
        said.add(NOT_KNOWN)
    if "latin" in parts and (surely := _latin_for_sure(text)):
        said.add(surely)
    return frozenset(said)


def _latin_for_sure(text: str) -> str:
    small = _small_words_in(text)
    best, second = sorted(small, key=lambda code: -small[code])[:2]
    return best if small[best] >= _SURE and small[second] < 0.6 * small[best] else ""
