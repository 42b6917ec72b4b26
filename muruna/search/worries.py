"""Words after which the numbers to call are shown: the words themselves, never what resembles them."""

from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from muruna.search.logic.concepts import Thesaurus
from muruna.search.logic.words import words_of

_WORRY = "worry"


@cache
def _known() -> Thesaurus:
    known = Thesaurus()
    path = Path(settings.CONTENT_DIR) / "search" / "worries.yaml"
    rows: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    for language, expressions in rows.items():
        for expression in expressions:
            known.learn(_WORRY, expression, language)
    return known


def names_worry(text: str, languages: tuple[str, ...]) -> bool:
    """Whether the text has one of the words or expressions, in any of their forms."""
    return bool(_known().concepts(list(words_of(text, languages))))
