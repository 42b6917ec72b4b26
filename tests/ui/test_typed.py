"""What a person typed: any text may come, nothing invisible that steers may stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.ui.logic.typed import balance_directions, clean_line, clean_words

CONTROLS = (
    "\x00\x01\x07\x0b\x1b\x7f\x85\r\n\t\ufeff\ufffe\u2028\u2029\u200d"
    "\u202a\u202b\u202c\u202e\u2066\u2068\u2069"
)
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(CONTROLS)), max_size=300)


@given(ANY_TEXT)
def test_words_keep_no_control_character_and_no_half_character(text: str) -> None:
    kept = clean_words(text)

    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    kept.encode()


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_words(clean_words(text)) == clean_words(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_line_is_one_line(text: str) -> None:
    assert not set("\n\r\t\u2028\u2029") & set(clean_line(text))


@given(ANY_TEXT)
def test_directions_are_closed_on_every_line(text: str) -> None:
    for line in clean_words(text).split("\n"):
        waiting: list[str] = []
        for c in line:
            if c in "\u202a\u202b\u202d\u202e":
                waiting.append("\u202c")
            elif c in "\u2066\u2067\u2068":
                waiting.append("\u2069")
            elif c in "\u202c\u2069":
                assert waiting.pop() == c
        assert waiting == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello\r\n\r\nworld  ", "hello\n\nworld"),
        ("tab\tstays", "tab\tstays"),
        ("null\x00gone", "nullgone"),
        ("\u200d\u202e \u2069", ""),
        ("e\u0301", "é"),
        ("👩🏽‍🚀 می‌خواهم", "👩🏽‍🚀 می‌خواهم"),
        ("half \ud83d left", "half  left"),
        ("\u3164\n\u2800", ""),
        ("\u0628\ufe0f", "\u0628\ufe0f"),
    ],
)
def test_words_worked_examples(typed: str, kept: str) -> None:
    assert clean_words(typed) == kept


STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(ANY_TEXT)
def test_line_steers_no_direction_and_words_override_none(text: str) -> None:
    assert not set(STEERING) & set(clean_line(text))
    assert not set("\u202d\u202e") & set(clean_words(text))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Am\u202eal\u202c", "Amal"),
        ("\u2068Sam\u2069 \u2067x", "Sam x"),
        ("\u202e\u2069", ""),
        ("\x1b[31mSam\x00", "[31mSam"),
        ("👩🏽\u200d🚀 می\u200cخواهم", "👩🏽\u200d🚀 می\u200cخواهم"),
        ("Am\u200bal\u2060 S\ufeffam", "Amal Sam"),
        ("\u3164", ""),
        ("\u115f \u1160\uffa0", ""),
        ("\u2800\u2800\u200d", ""),
        ("\ufe0f\U000e0100", ""),
        ("⠓⠊\u2800⠓⠊", "⠓⠊\u2800⠓⠊"),
    ],
)
def test_line_worked_examples(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_words_lose_an_override_and_keep_an_isolate_closed() -> None:
    assert clean_words("see \u202etxt\u202c, \u2066abc") == "see txt, \u2066abc\u2069"


def test_direction_cannot_reach_beyond_its_line() -> None:
    assert balance_directions("a \u202bb") == "a \u202bb\u202c"
    assert balance_directions("a\u2069 \u202cb") == "a b"
