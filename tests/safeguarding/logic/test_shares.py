"""Splitting a key: enough shares give it back, fewer say nothing."""

import itertools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.safeguarding.logic.shares import joined, split


@given(st.binary(min_size=1, max_size=32), st.integers(2, 4), st.integers(0, 3))
def test_any_enough_shares_give_the_key_back(key, need, more):
    shares = split(key, need + more, need, secrets.token_bytes)

    for chosen in itertools.combinations(shares, need):
        assert joined({number: shares[number] for number in chosen}) == key


@given(st.binary(min_size=4, max_size=4), st.binary(min_size=4, max_size=4))
def test_one_share_of_two_fits_every_key(key, other):
    """For each other key there is a slope that gives the very same share: it tells nothing."""
    share = split(key, 2, 2, secrets.token_bytes)[1]
    slope = bytes(a ^ b for a, b in zip(other, share, strict=True))

    assert split(other, 2, 2, lambda _: slope)[1] == share


def test_the_field_is_that_of_aes():
    # FIPS 197, 4.2: {57} x {83} = {c1}; the share at 0x83 of slope 0x57 and key 0 is their product.
    assert split(b"\x00", 0x83, 2, lambda _: b"\x57")[0x83] == b"\xc1"


def test_too_few_shares_give_something_else():
    key = secrets.token_bytes(32)
    shares = split(key, 3, 3, secrets.token_bytes)

    assert joined({1: shares[1], 2: shares[2]}) != key


@pytest.mark.parametrize(("shares", "need"), [(1, 1), (1, 2), (3, 1), (256, 2)])
def test_impossible_splittings_are_refused(shares, need):
    with pytest.raises(ValueError, match="cannot be made"):
        split(b"k" * 32, shares, need, secrets.token_bytes)


@pytest.mark.parametrize("wrong", [{0: b"a"}, {1: b"a", 2: b"ab"}, {}])
def test_what_are_no_shares_is_refused(wrong):
    with pytest.raises(ValueError, match="not shares"):
        joined(wrong)
