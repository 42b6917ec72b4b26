"""Sealed boxes: AES-256-GCM under a key used once, with a version byte, context and optional padding.

Layout: version (1) | salt (24) | ciphertext and tag (16). The box key and nonce are derived from the
long-lived key and the random salt, so that no number of boxes under one key can repeat a nonce.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from muruna.foundation.vault.derivation import derive
from muruna.foundation.vault.errors import CannotOpen, TooLong

KEY_BYTES = 32
PLAIN = 1
PADDED = 2
SALT_BYTES = 24
TAG_BYTES = 16
OVERHEAD = 1 + SALT_BYTES + TAG_BYTES
HEADER_BYTES = 4
PADDED_SIZES = (256, 1024, 4096, 16384, 65536)
LONGEST_PADDED = PADDED_SIZES[-1] - HEADER_BYTES


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, about: bytes) -> bytes:
    """Seal the plaintext for whoever holds the key, bound to its context `about`."""
    return _close(PLAIN, key, plaintext, about)


def open_sealed(key: bytes, blob: bytes, about: bytes) -> bytes:
    """The plaintext of a box made by `seal`; raises CannotOpen if key, context or any byte differs."""
    return _open(PLAIN, key, blob, about)


def seal_padded(key: bytes, plaintext: bytes, about: bytes) -> bytes:
    """Like `seal`, but the size tells only one of five classes; raises TooLong above LONGEST_PADDED."""
    return _close(PADDED, key, pad(plaintext), about)


def open_padded(key: bytes, blob: bytes, about: bytes) -> bytes:
    """The plaintext of a box made by `seal_padded`; raises CannotOpen like `open_sealed`."""
    return unpad(_open(PADDED, key, blob, about))


def pad(plaintext: bytes) -> bytes:
    """Length header, plaintext and zeros up to the next of PADDED_SIZES; raises TooLong."""
    needed = HEADER_BYTES + len(plaintext)
    for size in PADDED_SIZES:
        if needed <= size:
            return (len(plaintext).to_bytes(HEADER_BYTES, "big") + plaintext).ljust(size, b"\0")
    raise TooLong(f"{len(plaintext)} bytes do not fit {LONGEST_PADDED}")


def unpad(padded: bytes) -> bytes:
    """The plaintext inside `pad`'s frame; raises CannotOpen when the frame is not one."""
    length = int.from_bytes(padded[:HEADER_BYTES], "big")
    if len(padded) not in PADDED_SIZES or HEADER_BYTES + length > len(padded):
        raise CannotOpen("the padding is not a frame of ours")
    return padded[HEADER_BYTES : HEADER_BYTES + length]


def _box_key(version: int, key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a vault key has {KEY_BYTES} bytes")
    material = derive(key, f"box/{version}", salt=salt, length=KEY_BYTES + 12)
    return AESGCM(material[:KEY_BYTES]), material[KEY_BYTES:]


def _close(version: int, key: bytes, plaintext: bytes, about: bytes) -> bytes:
    salt = secrets.token_bytes(SALT_BYTES)
    cipher, nonce = _box_key(version, key, salt)
    mark = bytes([version])
    return mark + salt + cipher.encrypt(nonce, plaintext, mark + about)


def _open(version: int, key: bytes, blob: bytes, about: bytes) -> bytes:
    if len(blob) < OVERHEAD or blob[0] != version:
        raise CannotOpen("not a box of this version")
    cipher, nonce = _box_key(version, key, blob[1 : 1 + SALT_BYTES])
    try:
        return cipher.decrypt(nonce, blob[1 + SALT_BYTES :], blob[:1] + about)
    except InvalidTag:
        raise CannotOpen("key, context or content differs") from None
