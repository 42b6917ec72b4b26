"""Words that every text has: they say nothing of what somebody looks for."""

from functools import cache

from muruna.language.logic.small_words import SMALL_WORDS
from muruna.search.logic.words import Word, folded


@cache
def _folded(language: str) -> frozenset[str]:
    return frozenset(folded(word, language) for word in SMALL_WORDS.get(language, ()))


def telling(words: list[Word], languages: tuple[str, ...], *, or_all: bool = True) -> list[Word]:
    """The words without the small ones of their language.

    All of them where nothing else would be left, unless something besides them (not `or_all`) tells.
    """
    small = frozenset().union(*(_folded(language) for language in languages[:1]))
    return [word for word in words if word.forms[0] not in small] or (words if or_all else [])
