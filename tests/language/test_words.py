"""The Arabic words for passphrases: 1,296 = 6 ** 4, so that four dice choose one; six of them are 62 bits."""

import re
from pathlib import Path

WORDS = (Path(__file__).parents[2] / "content" / "ar" / "words.txt").read_text("utf-8").splitlines()
SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": ""}
)


def test_there_are_1296_words_of_three_to_seven_plain_letters():
    assert len(WORDS) == 6**4
    assert [word for word in WORDS if not re.fullmatch("[ء-غف-ي]{3,7}", word)] == []
    assert sorted(WORDS) == WORDS


def test_no_two_words_are_the_same_once_spelt_carelessly():
    plain = [word.translate(SAME) for word in WORDS]

    assert len(set(plain)) == len(WORDS)


def test_normalisation_of_this_test_would_find_twins():
    assert "إبرة".translate(SAME) == "ابره".translate(SAME)


def test_nothing_that_could_frighten_or_out():
    unwanted = {"سكين", "قتل", "موت", "سلاح", "حرب", "جنس", "حزب", "دين", "صلاة", "شرطة", "مثلي", "خندق"}

    assert not unwanted & set(WORDS)
