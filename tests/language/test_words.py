"""The Arabic words, of passphrases and of recovery: 2,048 = 2 ** 11, told apart however they are typed."""

import hashlib
import re
from pathlib import Path

from muruna.foundation.vault import words

CONTENT = Path(__file__).parents[2] / "content"
LINES = (CONTENT / "ar" / "words.txt").read_text("utf-8").splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]
SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": "", "ـ": ""}
)
# Letters that one hears for another: said over the telephone, or spelt as they are spoken at home.
HEARD = str.maketrans({"ص": "س", "ث": "س", "ط": "ت", "ض": "د", "ظ": "ز", "ذ": "ز", "ق": "ك", "ح": "ه"})
JOINED = ("و", "ف", "ب", "ل", "ك", "ال")  # written as one with the word after them
# What stands on paper in somebody's drawer: see the first line of the list.
EVER = "814c2681fd0b5c2d4bec424ba6310735b840511f16404b50e1d3550e55348f8c"


def twins(listed: list[str]) -> list[str]:
    """Words that could be taken for another of them."""
    found, seen, heard = [], {}, {}
    for word in listed:
        plain = word.translate(SAME)
        sound = plain.translate(HEARD)
        if plain in seen or sound in heard:
            found.append(word)
        seen[plain], heard[sound] = word, word
    return found + [word for plain, word in seen.items() for more in JOINED if more + plain in seen]


def test_there_are_2048_words_of_three_to_seven_plain_letters() -> None:
    assert len(WORDS) == words.LIST_SIZE
    assert [word for word in WORDS if not re.fullmatch("[ء-غف-ي]{3,7}", word)] == []
    assert sorted(WORDS) == WORDS


def test_no_two_words_are_the_same_once_spelt_carelessly_heard_badly_or_joined_to_another() -> None:
    assert twins(WORDS) == []


def test_this_test_would_find_twins() -> None:
    for pair in (["إبرة", "ابره"], ["قلب", "كلب"], ["باب", "كباب"], ["قمر", "القمر"], ["ذكرى", "ذكري"]):
        assert twins(pair) != []


def test_nothing_that_could_frighten_or_out() -> None:
    unwanted = {
        "سكين", "قتل", "موت", "سلاح", "حرب", "جنس", "حزب", "دين", "صلاة", "شرطة", "مثلي", "خندق", "قزح",
        "طيف", "فخر", "عبور", "عابر", "هوية", "تنوع", "متحول", "طرد", "عقاب", "ميل", "عضو",
    }  # fmt: skip

    assert not unwanted & set(WORDS)


def test_the_list_never_changes() -> None:
    """A word moved or changed would close the accounts of all who have written theirs down."""
    assert hashlib.sha256("\n".join(WORDS).encode()).hexdigest() == EVER


def test_every_word_is_read_however_an_arabic_keyboard_spells_it() -> None:
    listed = words.word_list("ar", CONTENT)

    for place, word in enumerate(WORDS):
        typed = {
            word, word.translate(SAME), word.replace("ة", "ه"), word.replace("ى", "ي"),
            re.sub("ي$", "ى", word), re.sub("ه$", "ة", word), re.sub("^ا", "أ", word),
            re.sub("^[أآ]", "إ", word), f"{word[0]}ـ{word[1:]}", f"{word[0]}َ{word[1:]}ٌ",
            word.replace("ي", "ی").replace("ك", "ک"),
        }  # fmt: skip
        assert {listed.position(one) for one in typed} == {place}, word
