"""One order out of two: what the words say, and what the meaning says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Chosen on bench/search (docs/search.md); between 0.6 and 1.2 little changes.
WORDS_WEIGHT = 1.0
TITLE_WORDS_WEIGHT = 0.35  # besides: what a text is called by is what it is about
NEAREST = 3  # pieces that count, so that one lucky sentence does not carry a text
WHOLE_WEIGHT, TITLE_WEIGHT = 1.0, 0.45
LEAST_MEANING = 0.10  # below this, likeness is chance
LEAST_WORDS = 0.03  # share of the question's weight


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one document: the shares of the question's words that it and its title have.

    And its likeness, or None.
    """

    words: float = 0.0
    meaning: float | None = None
    passage: int | None = None
    title: float = 0.0


def fused(evidence: Evidence) -> float:
    """One number from both; comparable between the documents of one question only."""
    by_words = WORDS_WEIGHT * min(1.0, evidence.words) + TITLE_WORDS_WEIGHT * min(1.0, evidence.title)
    return by_words + max(0.0, evidence.meaning or 0.0)


def is_worth_showing(evidence: Evidence) -> bool:
    """Whether a person should be shown this at all: nothing is "best" merely by being least bad."""
    return evidence.words >= LEAST_WORDS or (evidence.meaning or 0.0) >= LEAST_MEANING


def ranked(found: Mapping[int, Evidence]) -> list[int]:
    """Ids, best first; equal ones by id, so that the same question has the same answer."""
    return sorted(found, key=lambda one: (-fused(found[one]), one))


def share_of_words(score: float, full: float) -> float:
    """The score of a text's words as a share of what all the question's words could give, at most 1."""
    return min(1.0, max(0.0, score) / full) if full > 0 else 0.0


def rarity(documents: int, holding: int) -> float:
    """How much a word tells that `holding` of `documents` have: BM25's idf, never 0."""
    return float(np.log(1 + (documents - holding + 0.5) / (holding + 0.5)))


def likeness(pieces: NDArray[np.float32], whole: float, asked: NDArray[np.float32]) -> tuple[float, int]:
    """How near a text is to what was asked, and the number of its nearest passage.

    `pieces` are unit vectors, the title's first; `whole` is the cosine of the whole text. The answer is a
    mean of cosines: the nearest passages, the whole and, for a little, the title.
    """
    near = pieces @ asked
    best = int(np.argmax(near[1:])) if len(near) > 1 else 0
    nearest = float(np.sort(near)[-NEAREST:].mean())
    together = nearest + WHOLE_WEIGHT * whole + TITLE_WEIGHT * float(near[0])
    return together / (1 + WHOLE_WEIGHT + TITLE_WEIGHT), best
