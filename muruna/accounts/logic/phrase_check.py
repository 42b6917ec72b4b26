"""Whether a recovery phrase was written down: three of its words are asked back."""

import random

ASKED = 3


def asked_positions(seed: bytes, words: int = 12) -> list[int]:
    """Three positions (from 1, rising), the same for the same seed: a reload asks nothing new."""
    chance = random.Random(seed)  # noqa: S311 - a choice, not a secret
    return sorted(chance.sample(range(1, words + 1), ASKED))
