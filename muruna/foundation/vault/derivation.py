"""Keys from keys: HKDF-SHA256 (RFC 5869) and keyed digests, each bound to a named purpose."""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SHA256 = SHA256()


def derive(key: bytes, purpose: str, *, salt: bytes = b"", length: int = 32) -> bytes:
    """A key of `length` bytes for one purpose; different purposes tell nothing about each other."""
    return HKDF(_SHA256, length, salt, b"muruna/" + purpose.encode()).derive(key)


def keyed_digest(key: bytes, purpose: str, *parts: bytes | str) -> bytes:
    """HMAC-SHA256 (32 bytes) over the purpose and each part; parts cannot run into each other."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in (purpose, *parts):
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        # A length before each part: ("ab", "c") and ("a", "bc") must differ.
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.digest()
