"""Finding ways out of this place in a text: addresses, numbers, names elsewhere. Nothing is kept of it."""

import re
import unicodedata
from dataclasses import dataclass

from muruna.spaces.logic.spoken_numbers import spoken_numbers

LINK, MAIL, PHONE, HANDLE = "link", "mail", "phone", "handle"

# Every script's digits become 0-9, so that a number counts however it is written.
# Every repetition is bounded: a message full of dashes must not keep a thread, and a lock, for seconds.
_JOINERS = r"[\s().\-–—_/·•]"
_ENDINGS = (
    "com|net|org|me|io|gg|app|chat|co|info|link|ly|tv|us|uk|de|fr|it|pl|tr|ru|jp|cn|es|br|pt"
    "|eg|lb|sa|ae|jo|ma|tn|dz|sy|iq"
)
_MAIL = re.compile(
    # Said in words, "at" and "dot" are common words: only with an ending that addresses have.
    rf"\b[\w.+-]{{1,64}}\s{{1,9}}at\s{{1,9}}[\w-]{{1,63}}\s{{1,9}}dot\s{{1,9}}(?:{_ENDINGS})\b|"
    r"[\w.+-]{1,64}\s{0,9}(?:@|[\[(]\s{0,9}at\s{0,9}[\])])\s{0,9}[\w-]{1,63}"
    r"(?:\s{0,9}(?:\.|[\[(]\s{0,9}dot\s{0,9}[\])])\s{0,9}[\w-]{1,63}){1,9}",
    re.I,
)
_LINK = re.compile(
    r"(?:\b(?:https?|tg|whatsapp)\s{0,9}:\s{0,9}/\s{0,9}/\s{0,9}\S+)|(?:\bwww\s{0,9}\.\s{0,9}\S+)"
    rf"|(?:\b[\w-]{{1,63}}(?:\.[\w-]{{2,63}}){{0,4}}\.(?:{_ENDINGS})\b(?:/\S*)?)",
    re.I,
)
_PHONE = re.compile(rf"(?<!\w)\+?{_JOINERS}?\d(?:{_JOINERS}{{0,2}}\d){{6,14}}(?!\w)")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,}", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:my\s{1,9})?(?:insta(?:gram)?|snap(?:chat)?|telegram|whats\s?app|discord|tik\s?tok|signal|viber|wechat|line|kik|ig|fb|facebook)"
    r"\s{0,9}(?:name|id|user(?:name)?|handle|number)?\s{0,9}(?:is|:|=|-)\s{0,9}\S+"
    # Nothing between: then it is a name only if it looks like one.
    r"|\b(?:insta(?:gram)?|snap(?:chat)?|telegram|whats\s?app|discord|tik\s?tok|viber|wechat|kik|facebook)"
    r"\s{1,9}(?=[\w.#]{0,32}[^\W\d_])[\w.]{0,32}[\d#_][\w.#]{0,32}"
    r"|(?:انستا|إنستا|انستغرام|إنستغرام|سناب|تلغرام|تيليغرام|تليجرام|واتساب|واتس"
    r"|ديسكورد|تيك توك|سيغنال|فيسبوك)\S{0,9}(?:\s{0,9}(?:هو|:|=)\s{0,9}\S+|\s{1,9}[A-Za-z][\w.]{2,32})",
    re.I,
)


@dataclass(frozen=True)
class Found:
    """One thing that could lead elsewhere: what kind it is, and how it stands in the text."""

    kind: str
    text: str


def find_contact_details(text: str) -> list[Found]:
    """Links, mail addresses, phone numbers and names elsewhere in `text`, each once, in their order."""
    plain = "".join(str(_digit(c)) if c.isdecimal() else c for c in text)
    found: list[tuple[int, Found]] = []
    taken = spoken_numbers(plain)
    found += [(start, Found(PHONE, text[start:end])) for start, end in taken]
    for kind, pattern in (
        (MAIL, _MAIL),
        (LINK, _LINK),
        (HANDLE, _ELSEWHERE),
        (HANDLE, _HANDLE),
        (PHONE, _PHONE),
    ):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            if kind == PHONE and _DATE.fullmatch(match[0].strip()):
                continue
            taken.append((start, end))
            # One decimal character stands for one, so places in both texts agree.
            found.append((start, Found(kind, text[start:end].strip())))
    return [one for _place, one in sorted(found, key=lambda row: row[0])]


def _digit(character: str) -> int:
    return unicodedata.decimal(character)
