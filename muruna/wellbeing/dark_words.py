"""Where a questionnaire that was entered here asks about very dark thoughts: in any text, in any language."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from muruna.wellbeing.logic.instruments import Choice, Instrument
from muruna.wellbeing.logic.keys import code_in
from muruna.wellbeing.logic.watched_words import asks_of_dying

# What nobody is asked or shown: addresses, codes, and who made it.
_NO_TEXTS = frozenset({"url", "uri", "system", "linkId", "id", "publisher", "contact", "reference", "div"})


@dataclass(frozen=True)
class Watched:
    """Questions and choices whose words are about very dark thoughts."""

    links: frozenset[str]
    choices: frozenset[tuple[str, str]]  # link and code


def texts_in(part: Any) -> Iterator[str]:
    """Every text of a resource, translations and choices among them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for name, inside in part.items():
            if name not in _NO_TEXTS:
                yield from texts_in(inside)
    elif isinstance(part, Sequence):
        for inside in part:
            yield from texts_in(inside)


def dark_texts(part: Any) -> list[str]:
    """Its texts that ask about dying or about hurting oneself, each once."""
    return [text for text in dict.fromkeys(texts_in(part)) if asks_of_dying(text)]


def watched_in(resource: Mapping[str, Any]) -> Watched:
    """Which of its questions and choices have to be answered with numbers to call."""
    return _watched_in(json.dumps(resource, sort_keys=True))


@lru_cache(maxsize=64)
def _watched_in(text: str) -> Watched:
    resource = json.loads(text)
    links: set[str] = set()
    choices: set[tuple[str, str]] = set()
    whole = {name: inside for name, inside in resource.items() if name not in ("item", "contained")}
    _look(resource.get("item", ()), bool(dark_texts(whole)), links, choices)
    return Watched(frozenset(links), frozenset(choices))


def _look(
    items: Sequence[Mapping[str, Any]], above: bool, links: set[str], choices: set[tuple[str, str]]
) -> None:
    """What a heading or an explanation says holds for the questions below it and after it."""
    for item in items:
        own = {name: inside for name, inside in item.items() if name not in ("item", "answerOption")}
        is_dark = bool(dark_texts(own))
        if item.get("type") == "display":
            above = above or is_dark
        if above or is_dark:
            links.add(item["linkId"])
        for option in item.get("answerOption", ()):
            if dark_texts(option):
                choices.add((item["linkId"], code_in(option)))
        _look(item.get("item", ()), above or is_dark, links, choices)


def denies(instrument: Instrument, link: str, code: str) -> bool:
    """Whether an answer surely says "not at all": the first choice, worth the least, and less is better."""
    item = instrument.item(link)
    first: Choice | None = item.choices[0] if item and item.choices else None
    if first is None or item is None or first.code != code or instrument.better != "lower":
        return False
    return first.value is not None and first.value == item.values[0]
