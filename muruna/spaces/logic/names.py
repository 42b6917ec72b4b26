"""Whether two names would be taken for one another: folded, what nobody can see makes no difference."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from operator import eq

_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that look like nothing
# Letters of other scripts, and digits, that look like Latin ones in small or in capitals.
_LOOKS = str.maketrans(
    "авекмнорстухіјѕԁһԛԝӏүѵοαεικνρτυχζβημγ01|ıiɑɡɩɴʀʏʜʟɢʙᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ",
    "abekmhopctyxijsdhqwlyvoaeikvptyxzbhmyollllaglnryhlgbacdejkmoptuvwz",
)

SHORTEST_WITHIN = 3  # letters: a shorter name is a part of too many others

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_FORMS = str.maketrans("\u0649\u06cc\u0629\u06a9\u0671", "\u064a\u064a\u0647\u0643\u0627")


def folded(name: str) -> str:
    """What `name` looks like: NFKC, without case, accents, invisible characters and double spaces."""
    text = unicodedata.normalize("NFKC", name)
    text = unicodedata.normalize("NFKD", text.casefold())
    seen = [one for one in text if unicodedata.category(one) not in {"Cf", "Cc"} and not _is_mark(one)]
    text = "".join(" " if one in _BLANK or unicodedata.category(one)[0] == "Z" else one for one in seen)
    return " ".join(unicodedata.normalize("NFKC", text).translate(_LOOKS).translate(_LOOKS).split())


def is_taken(name: str, others: Iterable[str]) -> bool:
    """Whether `name` would be taken for one of `others`."""
    mine = folded(name)
    return bool(mine) and any(mine == folded(one) for one in others)


def is_mistaken_for(name: str, others: Iterable[str]) -> bool:
    """Whether `name` could pass for one of `others`, also with other spaces, signs or Arabic spelling."""
    mine = _letters(name)
    return bool(mine) and any(mine == _letters(one) for one in others)


def holds_name_of(name: str, others: Iterable[str]) -> bool:
    """Whether one of `others` stands in `name` as whole words, whatever is around and behind them."""
    mine = words_of(name)
    return any(is_within(words_of(one), mine) for one in others if len(_letters(one)) >= SHORTEST_WITHIN)


def claims_office(name: str) -> bool:
    """Whether `name` says that somebody has a task here."""
    words = {*words_of(name), *words_of(name.translate(_DIGITS))}
    return any(form in _OFFICE for word in words for form in _forms(word))


def is_name(name: str) -> bool:
    """Whether somebody could be called that: a letter, a number or a picture, not signs alone."""
    return any(_is_name_sign(one) for one in name)


def _is_name_sign(one: str) -> bool:
    category = unicodedata.category(one)
    return category[0] in "LN" or (category == "So" and one != _SPOILED)


def _forms(word: str) -> set[str]:
    """`word` and what it may be the plural of, or joined to "and" or "the"."""
    bare = word.removeprefix("و")
    stems = {word, bare, word.removeprefix("ال"), bare.removeprefix("ال")}
    single = {stem.removesuffix(end) for stem in stems for end in ("s", "ون", "ين", "ات")}
    return stems | single | {one + "ه" for one in single if one not in stems}


def is_within(wanted: list[str], words: list[str], alike: Callable[[str, str], bool] = eq) -> bool:
    """Whether all of `wanted` stand one behind the other in `words`, each `alike` to its own."""
    count = len(wanted)
    return bool(wanted) and any(
        all(map(alike, wanted, words[at : at + count])) for at in range(len(words) - count + 1)
    )


def words_of(name: str) -> list[str]:
    """The words of `name`, folded; a number parts them, so that it can never be taken for a letter."""
    text = unicodedata.normalize("NFKC", name)
    seen = "".join(one for one in text if unicodedata.category(one) not in {"Cf", "Cc"})
    parted = "".join(one if unicodedata.category(one)[0] in "LM" else " " for one in seen)
    return [word for word in map(_letters, parted.split()) if word]


def _letters(name: str) -> str:
    """A folded name's letters and digits alone; short vowels and the forms of a letter make no difference."""
    text = _ARABIC_MARKS.sub("", folded(name)).translate(_ARABIC_FORMS)
    return "".join(one for one in text if unicodedata.category(one)[0] in "LNM")


def _is_mark(one: str) -> bool:
    """An accent or a variant of the letter before; never the vowel signs with which whole scripts write."""
    is_variant = "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef"
    return is_variant or unicodedata.combining(one) >= 200


_DIGITS = str.maketrans("013457@$", "oieastas")  # as they stand for letters: adm1n
_SPOILED = "\ufffd"  # what is shown in the place of a sign that could not be read

OURS = ("Muruna", "مرونة")  # what this software is called, whatever the site is

# What tasks are called here and in places like this, in the languages of most who read it; folded once.
_OFFICE = frozenset(
    _letters(word)
    for word in (
        "admin administrator administration moderator staff official supervisor coordinator steward "
        "facilitator supporter safeguarding lead counsellor counselor "
        "admins mod mods moderators staffs leads owner organiser organizer operator team support ordinator "
        "teacher teachers tutor principal headteacher nurse therapist psychologist "
        "مشرف مشرفة منسق منسقة مسؤول مسؤولة مسئول إدارة مدير مديرة حماية داعم داعمة ميسر ميسرة تنسيق إشراف "
        "أدمن ادمين معلم معلمة أستاذ أستاذة مدرس مدرسة مرشد مرشدة أخصائي أخصائية معالج معالجة ممرض ممرضة "
        "فريق طاقم"
    ).split()
)
