"""The thesaurus of content/search/thesaurus.yaml, read once."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from muruna.foundation.yaml_files import read_yaml
from muruna.search.logic.concepts import Thesaurus, form_of
from muruna.search.logic.small_words import telling
from muruna.search.logic.words import Word, words_of


@cache
def thesaurus() -> Thesaurus:
    """Every expression of every language."""
    known = Thesaurus(by_root=False)
    path = Path(settings.CONTENT_DIR) / "search" / "thesaurus.yaml"
    rows: dict[str, dict[str, str]] = read_yaml(path.read_text("utf-8"))
    for concept, languages in rows.items():
        for language, expressions in languages.items():
            for expression in expressions.split(";"):
                known.learn(concept, expression.strip(), language)
    return known


def concepts_in(words: Sequence[Word], languages: tuple[str, ...]) -> list[str]:
    """The forms of the concepts that a text in one of these languages names."""
    return [form_of(concept) for concept, _start, _end in thesaurus().named(words, languages)]


def forms_asked(text: str, languages: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The words of a question to be marked in a text, without those that only together mean something."""
    words = list(words_of(text, languages))
    _concepts, rest = concepts_asked(words, languages)
    return tuple(
        dict.fromkeys(
            frozenset(word.forms)
            for word in telling(rest, languages, or_all=False) or telling(words, languages)
        )
    )


def concepts_asked(words: Sequence[Word], languages: tuple[str, ...]) -> tuple[list[str], list[Word]]:
    """The concepts that a question names, and its words without those that only together mean something.

    "coming out" asks neither for what comes nor for what is outside.
    """
    found = list(thesaurus().named(words, languages))
    together = {place for _concept, start, end in found if end - start > 1 for place in range(start, end)}
    rest = [word for place, word in enumerate(words) if place not in together]
    return [form_of(concept) for concept, _start, _end in found], rest
