"""Whether two names would be taken for one another: folded, what nobody can see makes no difference."""

import unicodedata
from collections.abc import Iterable

_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that look like nothing
# Letters of other scripts, and digits, that look like Latin ones in small or in capitals.
_LOOKS = str.maketrans(
    "авекмнорстухіјѕԁһԛԝӏүѵοαεικνρτυχζβημγ01|ıi",
    "abekmhopctyxijsdhqwlyvoaeikvptyxzbhmyollll",
)


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


def _is_mark(one: str) -> bool:
    """An accent or a variant of the letter before; never the vowel signs with which whole scripts write."""
    is_variant = "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef"
    return is_variant or unicodedata.combining(one) >= 200
