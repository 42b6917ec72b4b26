"""Knows a question about dying or about hurting oneself by its words, in the languages of the library.

Such a question is asked only with a named person who is there for the answer (science.md 1.6). What is not
known by its words is what whoever takes questions in is asked about.
"""

import re
import unicodedata

_WORDS = (
    # several languages
    r"suic[ií]d", r"suizid", r"суицид", r"\bmort[oaes]?\b",
    # English
    r"better off dead", r"\bwish\w* .{0,24}\bdead\b", r"\bbe dead\b",
    r"\b(want\w*|wish\w*|like|prefer|rather) (to )?die\b",
    r"\b(think\w*|thoughts?) (of|about) (dying|death)\b",
    r"\b(hurt|harm|kill|injur|cut)(t?ing|ed?)? (your|my|him|her|them|one)sel(f|ves)\b",
    r"\bself[- ]?(harm|injur|hurt|kill)",
    r"\b(end|ending|take|taking|took) (your|my|their|one's|his|her) (own )?li(fe|ves)\b",
    r"\bworth living\b", r"\bnot (want|wish) to live\b",
    # Arabic, without its small marks and with one kind of alif
    r"انتحار", r"\bميت[اةه]?\b", r"\bالموت\b", r"\b[اتين]موت\b", r"(ايذاء|اذيه|اذى|قتل) (ال)?نفس", r"ؤذي نفس",
    r"انهاء (ال)?حيا",
    # German
    r"\blieber tot\b", r"\btot (zu sein|wären|wäre)\b", r"leid zu(zu)?füg", r"selbstmord",
    r"selbst(verletz|tötung)",
    r"\b(sich|mich|dich) (selbst )?(etwas )?(zu )?(verletz|umbring|umzubring|antun|töten)",
    r"\bsterben\b",
    # French, Spanish, Italian, Portuguese
    r"\bmourir\b", r"\b(vous|me|te|se) faire du mal\b", r"\bmuert[oa]s?\b", r"\bmorir\b",
    r"\bhacer(se|me|te) daño\b", r"\blastimar(se|me|te)\b", r"\bmorire\b", r"\bfar(si|mi|ti) (del )?male\b",
    r"\bmorrer\b", r"\b(se|me) (ferir|machucar|magoar)\b",
    # Polish, Turkish, Russian
    r"\bumrze", r"śmierc", r"samobój", r"\bsobie krzywd", r"\bölm(ek|üş|eyi)", r"intihar", r"\bzarar verme",
    r"\bумереть\b", r"самоуб", r"\bсмерт", r"причинить себе", r"\bмертв",
    # Japanese and Chinese
    r"死", r"自[殺杀傷残殘]", r"自分を.{0,8}傷つけ", r"[伤傷]害自己",
)  # fmt: skip
_ASKS = re.compile("|".join(_WORDS))
_ALIFS = str.maketrans("أإآٱ", "اااا")


def asks_of_dying(words: str) -> bool:
    """Whether these words ask about dying or about hurting oneself, as far as words can tell."""
    return _ASKS.search(_plain(words)) is not None


def _plain(words: str) -> str:
    one = unicodedata.normalize("NFKC", words).casefold().translate(_ALIFS).replace("’", "'")
    bare = "".join(letter for letter in one if not "\u064b" <= letter <= "\u0652")
    return " ".join(bare.split())
