"""The words of a thread: sealed with its content key, bound to their place, padded, timed inside."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.accounts.keyring import container_keys
from muruna.conversations.models import Message, Thread
from muruna.foundation.vault import CannotOpen, open_padded, seal_padded

SAID, REQUEST, JOINED, END_ASKED = "said", "request", "joined", "end_asked"  # what a line is
MOST = 50  # messages on a page
# Plain rows, not models: a page opens fifty of them, and every one is read once and let go.
COLUMNS = ("id", "seq", "sender_id", "epoch", "body", "day")
Row = tuple[UUID, int, UUID | None, int, bytes, dt.date]


@dataclass(frozen=True)
class Words:
    """One opened message: who wrote what when; `text` is None when its writer has erased it."""

    id: UUID
    seq: int
    sender_id: UUID | None
    day: dt.date
    at: dt.datetime | None
    text: str | None
    kind: str = SAID


def place(thread_id: UUID, epoch: int, seq: int, sender_id: UUID | None) -> bytes:
    """The associated data of a message: it opens only in its thread, epoch, order and from its sender."""
    return b"|".join(
        [
            b"message",
            thread_id.bytes,
            str(epoch).encode(),
            str(seq).encode(),
            sender_id.bytes if sender_id else b"",
        ]
    )


def ending_place(thread_id: UUID, epoch: int) -> bytes:
    """The associated data of what was said at the end."""
    return b"ending|" + thread_id.bytes + epoch.to_bytes(4, "big")


def debrief_place(debrief_id: UUID) -> bytes:
    """The associated data of a note to the supervisor."""
    return b"debrief|" + debrief_id.bytes


def seal_words(key: bytes, about: bytes, *, text: str, at: dt.datetime, kind: str = SAID) -> bytes:
    """Sealed and padded words; raises TooLong above 64 KiB."""
    body = json.dumps({"t": text, "at": at.isoformat(timespec="seconds"), "k": kind}, ensure_ascii=False)
    return seal_padded(key, body.encode(), about)


def _opened(keys: dict[int, bytes], thread_id: UUID, rows: Iterable[Row]) -> list[Words]:
    """Messages opened with the thread's keys by epoch; raises CannotOpen without the right one."""
    found = []
    for pk, seq, sender_id, epoch, sealed, day in rows:
        if not sealed:
            found.append(Words(pk, seq, sender_id, day, None, None))
            continue
        if epoch not in keys:
            raise CannotOpen("no grant for this epoch")
        body = json.loads(open_padded(keys[epoch], bytes(sealed), place(thread_id, epoch, seq, sender_id)))
        at = dt.datetime.fromisoformat(body["at"])
        found.append(Words(pk, seq, sender_id, day, at, body["t"], body["k"]))
    return found


def opened_one(key: bytes, thread_id: UUID, row: Row) -> Words:
    """One message, opened with the key of its epoch."""
    return _opened({row[3]: key}, thread_id, [row])[0]


def open_thread(
    actor: Any, thread: Thread, *, after: int = 0, before: int | None = None, most: int = MOST
) -> list[Words]:
    """The words of `thread` that `actor` can open, oldest first: those after `after`, or the last `most`.

    Access is the caller's to check; without a grant nothing opens whatever the caller thinks.
    """
    keys = container_keys(actor, thread.pk)
    # Words of epochs before the reader came are not theirs: they are left out, not counted.
    messages = Message.objects.filter(thread=thread, seq__gt=after, epoch__in=keys)
    if before is not None:
        messages = messages.filter(seq__lt=before)
    newest = messages.order_by("seq" if after else "-seq").values_list(*COLUMNS)[:most]
    return _opened(keys, thread.pk, newest if after else reversed(newest))


def open_chosen(actor: Any, thread: Thread, ids: list[UUID]) -> list[Words]:
    """The messages of `thread` with these ids that `actor` can open and that still have words, in order."""
    keys = container_keys(actor, thread.pk)
    chosen = Message.objects.filter(thread=thread, pk__in=ids, epoch__in=keys).exclude(body=b"")
    return _opened(keys, thread.pk, chosen.order_by("seq").values_list(*COLUMNS))
