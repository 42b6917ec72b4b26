"""How long a text takes to read."""

import unicodedata

WORDS_A_MINUTE = 200  # of silent reading, rounded down: Brysbaert 2019 finds 238 for English non-fiction
SIGNS_A_MINUTE = 400  # Chinese and Japanese, which write without spaces


def minutes(text: str) -> int:
    """Whole minutes, at least one."""
    signs = sum(1 for sign in text if _is_word_by_itself(sign))
    words = len("".join(" " if _is_word_by_itself(sign) else sign for sign in text).split())
    return max(1, round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE))


def _is_word_by_itself(sign: str) -> bool:
    return sign >= "\u2e80" and unicodedata.category(sign) == "Lo" and not "\uac00" <= sign <= "\ud7a3"
