"""What the two databases do alike: keep the marks of a text, and find the texts that hold some of them."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db import connection

MOST_ASKED = 24  # words of a question; the rest of a long one says little more


@dataclass(frozen=True, slots=True)
class Entry:
    """The marks of one text."""

    document: int
    title: tuple[str, ...]
    body: tuple[str, ...]
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question: the marks of its forms, and of its beginning if it may be unfinished."""

    marks: tuple[str, ...]
    start: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Among which texts to look: those for everybody, and one community's; some kinds, some languages."""

    space_id: UUID | None = None
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def condition(self) -> tuple[str, list[object]]:
        """As SQL on search_document d, with its parameters."""
        from muruna.search.models import SearchDocument

        parts, values = ["d.space_id IS NULL"], []
        if self.space_id is not None:
            field = SearchDocument._meta.get_field("space_id")
            parts, values = (
                ["(d.space_id IS NULL OR d.space_id = %s)"],
                [field.get_db_prep_value(self.space_id, connection)],
            )
        for name, wanted in (("kind", self.kinds), ("language", self.languages)):
            if wanted:
                parts.append(f"d.{name} IN ({', '.join(['%s'] * len(wanted))})")
                values += wanted
        return " AND ".join(parts), values


class Scored(NamedTuple):
    """A text with words of the question: the share of their weight that it has, and that its title has.

    About 1 where all are there; a text that says them often has more.
    """

    document: int
    words: float
    title: float


class WordIndex(Protocol):
    """One of the two engines."""

    def put(self, entries: list[Entry]) -> None:
        """Keep the marks of texts that have none yet."""

    def drop(self, documents: list[int]) -> None:
        """Forget the marks of texts."""

    def holding(self, marks: list[str]) -> dict[str, int]:
        """How many texts hold each mark (an engine may stop counting at some thousands)."""

    def best(self, asked: list[Asked], where: Where, most: int) -> list[Scored]:
        """Texts with any of the words, best first."""

    def tidy(self) -> bool:
        """Do a piece of the tidying after deletions; whether more is left."""

    def size(self) -> int:
        """Bytes on the disk."""


def word_index() -> WordIndex:
    """The engine of the database in use."""
    if connection.vendor == "postgresql":
        from muruna.search.index.postgres import Postgres

        return Postgres()
    from muruna.search.index.sqlite import Sqlite

    return Sqlite()
