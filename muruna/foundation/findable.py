"""What can be found by searching: each package says what of it, and when it changed; `search` listens.

The vocabulary is two deeds: `changed` when something may be found from now on or reads differently, and
`forgotten` when it must no longer be. Never for words that are sealed for people.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from muruna.foundation import outbox

CHANGED = "find.changed"


@dataclass(frozen=True)
class FindableText:
    """A text as its readers see it, in one language (a code, or "" when nobody said which).

    `notes` is what a reader is told before they read; it is shown apart from the words, and found by nobody.
    """

    title: str
    body: str
    language: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findable:
    """A kind of thing that can be found: data, not code paths.

    Either `model` and `action`, and a hit is shown to whoever `access.visible` lets see it; or `seen`, from
    an actor and ids to those of them that the actor may open.
    """

    kind: str
    name: Any  # what one is called, lazily translated
    # The texts of a thing as everybody of its space may read them, [] when there is nothing to find (any
    # more). Called with an id as text, in the thing's space (outside any for things of every space).
    texts: Callable[[str], list[FindableText]]
    # Where a hit leads: (actor, id, language of the hit).
    address: Callable[[Any, str, str], str]
    # Every id there is, each with its space or None: what the whole index is made from.
    every: Callable[[], Iterable[tuple[UUID | None, str]]]
    model: Any = None
    action: Any = None
    seen: Callable[[Any, list[str]], set[str]] | None = None
    by_meaning: bool = True  # False: found by its words alone, never because it seems alike
    priority: int = 50  # of the filter on the page


@dataclass
class _Ears:
    forget: list[Callable[[str, str], None]] = field(default_factory=list)


_findables: dict[str, Findable] = {}
_ears = _Ears()


def findable(one: Findable) -> Findable:
    """Register a kind of thing; the same kind again takes the place of the earlier one.

    Raises ValueError for one that does not say who may see it.
    """
    if (one.seen is None) == (one.model is None or one.action is None):
        raise ValueError(f"{one.kind}: say model and action, or seen, and not both")
    _findables[one.kind] = one
    return one


def findables() -> dict[str, Findable]:
    """Every registered kind, in the order in which pages name them."""
    return dict(sorted(_findables.items(), key=lambda pair: (pair[1].priority, pair[0])))


def topic(kind: str) -> str:
    """The outbox topic that says: something of this kind changed."""
    return f"{CHANGED}.{kind}"


def changed(kind: str, id: UUID, *, space: UUID | None = None) -> None:
    """Say, inside the deed's transaction, that a thing can be found from now on, or reads differently."""
    outbox.emit(topic(kind), id=id, **({} if space is None else {"space": space}))


def forgotten(kind: str, id: UUID | str) -> None:
    """Take a thing out of the index inside the deed's own transaction: when the deed stands, it is gone."""
    for forget in _ears.forget:
        forget(kind, str(id))


def on_forgotten(forget: Callable[[str, str], None]) -> Callable[[str, str], None]:
    """Have `forget(kind, id)` called for each thing that is forgotten; usable as a decorator."""
    _ears.forget.append(forget)
    return forget
