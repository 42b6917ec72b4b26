"""Reads the card's sentences from content/<language>/card.yaml; a missing sentence stops the start."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from muruna.foundation.yaml_files import read_yaml
from muruna.safeguarding.logic.card import sentence_ids


class BadCard(ValueError):
    """A language's card lacks a sentence or has one too many."""


@cache
def card_texts(language: str) -> dict[str, str]:
    """The sentences of the card by id, in this language or else in English; raises BadCard."""
    path = Path(settings.CONTENT_DIR) / language / "card.yaml"
    return read_card(path if path.exists() else Path(settings.CONTENT_DIR) / "en" / "card.yaml")


def has_card_texts(language: str) -> bool:
    """Whether the card has been written in this language."""
    return (Path(settings.CONTENT_DIR) / language / "card.yaml").exists()


def read_card(path: Path) -> dict[str, str]:
    """The sentences of one file; raises BadCard with what is missing or too much."""
    data: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    for field in ("source", "reviewed_at", "state"):
        if not data.get(field):
            raise BadCard(f"{path.parent.name}/{path.name} does not say its {field}")
    texts: dict[str, str] = data["sentences"]
    wrong = sorted(sentence_ids() ^ texts.keys())
    if wrong:
        raise BadCard(f"{path.parent.name}/{path.name}: missing or unknown: {', '.join(wrong)}")
    return texts
