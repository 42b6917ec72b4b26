"""What is left of typed words once a message has gone out."""

import pytest

from muruna.conversations.logic.drafts import Draft, after_sending, rest_of


@pytest.mark.parametrize(
    ("typed", "sent", "rest"),
    [
        ("Hello", "Hello", ""),
        ("Hello and more", "Hello", "and more"),
        ("Hello\n\nand more", "Hello", "and more"),
        ("Nothing", "No", "Nothing"),
        ("No", "Nothing", "No"),
        ("", "No", ""),
    ],
)
def test_the_rest_is_what_no_message_holds(typed: str, sent: str, rest: str) -> None:
    assert rest_of(typed, sent) == rest


def test_a_message_takes_only_the_words_that_it_was_made_of() -> None:
    other = Draft("other words", key="b", mark="m")
    assert after_sending(other, sent="mine", key="a", made_of="") == other
    for made_of in ("b", "m"):
        assert after_sending(other, sent="mine", key="a", made_of=made_of) is None
    assert after_sending(None, sent="mine", key="a", made_of="") is None
    # A page that shows no words has no key to take by.
    assert after_sending(Draft("kept before"), sent="mine", key="a", made_of="") == Draft("kept before")
