"""Whether a recovery phrase was written down: three of its words are asked back."""

import random
import unicodedata
from collections.abc import Sequence

ASKED = 3


def asked_positions(seed: bytes, words: int = 12) -> list[int]:
    """Three positions (from 1, rising), the same for the same seed: a reload asks nothing new."""
    return sorted(random.Random(seed).sample(range(1, words + 1), ASKED))  # noqa: S311 - a choice, not a secret


def wrong_positions(phrase: str, positions: Sequence[int], typed: Sequence[str]) -> list[int]:
    """Those of `positions` where what was typed is not the phrase's word; case and accents are forgiven."""
    words = phrase.split()
    return [
        position
        for position, word in zip(positions, typed, strict=True)
        if _bare(word) != _bare(words[position - 1])
    ]


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.strip().casefold())
    return "".join(sign for sign in letters if unicodedata.category(sign) not in {"Mn", "Cf"})
