"""Keys from keys: HKDF-SHA256 (RFC 5869) and keyed digests, each bound to a named purpose."""

import hashlib
import hmac

_BLOCK = 32  # bytes that SHA-256 gives at a time


def derive(key: bytes, purpose: str, *, salt: bytes = b"", length: int = 32) -> bytes:
    """A key of `length` bytes for one purpose; different purposes tell nothing about each other."""
    # Written out because every box has a key of its own: a page of messages derives a hundred, and a
    # library's objects for three HMACs cost several times the HMACs. Held to RFC 5869 and to `cryptography`.
    if length > 255 * _BLOCK:
        raise ValueError("HKDF-SHA256 gives at most 8160 bytes")
    info = b"muruna/" + purpose.encode()
    middle = hmac.digest(salt or bytes(_BLOCK), key, "sha256")
    block = material = b""
    for number in range(1, -(-length // _BLOCK) + 1):
        block = hmac.digest(middle, block + info + bytes([number]), "sha256")
        material += block
    return material[:length]


def keyed_digest(key: bytes, purpose: str, *parts: bytes | str) -> bytes:
    """HMAC-SHA256 (32 bytes) over the purpose and each part; parts cannot run into each other."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in (purpose, *parts):
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        # A length before each part: ("ab", "c") and ("a", "bc") must differ.
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.digest()
