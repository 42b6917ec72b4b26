"""Passphrases are judged by length and guessability alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muruna.accounts.logic.passphrases import LONGEST, PassphraseProblem, passphrase_problems
from muruna.foundation.vault import phrases

SHORT, LONG, EASY = PassphraseProblem.TOO_SHORT, PassphraseProblem.TOO_LONG, PassphraseProblem.TOO_EASY


@pytest.mark.parametrize(
    ("passphrase", "problems"),
    [
        ("", [SHORT]),
        ("xK9#mQ2$vL7&p!", [SHORT]),  # 14, however wild
        ("aaaaaaaaaaaaaaa", [EASY]),
        ("passwordpassword", [EASY]),
        ("123456789012345", [EASY]),
        ("qwertyuiopasdfgh", [EASY]),
        ("opera sibling flower", []),
        ("a walk along the windy pier", []),
        ("شمس بحر قمر جبل نهر", []),
        ("горшок изрядно зубр", []),
        ("x" * (LONGEST + 1), [LONG]),
        ("opera sibling flower punch " * 37, []),
    ],
)
def test_passphrase_is_judged(passphrase, problems):
    assert passphrase_problems(passphrase) == problems


def test_passphrase_made_of_what_everyone_knows_is_too_easy():
    assert passphrase_problems("moonlitharbour77") == []
    assert passphrase_problems("moonlitharbour77", ["moonlitharbour"]) == [EASY]


@pytest.mark.parametrize("language", ["en", "ar", "fr", "tr", "ru", "ja", "zh"])
def test_every_suggestion_is_strong_enough(language, tmp_path):
    for _ in range(5):
        suggestion = phrases.suggest_passphrase(language, content=tmp_path)

        assert passphrase_problems(phrases.normal_secret(suggestion)) == []


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=1200), st.lists(st.text(max_size=100), max_size=3))
def test_passphrase_of_anything_gets_an_answer(text, known):
    assert set(passphrase_problems(text, known)) <= {SHORT, LONG, EASY}


def test_longest_passphrase_is_judged_quickly():
    began = time.perf_counter()

    passphrase_problems("P@ssw0rd1!" * 100)

    assert time.perf_counter() - began < 1
