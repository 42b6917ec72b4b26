"""What a person wrote for themselves, or with a few: each package tells how their own request finds it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from muruna.access import Actor


@dataclass(frozen=True)
class OwnText:
    """Something that only this person (and whoever they wrote it with) can read, opened with their keys.

    `notes` is what others would be told before they read it: shown apart from the words, and found too.
    """

    title: str
    text: str
    address: str
    day: dt.date | None = None
    notes: tuple[str, ...] = ()


# Called with a person as one of their personas, inside that space's scope; newest first, opened one by one.
Source = Callable[[Actor], Iterator[OwnText]]

_sources: dict[str, Source] = {}


def own_texts(name: str) -> Callable[[Source], Source]:
    """Register a source of own texts, in a package's `own_words.py`; the same name again takes its place."""

    def remember(source: Source) -> Source:
        _sources[name] = source
        return source

    return remember


def every_own_text(actor: Actor) -> Iterator[OwnText]:
    """What every source has of this person, one of each in turn, so that none crowds out the others."""
    waiting = [source(actor) for source in _sources.values()]
    while waiting:
        for source in list(waiting):
            try:
                yield next(source)
            except StopIteration:
                waiting.remove(source)
