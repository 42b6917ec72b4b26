"""Looking for contact details never takes long: it happens while a conversation is locked."""

import time

import pytest

from muruna.spaces.logic.contact_details import find_contact_details

LONGEST = 4000


@pytest.mark.parametrize(
    "part", ["a", "a-", "a.", "ab.", "1--", "ig ", "a@b.", "1 ", "a (at ", "a@a . ", "www ."]
)
def test_no_message_takes_long(part: str) -> None:
    text = (part * LONGEST)[:LONGEST]
    began = time.process_time()

    find_contact_details(text)

    assert time.process_time() - began < 0.4  # 1.9 s before repetitions were bounded


def test_a_run_of_spaces_takes_no_time() -> None:
    began = time.process_time()
    find_contact_details("ig" + " " * LONGEST)
    assert time.process_time() - began < 0.1
