"""Joining codes as people read, type and mistype them."""

import unicodedata
from collections.abc import Callable, Sequence

# No vowels, so that no word, kind or unkind, can appear (Polish writes some with Y alone); no L, which looks
# like 1 and I.
LETTERS = "BCDFGHJKMNPQRSTVWXZ"
LENGTH = 12  # 19^12, about 2^51: hopeless to guess through the rate limit
GROUP = 4


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """Twelve letters, each picked by `choose` (secrets.choice in earnest)."""
    return "".join(choose(LETTERS) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed: "BCDF-GHJK-MNPQ"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normal_code(typed: str) -> str | None:
    """The code that was meant, whatever case, spaces, dashes or wide letters; None when it cannot be one."""
    folded = unicodedata.normalize("NFKC", typed[:200]).upper()
    letters = "".join(
        sign for sign in folded if not sign.isspace() and unicodedata.category(sign) not in {"Pd", "Cf", "Po"}
    )
    if len(letters) != LENGTH or set(letters) - set(LETTERS):
        return None
    return letters
