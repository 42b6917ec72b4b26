"""Boxes open only with the right key, for the right context, untouched; padding hides sizes."""

import secrets

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from muruna.foundation.vault import boxes
from muruna.foundation.vault.derivation import derive
from muruna.foundation.vault.errors import CannotOpen, TooLong

KEY = bytes(range(32))


@given(plaintext=st.binary(max_size=2000), about=st.binary(max_size=80))
def test_box_gives_back_what_was_sealed(plaintext, about):
    assert boxes.open_sealed(KEY, boxes.seal(KEY, plaintext, about), about) == plaintext
    assert boxes.open_padded(KEY, boxes.seal_padded(KEY, plaintext, about), about) == plaintext


@pytest.mark.parametrize("kind", ["plain", "padded"])
def test_box_refuses_a_change_of_any_byte(kind):
    seal, reopen = (
        (boxes.seal, boxes.open_sealed) if kind == "plain" else (boxes.seal_padded, boxes.open_padded)
    )
    blob = seal(KEY, b"the words", b"thread 1")

    for index in range(len(blob)):
        damaged = bytearray(blob)
        damaged[index] ^= 1 << (index % 8)
        with pytest.raises(CannotOpen):
            reopen(KEY, bytes(damaged), b"thread 1")
        with pytest.raises(CannotOpen):
            reopen(KEY, blob[:index], b"thread 1")


@given(blob=st.binary(max_size=400))
def test_box_refuses_any_bytes_that_were_never_sealed(blob):
    for mark in (blob, b"\x01" + blob, b"\x02" + blob):
        with pytest.raises(CannotOpen):
            boxes.open_sealed(KEY, mark, b"")
        with pytest.raises(CannotOpen):
            boxes.open_padded(KEY, mark, b"")


def refuses_another_context(seal, reopen) -> bool:
    """Whether a box sealed for one context stays shut in another: the rule, as one probe."""
    try:
        reopen(KEY, seal(KEY, b"words", b"thread 1"), b"thread 2")
    except CannotOpen:
        return True
    return False


def test_box_stays_shut_in_another_context():
    assert refuses_another_context(boxes.seal, boxes.open_sealed)
    assert refuses_another_context(boxes.seal_padded, boxes.open_padded)


def test_planted_fault_a_seal_that_forgets_its_context_is_noticed():
    def forgetful_seal(key, plaintext, about):
        return boxes.seal(key, plaintext, b"")

    def forgetful_open(key, blob, about):
        return boxes.open_sealed(key, blob, b"")

    assert not refuses_another_context(forgetful_seal, forgetful_open)


def test_box_stays_shut_for_another_key():
    with pytest.raises(CannotOpen):
        boxes.open_sealed(boxes.new_key(), boxes.seal(KEY, b"words", b"a"), b"a")


def test_box_starts_with_its_version_and_refuses_to_be_relabelled():
    plain, padded = boxes.seal(KEY, b"w", b"a"), boxes.seal_padded(KEY, b"w", b"a")

    assert (plain[0], padded[0]) == (1, 2)
    with pytest.raises(CannotOpen):
        boxes.open_padded(KEY, b"\x02" + plain[1:], b"a")
    with pytest.raises(CannotOpen):
        boxes.open_sealed(KEY, b"\x01" + padded[1:], b"a")
    with pytest.raises(CannotOpen):
        boxes.open_sealed(KEY, b"\x03" + plain[1:], b"a")


def test_box_never_repeats_itself_and_hides_the_plaintext():
    blobs = {boxes.seal(KEY, b"the same words", b"a") for _ in range(200)}

    assert len(blobs) == 200
    assert not any(b"the same words" in blob for blob in blobs)


def test_box_layout_is_the_documented_one():
    blob = boxes.seal(KEY, b"words", b"about")

    material = derive(KEY, "box/1", salt=blob[1:25], length=44)
    opened = AESGCM(material[:32]).decrypt(material[32:], blob[25:], b"\x01about")
    assert opened == b"words"
    assert len(blob) == boxes.OVERHEAD + len(b"words")


def test_key_of_a_wrong_size_is_a_programming_error():
    with pytest.raises(ValueError, match="32 bytes"):
        boxes.seal(b"short", b"words", b"a")


EDGES = [0, 1, 251, 252, 253, 1020, 1021, 4092, 4093, 16380, 16381, 65531, 65532]


@pytest.mark.parametrize("length", EDGES)
def test_padded_box_has_the_smallest_class_that_fits(length):
    plaintext = secrets.token_bytes(length)

    blob = boxes.seal_padded(KEY, plaintext, b"a")

    size = len(blob) - boxes.OVERHEAD
    assert size == min(s for s in (256, 1024, 4096, 16384, 65536) if s >= length + 4)
    assert boxes.open_padded(KEY, blob, b"a") == plaintext


def test_padded_boxes_fall_into_exactly_five_sizes():
    lengths = [*EDGES, *range(0, 65533, 997)]

    sizes = {len(boxes.seal_padded(KEY, b"x" * length, b"a")) - boxes.OVERHEAD for length in lengths}

    assert sizes == {256, 1024, 4096, 16384, 65536}


def test_padded_box_refuses_what_does_not_fit():
    with pytest.raises(TooLong):
        boxes.seal_padded(KEY, b"x" * 65533, b"a")


def test_padded_box_refuses_a_frame_whose_length_lies():
    with pytest.raises(CannotOpen):
        boxes.unpad((9999).to_bytes(4, "big").ljust(256, b"x"))
    with pytest.raises(CannotOpen):
        boxes.unpad(b"")
    with pytest.raises(CannotOpen):
        boxes.unpad(b"\0" * 255)
