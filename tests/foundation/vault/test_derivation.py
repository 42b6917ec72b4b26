"""Derived keys follow the standards and keep purposes apart."""

import hashlib
import hmac
from base64 import b64encode

import pytest
from argon2.low_level import Type, verify_secret
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from muruna.foundation.vault.derivation import derive, keyed_digest
from muruna.foundation.vault.slots import stretched


def hkdf_by_hand(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869, written out with HMAC alone."""
    extracted = hmac.new(salt or bytes(32), key, hashlib.sha256).digest()
    out, block, count = b"", b"", 1
    while len(out) < length:
        block = hmac.new(extracted, block + info + bytes([count]), hashlib.sha256).digest()
        out, count = out + block, count + 1
    return out[:length]


def test_hand_written_hkdf_gives_the_answer_of_rfc_5869_case_1():
    answer = hkdf_by_hand(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)

    assert answer.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


@given(key=st.binary(min_size=1, max_size=64), salt=st.binary(max_size=64), length=st.integers(1, 200))
def test_derive_is_hkdf_with_our_prefix(key, salt, length):
    assert derive(key, "x/1", salt=salt, length=length) == hkdf_by_hand(key, salt, b"muruna/x/1", length)


@given(key=st.binary(min_size=1, max_size=64), salt=st.binary(max_size=64), length=st.integers(1, 200))
def test_derive_agrees_with_cryptography(key, salt, length):
    theirs = HKDF(algorithm=SHA256(), length=length, salt=salt or None, info=b"muruna/box/1")

    assert derive(key, "box/1", salt=salt, length=length) == theirs.derive(key)


def test_derive_refuses_more_than_hkdf_has():
    with pytest.raises(ValueError, match="8160"):
        derive(b"k" * 32, "x", length=8161)


def test_purposes_give_unrelated_keys():
    assert len({derive(b"k" * 32, purpose) for purpose in ("a", "b", "ab", "a/b")}) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("p", "ab", "c"), ("p", "a", "bc")),
        (("p", "a"), ("p", "a", "")),
        (("p", "a"), ("pa",)),
        (("p",), ("q",)),
    ],
)
def test_digest_keeps_its_parts_apart(one, other):
    assert keyed_digest(b"k", *one) != keyed_digest(b"k", *other)


def test_digest_depends_on_its_key_and_repeats():
    assert keyed_digest(b"k", "p", "a") == keyed_digest(b"k", "p", b"a")
    assert keyed_digest(b"k", "p", "a") != keyed_digest(b"l", "p", "a")


def test_argon2_runs_with_the_parameters_we_promise():
    # The encoded form names the parameters; the library itself confirms that they were used.
    salt, secret = bytes(range(16)), b"opera sibling flower punch child height"

    parts = [b64encode(raw).rstrip(b"=") for raw in (salt, stretched(secret, salt))]

    assert verify_secret(b"$argon2id$v=19$m=65536,t=3,p=1$" + b"$".join(parts), secret, Type.ID)
