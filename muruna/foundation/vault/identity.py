"""A person's key pair, to which anyone can wrap a content key while they are away.

HPKE (RFC 9180, base mode) with ML-KEM-768 + X25519, HKDF-SHA256 and AES-256-GCM: it holds as long as
either half of the key exchange does. Keys and blobs start with a version byte.
"""

from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from muruna.foundation.vault.errors import CannotOpen

VERSION = b"\x01"
SEED_BYTES = 64  # ML-KEM's seed (FIPS 203: d and z), from which its private key is expanded
KEM_PUBLIC_BYTES = 1184
CURVE_BYTES = 32
PRIVATE_BYTES = 1 + SEED_BYTES + CURVE_BYTES
PUBLIC_BYTES = 1 + KEM_PUBLIC_BYTES + CURVE_BYTES

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Identity(NamedTuple):
    """Both halves of a key pair as bytes; the private one is kept only sealed under the root key."""

    private: bytes
    public: bytes

    def __repr__(self) -> str:
        return "Identity(private=..., public=...)"


def new_identity() -> Identity:
    """A fresh key pair: private 97 bytes, public 1,217."""
    kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    return Identity(
        private=VERSION + kem.private_bytes_raw() + curve.private_bytes_raw(),
        public=VERSION + kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw(),
    )


def wrap_for(public: bytes, key: bytes, about: bytes) -> bytes:
    """The key wrapped to whoever holds the private half; raises ValueError if `public` is no public key."""
    if len(public) != PUBLIC_BYTES or public[:1] != VERSION:
        raise ValueError("not a public key of this version")
    split = 1 + KEM_PUBLIC_BYTES
    recipient = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[1:split]),
        X25519PublicKey.from_public_bytes(public[split:]),
    )
    return VERSION + _SUITE.encrypt(key, recipient, _info(about))


def unwrap(private: bytes, blob: bytes, about: bytes) -> bytes:
    """The key inside `wrap_for`'s blob; raises CannotOpen if key, context or any byte differs."""
    if len(private) != PRIVATE_BYTES or private[:1] != VERSION:
        raise ValueError("not a private key of this version")
    if blob[:1] != VERSION:
        raise CannotOpen("not a wrapped key of this version")
    split = 1 + SEED_BYTES
    recipient = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(private[1:split]),
        X25519PrivateKey.from_private_bytes(private[split:]),
    )
    try:
        return _SUITE.decrypt(blob[1:], recipient, _info(about))
    except (InvalidTag, ValueError):
        # ValueError: a forged share that makes the X25519 half all zero.
        raise CannotOpen("key, context or content differs") from None


def _info(about: bytes) -> bytes:
    return b"muruna/wrap/1/" + about
