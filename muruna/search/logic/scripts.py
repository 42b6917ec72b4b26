"""Which language a text may be in: its letters first, then its small words."""

import re
from collections import Counter

from muruna.search.logic.small_words import SMALL_WORDS

LATIN = ("en", "es", "fr", "de", "it", "pt", "pl", "tr")
KNOWN = ("ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es")

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
    words = [word.lower() for word in _WORD.findall(text)]
    small = {
        code: sum(word in known for word in words) for code, known in SMALL_WORDS.items() if code in LATIN
    }
    order = sorted(LATIN, key=lambda code: (-small[code], code != hint, LATIN.index(code)))
    best = small[order[0]]
    near = [code for code in order if best and small[code] >= 0.6 * best]
    if hint in LATIN and hint not in near and not best:
        near.append(hint)
    return tuple(near[:most]) or ((hint,) if hint in LATIN else ("en",))
