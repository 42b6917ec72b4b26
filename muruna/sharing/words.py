"""Opening and sealing what is shared: under a key of its own, bound to its place, padded."""

import json
from typing import Any
from uuid import UUID

from muruna.foundation.vault import open_padded, seal_padded
from muruna.sharing.models import Share


def item_place(share: UUID) -> bytes:
    """The associated data of the copy."""
    return b"share|" + share.bytes


def note_place(share: UUID, seq: int, by_giver: bool) -> bytes:
    """The associated data of a note: it opens only in its share, order, and from its writer."""
    return b"share-note|" + share.bytes + seq.to_bytes(4, "big") + (b"g" if by_giver else b"r")


def seal_body(key: bytes, share: UUID, body: dict[str, Any]) -> bytes:
    """The copy, sealed; raises vault.TooLong above 64 KiB."""
    return seal_padded(key, json.dumps(body, ensure_ascii=False).encode(), item_place(share))


def open_body(key: bytes, share: Share) -> dict[str, Any]:
    """The copy, opened; raises CannotOpen."""
    body: dict[str, Any] = json.loads(open_padded(key, bytes(share.body), item_place(share.pk)))
    return body
