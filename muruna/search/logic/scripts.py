"""Which language a text may be in: its letters first, then its small words."""

import re
from collections import Counter

LATIN = ("en", "es", "fr", "de", "it", "pt", "pl", "tr")
KNOWN = ("ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es")

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")

_SMALL_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and to of is in it that my me you for with they have not do how what when i a are was be "
        "at from can about who without should if am them without",
        "es": "el la los las de que y en un una mi me con por para no se lo es como cuando qué cómo sin "
        "pero soy mis al del si está quiero a mi",
        "fr": "le la les de des et un une je ne pas que qui est mon ma mes dans avec pour sur ce il elle "
        "comment quand du au sans mais suis j l si me quoi",
        "de": "der die das und ich nicht ist ein eine zu mit mein meine wie was wenn auf für es sie in den "
        "dem von mich mir ohne aber bin kann habe als im",
        "it": "il lo la gli le di che e un una mi non per con è sono come quando mio mia miei nel della "
        "del senza ma cosa se a i al",
        "pt": "o a os as de que e um uma não me com por para meu minha meus em do da no na como quando sem "
        "mas é sou se eu ao estou",
        "pl": "i w na nie się z do że jest jak co mi mnie moja mój mam kiedy o po jestem dla bez ale gdy "
        "czy mojej moim przez są od",
        "tr": "ve bir bu da de ne için ile ben bana beni nasıl mi mı benim çok daha ama gibi olarak var yok "
        "değil zaman sonra kadar ki",
    }.items()
}


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
    small = {code: sum(word in known for word in words) for code, known in _SMALL_WORDS.items()}
    order = sorted(LATIN, key=lambda code: (-small[code], code != hint, LATIN.index(code)))
    best = small[order[0]]
    near = [code for code in order if best and small[code] >= 0.6 * best]
    if hint in LATIN and hint not in near and not best:
        near.append(hint)
    return tuple(near[:most]) or ((hint,) if hint in LATIN else ("en",))
