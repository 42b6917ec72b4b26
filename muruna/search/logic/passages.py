"""A text as passages: a few sentences each, so that a hit can show the place that answers."""

import re
from dataclasses import dataclass

LETTERS = 220  # of a passage, about two sentences
DENSE_LETTERS = 80  # where a sign is a syllable or a word
MOST = 96  # passages of one text; longer texts get longer ones
_SENTENCE = re.compile(r"[^\n.!?…。！？؟۔]*[\n.!?…。！？؟۔]+[\"”»'’)\]\s]*|[^\n.!?…。！？؟۔]+\Z")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_BREAK = re.compile(r"[\s,;:،؛、，；]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, from `start` to `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words, without the space around them."""
        return text[self.start : self.end].strip()


def passages_of(text: str) -> tuple[Passage, ...]:
    """Passages in order, together the whole text but for blank stretches; () for a text without words."""
    letters = DENSE_LETTERS if len(_DENSE.findall(text[:400])) * 3 > len(text[:400].strip()) else LETTERS
    letters = max(letters, -(-len(text) * 3 // (2 * MOST)))
    found: list[Passage] = []
    start = end = 0
    for piece in _pieces(text, letters):
        if end > start and piece.end - start > letters:
            found.append(Passage(start, end))
            start = piece.start
        end = piece.end
    if end > start:
        found.append(Passage(start, end))
    return tuple(one for one in found if one.of(text))


def _pieces(text: str, letters: int) -> list[Passage]:
    """Sentences, the overlong ones cut at a space or a comma."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while end - start > 2 * letters:
            cut = start + 2 * letters
            spaces = [one.end() for one in _BREAK.finditer(text, start + letters, cut)]
            cut = spaces[-1] if spaces else cut
            found.append(Passage(start, cut))
            start = cut
        found.append(Passage(start, end))
    return found
