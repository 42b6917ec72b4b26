"""From things to texts: what the packages registered, read in its own space, and brought into the index."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from muruna.foundation.findable import Findable, FindableText, findables
from muruna.foundation.tenancy import in_space
from muruna.search.index.keeping import Text, forget, give_vectors, keep
from muruna.search.models import SearchDocument

_log = logging.getLogger("muruna.search")


def texts_of(one: Findable, space_id: UUID | None, thing: str) -> list[Text]:
    """The texts of a thing as they read now, each in its language; [] when there is nothing to find."""
    with _in(space_id):
        found = one.texts(thing)
    texts = [Text(one.kind, thing, space_id, text, one.by_meaning) for text in found]
    return [text for text in texts if text.found.title.strip() or text.found.body.strip()]


def _in(space_id: UUID | None) -> Any:
    if space_id is None:
        return nullcontext()
    from muruna.spaces.models import Space

    return in_space(Space.objects.get(pk=space_id))


def bring_up_to_date(kind: str, thing: str, space_id: UUID | None) -> int:
    """Read a thing anew and keep, or forget, what is found; how many texts were written."""
    one = findables().get(kind)
    texts = texts_of(one, space_id, thing) if one else []
    if not texts:
        forget(kind, thing)
        return 0
    return keep(texts)


def give_waiting_vectors(most: int) -> int:
    """Read the texts that wait longest for their meaning; how many were looked at. Never in a request."""
    rows = list(
        SearchDocument.objects.filter(wants_vectors=True, kind__in=findables())
        .order_by("id")
        .defer("whole", "vectors")[:most]
    )
    if not rows:
        return 0  # the model is not loaded for nothing
    give_vectors(_with_texts(rows))
    return len(rows)


def _with_texts(rows: list[SearchDocument]) -> Iterator[tuple[SearchDocument, FindableText]]:
    known = findables()
    for row in rows:
        try:
            texts = texts_of(known[row.kind], row.space_id, row.thing)
        except Exception as problem:  # noqa: BLE001 - one unreadable thing must not keep the others waiting
            _log.warning("search.unreadable %s %s %s", row.kind, row.pk, type(problem).__name__)
            SearchDocument.objects.filter(pk=row.pk).update(wants_vectors=False)
            continue
        mine = next((one for one in texts if one.language == row.language), None)
        if mine is None or mine.digest != bytes(row.digest):
            # It reads differently by now: its own event is on the way, or was missed.
            row.delete() if not texts else keep(texts)
        else:
            yield row, mine.found
