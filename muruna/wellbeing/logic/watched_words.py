"""Knows a question about dying or about hurting oneself by its words, in the languages of the library.

Such a question is asked only with a named person who is there for the answer (science.md 1.6). What is not
known by its words is what whoever takes questions in is asked about.
"""

import re
import unicodedata
from functools import lru_cache

_WORDS = (
    # several languages
    r"suic[ií]d", r"suizid", r"суицид", r"\bmort[oaes]?\b",
    # English
    r"better off dead", r"\bwish\w* .{0,24}\bdead\b", r"\bbe dead\b",
    r"\b(want\w*|wish\w*|like|prefer|rather) (to )?die\b",
    r"\b(think\w*|thoughts?) (of|about) (dying|death)\b",
    r"\b(hurt|harm|kill|injur|cut|burn|hang)(t?ing|ed?)? (your|my|him|her|them|one)sel(f|ves)\b",
    r"\bself[- ]?(harm|injur|hurt|kill|mutilat)",
    r"\b(end|ending|take|taking|took) (your|my|their|one's|his|her) (own )?li(fe|ves)\b",
    r"\bworth living\b", r"(\bnot|n't) (want|wish) to (live\b|be alive(?! to)|be here any)",
    r"(\bno longer|\bnot|n't)( be)? alive\b", r"\b(not|never) wak(e|ing) up\b",
    r"\breasons? (left )?to live\b", r"\bnever been born\b", r"\boverdos",
    # Arabic, without its small marks and with one kind of alif
    r"انتحار", r"\bميت[اةه]?\b", r"\b[وف]?([بك]?ال|لل)(موت|وفاه|وفاة)\b", r"\b[اتين]موت\b",
    r"(ايذاء|اذيه|اذى|قتل|جرح|ذبح|حرق) (ال)?نفس", r"(ؤذي|اذي|اذيت|قتلت?|جرحت?|اجرح|تجرح) نفس",
    r"(انهاء|[اتين]نهي|انهيت) (ال)?حيا", r"على قيد الحيا", r"(التخلص|[اتين]تخلص) من (ال)?حيا",
    r"\bلا (ا|ت|ي|ن)?(ريد|رغب|رغبه|رغبة) .{0,10}(عيش|حياة|حياه)", r"لا تستحق (العيش|ان تعاش)",
    r"\bلم [اتين]ولد\b", r"\b(لا|ولا|لم|الا) [اتين]ستيقظ",
    # German
    r"\blieber tot\b", r"\btot (zu sein|wären|wäre)\b", r"leid zu(zu)?füg", r"selbstmord",
    r"selbst(verletz|tötung)", r"\bnicht mehr (zu )?(leben|da sein|aufwachen|aufzuwachen)\b",
    r"\b(sich|mir|dir) das leben (zu )?nehmen\b", r"\b(mein|ihr|sein|dein) leben (zu )?beenden\b",
    r"\b(sich|mich|dich) (selbst )?(etwas )?(zu )?(verletz|umbring|umzubring|antun|töten|ritzen)",
    r"\bsterben\b",
    # French, Spanish, Italian, Portuguese
    r"\bmourir\b", r"\b(vous|me|te|se) faire du mal\b", r"\bmuert[oa]s?\b", r"\bmorir\b",
    r"\b(vous|me|te|se) (tuer|suicider)\b", r"\bfin à (vos|mes|ses|tes) jours\b",
    r"\bplus (envie de|vouloir) vivre\b", r"\bautomutil", r"\bautoles",
    r"\bhacer(se|me|te) daño\b", r"\blastimar(se|me|te)\b", r"\bmorire\b", r"\bfar(si|mi|ti) (del )?male\b",
    r"\bquitar(se|me|te) la vida\b", r"\bmatar(se|me|te)\b", r"\bno (querer|quiero|quiere) (seguir )?viv",
    r"\btoglier(si|mi|ti) la vita\b", r"\buccider(si|mi|ti)\b",
    r"\bmorrer\b", r"\b(se|me) (ferir|machucar|magoar|matar)\b", r"\btirar a (própria|minha|sua) vida\b",
    # Polish, Turkish, Russian
    r"\bumrze", r"śmierc", r"samobój", r"\bsobie krzywd", r"\bzabić (się|siebie)\b",
    r"\bnie chc\w+ .{0,8}żyć\b", r"\bodebrać sobie życie\b", r"samookalecz",
    r"\bölm(ek|üş|eyi)", r"intihar", r"\bzarar verme", r"\bkend\w+ öldür", r"\byaşamak istem",
    r"\bcan\w+ kıy", r"\bумереть\b", r"самоуб", r"\bсмерт", r"причинить себе", r"\bмертв", r"\bпокончить",
    r"\bубить себя\b",
    r"\bне (хоч|хот)\w+ .{0,8}жить\b",
    # Japanese and Chinese
    r"死", r"自[殺杀傷残殘尽盡]", r"自分を.{0,8}傷つけ", r"[伤傷]害自己", r"消えて?しまいたい|消えたい",
    r"生きてい?たくない|生きるのをやめ", r"命を絶", r"不想活[了着下]?", r"[轻輕]生", r"[结結]束.{0,6}生命",
)  # fmt: skip
_ASKS = re.compile("|".join(_WORDS))
_SMALL_MARKS = frozenset(map(chr, [*range(0x064B, 0x0653), 0x0670, 0x0640, 0x200C, 0x200D, 0x00AD, 0x200B]))
_ALIFS = str.maketrans("أإآٱ", "اااا")


@lru_cache(maxsize=4096)
def asks_of_dying(words: str) -> bool:
    """Whether these words ask about dying or about hurting oneself, as far as words can tell."""
    return _ASKS.search(_plain(words)) is not None


def _plain(words: str) -> str:
    one = unicodedata.normalize("NFKC", words).casefold().translate(_ALIFS).replace("’", "'")
    bare = "".join(letter for letter in one if letter not in _SMALL_MARKS)
    return " ".join(bare.split())
