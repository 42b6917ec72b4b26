"""Joining codes: made without words in them, read however they are typed."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.spaces.logic.codes import LENGTH, LETTERS, grouped, new_code, normal_code


def test_a_code_is_twelve_letters_without_vowels_or_look_alikes():
    code = new_code(random.Random(4).choice)  # noqa: S311

    assert len(code) == LENGTH == 12
    assert set(code) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUL01")
    assert len(set(LETTERS)) ** LENGTH > 2**50


@pytest.mark.parametrize(
    "typed",
    ["BCDF-GHJK-MNPQ", "bcdfghjkmnpq", " bcdf ghjk mnpq\n", "BCDF–GHJK—MNPQ", 
     "ｂｃｄｆ-GHJK-MNPQ", "bcdf\u200fghjk.mnpq"],
)  # fmt: skip
def test_a_code_is_understood_however_it_is_typed(typed):
    assert normal_code(typed) == "BCDFGHJKMNPQ"


@pytest.mark.parametrize(
    "typed", ["", "BCDF", "ACDF-GHJK-MNPQ", "BCDF-GHJK-MNPQB", "بتثجحخدذرزسش", "BCDFGHJKMNP0"]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert normal_code(typed) is None


@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_nothing(typed):
    found = normal_code(typed)

    assert found is None or (len(found) == 12 and set(found) <= set(string.ascii_uppercase))


@given(st.randoms())
def test_a_printed_code_reads_back(rng):
    code = new_code(rng.choice)

    assert normal_code(grouped(code)) == normal_code(grouped(code).lower()) == code
