"""Phrases: random, readable back however they are typed, and never accepted with a slip in them."""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from muruna.foundation.vault import BadPhrase, phrases, same_word, words

LANGUAGES = ["ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es"]
# BIP-39's own test vector for 16 bytes of 0x7f.
VECTOR = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestion_is_long_enough_and_of_its_language(language, tmp_path):
    suggestion = phrases.suggest_passphrase(language, random.Random(7), content=tmp_path)  # noqa: S311

    listed = words.word_list(language, tmp_path)
    assert len(suggestion.split(" ")) >= 6
    assert len(suggestion) >= 15
    assert set(suggestion.split(" ")) <= set(listed.words)
    assert listed.language == (language if language not in {"ar", "de", "pl"} else "en")


def test_suggestion_follows_the_randomness_it_is_given(tmp_path):
    def suggest(seed):
        return phrases.suggest_passphrase("en", random.Random(seed), content=tmp_path)  # noqa: S311

    assert suggest(1) == suggest(1) != suggest(2)
    assert phrases.suggest_passphrase("en", content=tmp_path) != phrases.suggest_passphrase(
        "en", content=tmp_path
    )


def test_own_word_list_comes_first_and_a_bad_one_is_named(tmp_path):
    folder = tmp_path / "ar"
    folder.mkdir()
    letters = "ابتثجحخدذرزسشصضط"
    own = [f"{a}{b}{c}ن" for a in letters for b in letters for c in letters[:8]]
    (folder / "words.txt").write_text("# words\n" + "\n".join(own) + "\n", encoding="utf-8")

    phrase = phrases.new_recovery_phrase("ar", content=tmp_path)

    assert set(phrase.split()) <= set(own)
    assert phrases.phrase_language("ar", content=tmp_path) == "ar"
    assert phrases.recovery_secret(f"  {phrase} ", content=tmp_path) == phrase
    (folder / "words.txt").write_text("\n".join(own[:-1] + own[:1]), encoding="utf-8")
    with pytest.raises(words.BadWordList, match=r"words\.txt"):
        phrases.suggest_passphrase("ar", content=tmp_path)


CONTENT = Path(__file__).parents[3] / "content"
CARELESS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})


def test_arabic_words_give_passphrases_and_recovery_phrases():
    arabic = set((CONTENT / "ar" / "words.txt").read_text("utf-8").split("\n"))

    passphrase = phrases.suggest_passphrase("ar", content=CONTENT)
    phrase = phrases.new_recovery_phrase("ar", content=CONTENT)

    assert set(passphrase.split()) <= arabic
    assert set(phrase.split()) <= arabic
    assert len(phrase.split()) == 12


def test_an_arabic_recovery_phrase_is_read_back_however_its_letters_were_typed():
    for _again in range(20):
        phrase = phrases.new_recovery_phrase("ar", content=CONTENT)
        secret = phrases.recovery_secret(phrase, content=CONTENT)

        for typed in (
            phrase.translate(CARELESS),
            phrase.replace("ي", "ى"),
            phrase.replace("ا", "أ"),
            phrase.replace("ه", "ة"),
            f"\u202b{phrase}\u202c",
            unicodedata.normalize("NFD", phrase),
        ):
            assert phrases.recovery_secret(typed, content=CONTENT) == secret


def test_case_accents_and_arabic_spelling_are_forgiven_where_words_are_asked_back():
    for typed, word in (
        (" UNO", "uno"),
        ("dos ", "dós"),
        ("ابره", "إبرة"),
        ("مبني", "مبنى"),
        ("اقـلام", "أقلام"),
    ):
        assert same_word(typed, word)
    assert not same_word("cuatro", "tres")
    assert not same_word("قلم", "علم")


def test_english_words_written_down_before_there_were_arabic_ones_still_open():
    assert phrases.recovery_secret(VECTOR.upper(), content=CONTENT) == VECTOR


@pytest.mark.parametrize("language", LANGUAGES)
def test_recovery_phrase_is_read_back_however_it_is_typed(language, tmp_path):
    phrase = phrases.new_recovery_phrase(language, content=tmp_path)

    secret = phrases.recovery_secret(phrase, content=tmp_path)
    for typed in (
        phrase.upper(),
        phrase.title(),
        f"\u200f \t{phrase.replace(' ', chr(0x3000))}\n",
        unicodedata.normalize("NFD", phrase),
    ):
        assert phrases.recovery_secret(typed, content=tmp_path) == secret
    assert len(phrase.split()) == 12


def test_recovery_phrase_follows_bip39(tmp_path):
    assert phrases.recovery_secret(VECTOR, content=tmp_path) == VECTOR
    assert Mnemonic("english").check(phrases.new_recovery_phrase("en", content=tmp_path))


def test_recovery_phrase_forgives_missing_accents_and_missing_spaces(tmp_path):
    listed = words.word_list("es", tmp_path).words
    accented = next(word for word in listed if not word.isascii())
    assert words.word_list("es", tmp_path).position(_plain(accented)) == listed.index(accented)

    chinese = phrases.new_recovery_phrase("zh", content=tmp_path)
    assert phrases.recovery_secret(chinese.replace(" ", ""), content=tmp_path) == chinese


@pytest.mark.parametrize("language", sorted(words._BIP39))
def test_no_two_words_of_a_list_are_taken_for_each_other(language):
    listed = words.word_list(language, None)

    assert [listed.position(word.upper()) for word in listed.words] == list(range(2048))


@pytest.mark.parametrize(
    ("typed", "code", "position"),
    [
        ("", "word_count", None),
        ("legal winner", "word_count", None),
        (VECTOR + " yellow", "word_count", None),
        (VECTOR.replace("sausage", "sausgae"), "unknown_word", 6),
        (VECTOR.replace("thank yellow", "yellow thank"), "checksum", None),
        ("legal " * 12, "checksum", None),
        ("\0 " * 12, "unknown_word", 1),
    ],
)
def test_recovery_phrase_with_a_slip_is_told_apart(typed, code, position, tmp_path):
    with pytest.raises(BadPhrase) as told:
        phrases.recovery_secret(typed, content=tmp_path)

    assert (told.value.code, told.value.position) == (code, position)
    assert str(told.value) == code  # never the words


def test_swapped_words_are_mostly_noticed(tmp_path):
    typed = VECTOR.split()
    noticed = 0
    for index in range(11):
        swapped = [*typed[:index], typed[index + 1], typed[index], *typed[index + 2 :]]
        try:
            phrases.recovery_secret(" ".join(swapped), content=tmp_path)
        except BadPhrase:
            noticed += 1

    assert noticed >= 9  # a 4-bit checksum misses one slip in sixteen


@given(st.text(max_size=200))
def test_recovery_phrase_of_anything_raises_only_its_own_error(text):
    with pytest.raises(BadPhrase):
        phrases.recovery_secret(text)


@given(st.text(max_size=200))
@example("İi̇ ıI ß ǆ ŉ ΐ ﷺ ﬁ five six")
def test_normal_secret_is_settled_after_one_pass(text):
    assert phrases.normal_secret(phrases.normal_secret(text)) == phrases.normal_secret(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("opera sibling flower punch child height", "  Opera  sibling\nflower punch CHILD height "),
        ("opera sibling flower punch child", "\u200fopera sibling\u3000flower punch child\u200e"),
        ("ｐａｓｓ ｗｏｒｄ", "pass word"),
        ("ışık imza çarpan kabus anlamlı", "Işık İMZA ÇARPAN KABUS ANLAMLI"),
        (
            "éolien sinistre savant ambigu rugueux",
            unicodedata.normalize("NFD", "Éolien sinistre savant ambigu rugueux"),
        ),
        ("شمس بحر قمر جبل نهر", "شمس  بحر قمر\u200f جبل نهر"),
    ],
)
def test_normal_secret_is_the_same_for_the_same_words(one, other):
    assert phrases.normal_secret(one) == phrases.normal_secret(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tr0ub4dor&3-and-More", "tr0ub4dor&3-and-more"),  # not a phrase of words: case counts
        ("One Two Three Four", "one two three four"),  # four words are not enough to spare the case
        ("one two three four five", "one two three four fivee"),
        ("ab c d e f", "a bc d e f"),
    ],
)
def test_normal_secret_keeps_different_secrets_apart(one, other):
    assert phrases.normal_secret(one) != phrases.normal_secret(other)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
