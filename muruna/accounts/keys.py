"""The keys that an open session holds: they live for one request and are never stored in clear."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from muruna.foundation.vault import open_padded, open_sealed, seal, seal_padded, unwrap
from muruna.foundation.vault.boxes import PADDED


@dataclass(frozen=True, repr=False)
class Keys:
    """A person's root key, and what it opens."""

    person_id: UUID
    root: bytes
    _private_sealed: bytes = field(default=b"")

    @cached_property
    def private(self) -> bytes:
        """The private half of the person's identity, which opens the content keys wrapped to them."""
        return open_sealed(self.root, self._private_sealed, b"identity:" + self.person_id.bytes)

    def seal_own(self, about: str, data: Any) -> bytes:
        """`data` (JSON) sealed for this person alone; `about` must be given again to open it."""
        return seal(self.root, json.dumps(data, ensure_ascii=False).encode(), self._about(about))

    def open_own(self, about: str, blob: bytes) -> Any:
        """What `seal_own` or `seal_own_padded` sealed; raises CannotOpen for anything else."""
        blob = bytes(blob)
        open_box = open_padded if blob[:1] == bytes([PADDED]) else open_sealed
        return json.loads(open_box(self.root, blob, self._about(about)))

    def seal_own_padded(self, about: str, data: Any) -> bytes:
        """As `seal_own`, in one of five sizes, so that a length tells little; raises TooLong above 64 KiB."""
        return seal_padded(self.root, json.dumps(data, ensure_ascii=False).encode(), self._about(about))

    def digest(self, data: bytes) -> bytes:
        """32 bytes that stand for `data` and that nobody without the root key can test guesses against."""
        return hmac.new(self.root, b"digest:" + data, hashlib.sha256).digest()

    def open_content_key(self, wrapped: bytes, about: bytes) -> bytes:
        """A content key that was wrapped to this person; raises CannotOpen."""
        return unwrap(self.private, bytes(wrapped), about)

    def _about(self, about: str) -> bytes:
        return f"own:{about}:".encode() + self.person_id.bytes
