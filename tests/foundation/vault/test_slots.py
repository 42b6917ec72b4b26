"""Slots open with their secret on their host; unused ones look alike. Argon2 is slow: few tests."""

import threading
import time

import pytest

from muruna.foundation.vault import boxes, slots
from muruna.foundation.vault.errors import WrongSecret

PEPPER, ROOT = b"p" * 32, bytes(range(32))


@pytest.fixture(scope="module")
def slot() -> slots.Slot:
    return slots.make_slot(PEPPER, "six words of my own here", ROOT)


def test_slot_opens_with_its_secret(slot):
    assert slots.open_slot(PEPPER, "six words of my own here", slot) == ROOT


def test_slot_refuses_another_secret_and_another_host(slot):
    with pytest.raises(WrongSecret):
        slots.open_slot(PEPPER, "six words of my own her", slot)
    with pytest.raises(WrongSecret):
        slots.open_slot(b"q" * 32, "six words of my own here", slot)


@pytest.mark.parametrize("part", ["salt", "verifier", "wrapped"])
def test_slot_refuses_a_changed_part(slot, part):
    raw = bytearray(getattr(slot, part))
    raw[-1] ^= 1

    with pytest.raises(WrongSecret):
        slots.open_slot(PEPPER, "six words of my own here", slot._replace(**{part: bytes(raw)}))


def test_unused_slot_opens_for_nobody_and_costs_the_same_work(slot, monkeypatch):
    calls = []
    slow = slots.stretched
    monkeypatch.setattr(slots, "stretched", lambda *given: calls.append(given) or slow(*given))

    with pytest.raises(WrongSecret):
        slots.open_slot(PEPPER, "", slots.random_slot())

    assert len(calls) == 1


def test_unused_slots_look_like_used_ones(slot):
    unused = slots.random_slot()

    assert [len(part) for part in unused] == [len(part) for part in slot] == [16, 32, 73]
    assert unused.wrapped[0] == slot.wrapped[0] == boxes.PLAIN
    assert slots.random_slot() != unused
    # Beyond the version byte every byte of an unused slot varies, as it does in a used one.
    many = [b"".join(slots.random_slot()) for _ in range(64)]
    steady = [index for index, column in enumerate(zip(*many, strict=True)) if len(set(column)) == 1]
    assert steady == [16 + 32]


def test_stored_parts_tell_neither_root_nor_secret(slot):
    stored = b"".join(slot)

    assert ROOT not in stored
    assert b"six words" not in stored


def test_at_most_two_stretch_at_once():
    # Real Argon2: with both places taken, a third must wait until one is given back.
    done = threading.Event()
    with slots._AT_ONCE, slots._AT_ONCE:
        thread = threading.Thread(target=lambda: (slots.stretched(b"x", b"s" * 16), done.set()))
        thread.start()
        time.sleep(0.4)
        waited = not done.is_set()
    thread.join(10)

    assert waited
    assert done.is_set()
