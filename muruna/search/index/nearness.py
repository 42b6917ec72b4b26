"""Whole texts as one matrix in memory: which are near to a question, to look at their passages next."""

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from muruna.search.index.encoder import DIMENSIONS
from muruna.search.index.keeping import wholes
from muruna.search.index.words import Where
from muruna.search.models import SearchDocument

_AT_ONCE = 400  # changes that a request reads itself; more are read beside it
# Microseconds: on PostgreSQL a transaction that began earlier may commit later; SQLite has one writer.
_OVERLAP = {"postgresql": 5_000_000, "sqlite": 0}
_ELSEWHERE = -2.0  # below any cosine
_COLUMNS = ("pk", "whole", "space_id", "kind", "language", "change")


@dataclass
class Nearness:
    """The vectors of this process; rows of texts that are gone stay until the next fresh start, unseen."""

    rows: int = 0
    last: int = 0
    matrix: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, DIMENSIONS), np.float32))
    ids: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    places: NDArray[np.int32] = field(default_factory=lambda: np.empty((0, 3), np.int32))
    row_of: dict[int, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)  # change by id, within the overlap
    names: dict[object, int] = field(default_factory=lambda: {None: 0})
    lock: threading.Lock = field(default_factory=threading.Lock)

    def number(self, name: object) -> int:
        """A small number for a space, a kind or a language."""
        return self.names.setdefault(name, len(self.names))

    def add(self, found: Iterable[tuple[int, bytes, UUID | None, str, str, int]]) -> None:
        """Take in rows, new ones and changed ones."""
        rows = list(found)
        for (pk, _whole, space_id, kind, language, change), whole in zip(
            rows, wholes(row[1] for row in rows), strict=True
        ):
            self.seen[pk] = change
            row = self.row_of.setdefault(pk, self.rows)
            if row == self.rows:
                self._make_room()
                self.rows += 1
            self.matrix[row] = whole
            self.ids[row] = pk
            self.places[row] = (self.number(space_id), self.number(kind), self.number(language))
            self.last = max(self.last, change)

    def _make_room(self) -> None:
        if self.rows < len(self.ids):
            return
        size = max(256, len(self.ids) * 3 // 2)
        for name in ("matrix", "ids", "places"):
            old = getattr(self, name)
            grown = np.zeros((size, *old.shape[1:]), old.dtype)
            grown[: len(old)] = old
            setattr(self, name, grown)

    def near(
        self, asked: NDArray[np.float32], where: Where, most: int, also: Collection[int] = ()
    ) -> dict[int, float]:
        """How near whole texts are, by id: the nearest ones among those looked for, and those of `also`."""
        with self.lock:
            matrix, ids, places = self.matrix[: self.rows], self.ids[: self.rows], self.places[: self.rows]
            wanted = [
                (0, [self.number(None), *([self.number(where.space_id)] if where.space_id else [])]),
                (1, [self.number(one) for one in where.kinds]),
                (2, [self.number(one) for one in where.languages]),
            ]
            beside = {one: self.row_of[one] for one in also if one in self.row_of}
        scores = matrix @ asked
        found = {one: float(scores[row]) for one, row in beside.items()}
        for column, numbers in wanted:
            if numbers:
                scores[~np.isin(places[:, column], numbers)] = _ELSEWHERE
        most = min(most, len(scores))
        if not most:
            return found
        best = np.argpartition(-scores, most - 1)[:most]
        found |= {int(ids[row]): float(scores[row]) for row in best if scores[row] > _ELSEWHERE}
        return found


_nearness: dict[str, Nearness] = {}
_start = threading.Lock()


def nearness(*, wait: bool = False) -> Nearness | None:
    """The matrix as of now; None while it is being read for the first time (unless told to wait)."""
    name = f"{connection.vendor}:{connection.settings_dict['NAME']}"
    with _start:
        held = _nearness.setdefault(name, Nearness())
    if not held.lock.acquire(blocking=wait):
        return held if held.last else None
    overlap = _OVERLAP[connection.vendor]
    try:
        kept = SearchDocument.objects.filter(whole__isnull=False)
        changes = kept.filter(change__gt=held.last - overlap).values_list("pk", "change")
        fresh = [pk for pk, change in changes.iterator(5000) if held.seen.get(pk) != change]
        if not wait and len(fresh) > _AT_ONCE:
            _read_beside()
            return held if held.last else None
        for start in range(0, len(fresh), _AT_ONCE):
            some = kept.filter(pk__in=fresh[start : start + _AT_ONCE])
            held.add(some.order_by("change").values_list(*_COLUMNS))
        horizon = held.last - 2 * overlap
        held.seen = {pk: change for pk, change in held.seen.items() if change > horizon}
    finally:
        held.lock.release()
    return held


def _read_beside() -> None:
    def read() -> None:
        try:
            nearness(wait=True)
        finally:
            connection.close()

    threading.Thread(target=read, name="nearness", daemon=True).start()


def forget_all() -> None:
    """Start afresh, as a new process would."""
    with _start:
        _nearness.clear()
