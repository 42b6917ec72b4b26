"""Keeping the index: a text goes in as marks at once and as vectors a little later, and out at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from muruna.foundation.clock import now
from muruna.foundation.findable import FindableText
from muruna.foundation.vault import host_digest, host_opener, host_seal
from muruna.language.logic.scripts import KNOWN, guess_language
from muruna.search.index import encoder
from muruna.search.index.marks import Marks
from muruna.search.index.thesaurus import concepts_in
from muruna.search.index.words import Entry, word_index
from muruna.search.logic.marking import passage_texts
from muruna.search.logic.words import starts_of, words_of
from muruna.search.models import SearchDocument

LONGEST = 200_000  # letters of a text that are read
_WHOLE, _PIECES = b"search/whole", b"search/pieces"


@dataclass(frozen=True)
class Text:
    """A text with its place: which kind of thing, which one, in which community (None: all)."""

    kind: str
    thing: str
    space_id: UUID | None
    found: FindableText
    by_meaning: bool = True
    language: str = field(init=False)

    def __post_init__(self) -> None:
        said = self.found.language.split("-")[0].lower()
        if said not in KNOWN:
            said = guess_language(f"{self.found.title}\n{self.found.body[:2000]}")
        object.__setattr__(self, "language", said)

    @property
    def digest(self) -> bytes:
        """Keyed, of everything that the index is made from."""
        space = self.space_id.bytes if self.space_id else b""
        return host_digest(
            "search text, read anew: 4",
            self.found.title,
            self.found.body[:LONGEST],
            space,
            str(self.by_meaning),
        )


def languages_of(language: str) -> tuple[str, ...]:
    """The languages to read a text in, from the code that stands on it."""
    return (language,) if language else ()


def keep(texts: Sequence[Text]) -> int:
    """Bring the index up to date with whole things: texts of theirs that are not among `texts` go.

    How many texts were written anew.
    """
    if not texts:
        return 0
    with transaction.atomic():
        things = {one.thing for one in texts}
        there = {
            (row.kind, row.thing, row.language): row
            for row in SearchDocument.objects.filter(
                kind__in={one.kind for one in texts}, thing__in=things
            ).only("kind", "thing", "language", "digest")
        }
        fresh = [
            one
            for one in {(one.kind, one.thing, one.language): one for one in texts}.values()
            if (key := (one.kind, one.thing, one.language)) not in there
            or bytes(there[key].digest) != one.digest
        ]
        kept = {(one.kind, one.thing, one.language) for one in texts}
        changed = {(one.kind, one.thing, one.language) for one in fresh}
        old = [row.pk for key, row in there.items() if key in changed or key not in kept]
        SearchDocument.objects.filter(pk__in=old).delete()
        write(fresh)
    return len(fresh)


def write(texts: Sequence[Text]) -> None:
    """Write texts that are not in the index."""
    marks, change = Marks(), int(now().timestamp() * 1_000_000)
    held = [(one, entry_of(one, 0, marks)) for one in texts]
    rows = SearchDocument.objects.bulk_create(
        SearchDocument(
            kind=one.kind,
            thing=one.thing,
            space_id=one.space_id,
            language=one.language,
            digest=one.digest,
            length=len(entry.body),
            wants_vectors=one.by_meaning and bool(entry.body or entry.title),
            change=change,
        )
        for one, entry in held
    )
    word_index().put(
        [
            Entry(row.pk, entry.title, entry.body, entry.starts)
            for row, (_one, entry) in zip(rows, held, strict=True)
        ]
    )


def entry_of(text: Text, document: int, marks: Marks) -> Entry:
    """The marks of a text."""
    languages = languages_of(text.language)
    title, spelled = _marks(text.found.title, languages, marks)
    body, more = _marks(text.found.body[:LONGEST], languages, marks)
    starts = {start for word in spelled | more for start in starts_of(word)}
    return Entry(document, title, body, tuple(marks.start(one) for one in sorted(starts)))


def _marks(text: str, languages: tuple[str, ...], marks: Marks) -> tuple[tuple[str, ...], set[str]]:
    words = list(words_of(text, languages))
    forms = [form for word in words for form in word.forms]
    forms += concepts_in(words, languages)
    return tuple(marks.of(form) for form in forms), {word.forms[0] for word in words}


def forget(kind: str, thing: str) -> None:
    """Take a thing out of the index, in every language, in the running transaction."""
    SearchDocument.objects.filter(kind=kind, thing=thing).delete()


def give_vectors(rows: Iterable[tuple[SearchDocument, FindableText]]) -> int:
    """Read texts for their meaning; how many were. Must not run inside a request: it may load the model.

    The reading, which takes seconds, holds no lock; what was withdrawn or changed meanwhile stays so.
    """
    chosen = list(rows)
    if not chosen:
        return 0
    read = [pieces_of(text) for _row, text in chosen]
    vectors = encoder.encode([piece for some in read for piece in some])
    at, change = 0, int(now().timestamp() * 1_000_000)
    with transaction.atomic():
        for (row, _text), some in zip(chosen, read, strict=True):
            mine = vectors[at : at + len(some)]
            at += len(some)
            SearchDocument.objects.filter(pk=row.pk, digest=row.digest).update(
                **sealed(mine), change=change, wants_vectors=False
            )
    return len(chosen)


def pieces_of(text: FindableText) -> list[str]:
    """What of a text is read for its meaning: its title, then each passage."""
    body = passage_texts(text.body[:LONGEST])
    title = text.title.strip()
    return [title or (body[0] if body else " "), *body]


def sealed(vectors: NDArray[np.float32]) -> dict[str, bytes]:
    """A text's vectors as they are kept: what it says as a whole, and each of its pieces."""
    whole = vectors.mean(axis=0)
    whole /= max(float(np.linalg.norm(whole)), 1e-6)
    return {
        "whole": host_seal(whole.astype(np.float16).tobytes(), _WHOLE),
        "vectors": host_seal(vectors.astype(np.float16).tobytes(), _PIECES),
    }


def wholes(blobs: Iterable[bytes]) -> Iterator[NDArray[np.float32]]:
    """The vectors of whole texts."""
    opened = host_opener(_WHOLE)
    for blob in blobs:
        yield np.frombuffer(opened(bytes(blob)), np.float16).astype(np.float32)


def pieces(blobs: Iterable[bytes]) -> Iterator[NDArray[np.float32]]:
    """The vectors of texts' pieces, title first."""
    opened = host_opener(_PIECES)
    for blob in blobs:
        flat = np.frombuffer(opened(bytes(blob)), np.float16)
        yield flat.reshape(-1, encoder.DIMENSIONS).astype(np.float32)
