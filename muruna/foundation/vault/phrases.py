"""Phrases people can write down: suggested passphrases, recovery phrases, and one form for typed secrets."""

import random
import secrets
import unicodedata
from pathlib import Path

from mnemonic import Mnemonic

from muruna.foundation.vault.errors import BadPhrase
from muruna.foundation.vault.words import WordList, all_lists, folded, recovery_list, word_list

PASSPHRASE_WORDS = 6  # 62 to 66 bits: beyond guessing at 155 ms a try
SHORTEST_PASSPHRASE = 15
RECOVERY_WORDS = 12  # 128 bits and a 4-bit checksum (BIP-39)
_WORD_PHRASE_LEAST = 5
_RANDOM = secrets.SystemRandom()


def suggest_passphrase(language: str, rng: random.Random = _RANDOM, *, content: Path | None = None) -> str:
    """Six random words of the language's list; more where its words are single characters."""
    words = word_list(language, content or _content_folder()).words
    chosen = [rng.choice(words) for _ in range(PASSPHRASE_WORDS)]
    while len(" ".join(chosen)) < SHORTEST_PASSPHRASE:
        chosen.append(rng.choice(words))
    return " ".join(chosen)


def phrase_language(language: str, *, content: Path | None = None) -> str:
    """The language whose words a suggestion in `language` is made of: itself, or English."""
    return word_list(language, content or _content_folder()).language


def new_recovery_phrase(language: str, *, content: Path | None = None) -> str:
    """Twelve words with 128 random bits; show once, store only what `recovery_secret` opens."""
    words = recovery_list(language, content or _content_folder())
    positions = _checker(words).to_mnemonic(secrets.token_bytes(16)).split()
    return " ".join(words.words[int(position)] for position in positions)


def recovery_secret(text: str, *, content: Path | None = None) -> str:
    """The secret in a typed recovery phrase, for make_slot and open_slot.

    Forgives case, width, accents, extra space, and missing space between Chinese characters; raises
    BadPhrase where a word or the checksum is wrong, so that a slip of the pen is told from a wrong phrase.
    """
    typed = _without_marks(text).split()
    if len(typed) == 1 and len(typed[0]) == RECOVERY_WORDS and not typed[0].isascii():
        typed = list(typed[0])
    if len(typed) != RECOVERY_WORDS:
        raise BadPhrase("word_count")
    problem = BadPhrase("unknown_word", 1)
    for words in all_lists(content or _content_folder()):
        positions = [words.position(word) for word in typed]
        known = [position for position in positions if position is not None]
        if len(known) < RECOVERY_WORDS:
            first_unknown = positions.index(None) + 1
            if problem.code == "unknown_word" and first_unknown > (problem.position or 0):
                problem = BadPhrase("unknown_word", first_unknown)
        elif _checker(words).check(" ".join(map(str, known))):
            return " ".join(folded(words.words[position]) for position in known)
        else:
            problem = BadPhrase("checksum")
    raise problem


def normal_secret(text: str) -> str:
    """One form for every way of typing the same secret: NFKC, trimmed, single spaces.

    Five or more words of letters alone are a word phrase: there case does not count either, because
    phones write capitals by themselves. Invisible direction marks are dropped.
    """
    plain = " ".join(_without_marks(text).split())
    words = plain.split(" ")
    if len(words) >= _WORD_PHRASE_LEAST and all(_is_letters(word) for word in words):
        return " ".join(folded(plain).split())
    return plain


def _is_letters(word: str) -> bool:
    # NFD: a letter and its accent are judged alike however they were typed.
    return all(unicodedata.category(sign)[0] in "LM" for sign in unicodedata.normalize("NFD", word))


def _without_marks(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", visible)


def _checker(words: WordList) -> Mnemonic:
    # The checksum is over positions, not letters: numbers in place of words keep Unicode out of it.
    return Mnemonic(words.language, [str(position) for position in range(len(words.words))])


def _content_folder() -> Path | None:
    from django.conf import settings

    return Path(settings.CONTENT_DIR) if settings.configured and hasattr(settings, "CONTENT_DIR") else None
