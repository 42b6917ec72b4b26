"""Slots: one root key, opened by a passphrase or a recovery phrase, slow to guess.

secret -> Argon2id -> HKDF with the host pepper -> verifier (stored) and key-encryption key (never stored).
The pepper lives outside the database, so that a stolen database alone cannot be guessed against.
"""

import hmac
import secrets
from threading import BoundedSemaphore
from typing import NamedTuple

from argon2.low_level import Type, hash_secret_raw

from muruna.foundation.vault.boxes import KEY_BYTES, OVERHEAD, PLAIN, open_sealed, seal
from muruna.foundation.vault.derivation import derive
from muruna.foundation.vault.errors import CannotOpen, WrongSecret

# RFC 9106's second recommended choice, one lane: about 155 ms on one core.
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 1
SALT_BYTES = 16
VERIFIER_BYTES = 32
WRAPPED_BYTES = OVERHEAD + KEY_BYTES

# Two at once: more would only take memory and slow each other down on a small machine.
_AT_ONCE = BoundedSemaphore(2)


class Slot(NamedTuple):
    """What is stored of one way in: 16 + 32 + 73 bytes, none of them secret without the phrase."""

    salt: bytes
    verifier: bytes
    wrapped: bytes


def make_slot(pepper: bytes, secret: str, root: bytes) -> Slot:
    """A slot that opens to `root` with this secret (already through normal_secret or recovery_secret)."""
    salt = secrets.token_bytes(SALT_BYTES)
    verifier, lock = _stretch(pepper, secret, salt)
    return Slot(salt, verifier, seal(lock, root, _about(salt)))


def open_slot(pepper: bytes, secret: str, slot: Slot) -> bytes:
    """The root key; raises WrongSecret after the same work, whether the slot is used or random."""
    verifier, lock = _stretch(pepper, secret, bytes(slot.salt))
    if not hmac.compare_digest(verifier, bytes(slot.verifier)):
        raise WrongSecret("this secret does not open this slot")
    try:
        return open_sealed(lock, bytes(slot.wrapped), _about(bytes(slot.salt)))
    except CannotOpen:
        raise WrongSecret("this slot is damaged") from None


def random_slot() -> Slot:
    """An unused slot: nothing opens it, and nobody can tell it from a used one."""
    box = bytes([PLAIN]) + secrets.token_bytes(WRAPPED_BYTES - 1)
    return Slot(secrets.token_bytes(SALT_BYTES), secrets.token_bytes(VERIFIER_BYTES), box)


def stretched(secret: bytes, salt: bytes) -> bytes:
    """Argon2id of the secret (32 bytes), at most two at a time in this process."""
    with _AT_ONCE:
        return hash_secret_raw(secret, salt, PASSES, MEMORY_KIB, LANES, 32, Type.ID)


def _stretch(pepper: bytes, secret: str, salt: bytes) -> tuple[bytes, bytes]:
    slow = stretched(secret.encode("utf-8", "surrogatepass"), salt)
    both = derive(slow, "slot/1", salt=pepper, length=VERIFIER_BYTES + KEY_BYTES)
    return both[:VERIFIER_BYTES], both[VERIFIER_BYTES:]


def _about(salt: bytes) -> bytes:
    return b"slot/" + salt
