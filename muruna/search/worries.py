"""Words after which the numbers to call are shown: the words themselves, never what resembles them."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

from muruna.foundation.yaml_files import read_yaml
from muruna.search.logic.concepts import Thesaurus
from muruna.search.logic.words import words_of

_WORRY = "worry"
_APOSTROPHE = re.compile("(?<=\\w)['’‘ʼ`´＇](?=\\w)")


@cache
def _known() -> Thesaurus:
    known = Thesaurus()
    path = Path(settings.CONTENT_DIR) / "search" / "worries.yaml"
    rows: dict[str, list[str]] = read_yaml(path.read_text("utf-8"))
    for language, expressions in rows.items():
        for expression in expressions:
            if language != "en":  # "can't" parted would be "can"
                known.learn(_WORRY, expression, language)
            known.learn(_WORRY, _joined(expression), language)
    return known


def _joined(text: str) -> str:
    """The text as people type it who leave apostrophes out."""
    return _APOSTROPHE.sub("", text)


def names_worry(text: str, languages: tuple[str, ...]) -> bool:
    """Whether the text has one of the words or expressions, in any of their forms."""
    spellings = dict.fromkeys([text, _joined(text)])
    return any(_known().concepts(list(words_of(one, languages))) for one in spellings)
