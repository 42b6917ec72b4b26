"""Looking through a person's own opened words, without any index."""

from collections.abc import Sequence

from muruna.search.logic.words import words_of


def holds_all(text: str, languages: tuple[str, ...], asked: Sequence[frozenset[str]]) -> bool:
    """Whether the text has every word of the question, in some form; False for a question without words."""
    if not asked:
        return False
    missing = set(asked)
    for word in words_of(text, languages):
        missing = {forms for forms in missing if forms.isdisjoint(word.forms)}
        if not missing:
            return True
    return False
