"""The thesaurus of content/search/thesaurus.yaml, read once."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from muruna.foundation.yaml_files import read_yaml
from muruna.search.logic.concepts import Thesaurus, form_of
from muruna.search.logic.words import Word


@cache
def thesaurus() -> Thesaurus:
    """Every expression of every language."""
    known = Thesaurus()
    path = Path(settings.CONTENT_DIR) / "search" / "thesaurus.yaml"
    rows: dict[str, dict[str, str]] = read_yaml(path.read_text("utf-8"))
    for concept, languages in rows.items():
        for language, expressions in languages.items():
            for expression in expressions.split(";"):
                known.learn(concept, expression.strip(), language)
    return known


def concepts_in(words: Sequence[Word]) -> list[str]:
    """The forms of the concepts that a text names."""
    return [form_of(one) for one in thesaurus().concepts(words)]
