"""Sealing a goal and what is said to it, under the content key of the goal's container."""

import json
from typing import Any
from uuid import UUID

from muruna.foundation.vault import open_padded, seal_padded


def _about(kind: str, goal: UUID, epoch: int) -> bytes:
    return f"{kind}:".encode() + goal.bytes + epoch.to_bytes(4, "big")


def seal_words(key: bytes, kind: str, goal: UUID, epoch: int, data: Any) -> bytes:
    """`data` (JSON) sealed as this `kind` of words of this goal; raises vault.TooLong above 64 KiB."""
    return seal_padded(key, json.dumps(data, ensure_ascii=False).encode(), _about(kind, goal, epoch))


def open_words(key: bytes, kind: str, goal: UUID, epoch: int, body: bytes) -> Any:
    """What `seal_words` sealed; raises CannotOpen for anything else."""
    return json.loads(open_padded(key, bytes(body), _about(kind, goal, epoch)))
