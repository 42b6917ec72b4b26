"""A key wrapped to a person opens with their private half alone, in its own context alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muruna.foundation.vault import CannotOpen, new_identity, unwrap, wrap_for

ROSE, SAMI = new_identity(), new_identity()
KEY = bytes(range(32))


@settings(deadline=None)
@given(key=st.binary(min_size=1, max_size=64), about=st.binary(max_size=60))
def test_wrapped_key_comes_back(key, about):
    assert unwrap(ROSE.private, wrap_for(ROSE.public, key, about), about) == key


def test_wrapped_key_is_of_one_size_and_never_the_same():
    one, other = (wrap_for(ROSE.public, KEY, b"a") for _ in range(2))

    assert len(one) == len(other) == 1 + 1120 + 32 + 16
    assert one != other
    assert KEY not in one


def test_wrapped_key_stays_shut_for_others_and_elsewhere():
    blob = wrap_for(ROSE.public, KEY, b"thread 1")

    with pytest.raises(CannotOpen):
        unwrap(SAMI.private, blob, b"thread 1")
    with pytest.raises(CannotOpen):
        unwrap(ROSE.private, blob, b"thread 2")


def test_wrapped_key_refuses_a_change_of_any_byte():
    blob = wrap_for(ROSE.public, KEY, b"a")

    for index in range(len(blob)):
        damaged = bytearray(blob)
        damaged[index] ^= 0x80 if index % 2 else 0x01
        with pytest.raises(CannotOpen):
            unwrap(ROSE.private, bytes(damaged), b"a")


@given(blob=st.binary(max_size=1300))
def test_wrapped_key_refuses_noise(blob):
    for noise in (blob, b"\x01" + blob, b"\x01" + bytes(1168)):
        with pytest.raises(CannotOpen):
            unwrap(ROSE.private, noise, b"a")


@pytest.mark.parametrize("public", [b"", ROSE.public[1:], b"\x02" + ROSE.public[1:], b"\x01" + bytes(1216)])
def test_wrap_refuses_what_is_no_public_key(public):
    with pytest.raises(ValueError):  # noqa: PT011  the library words some of them
        wrap_for(public, KEY, b"a")


def test_identity_does_not_print_its_keys():
    assert ROSE.private.hex() not in repr(ROSE)
    assert repr(ROSE) == "Identity(private=..., public=...)"
