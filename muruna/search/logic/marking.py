"""Which passage of a text answers a question in words, and which of its words to mark."""

from dataclasses import dataclass

from muruna.search.logic.passages import passages_of
from muruna.search.logic.small_words import telling
from muruna.search.logic.words import starts_of, words_of

LEAST_BEGUN = 4  # letters of a beginning that is marked in a longer word
MOST_SHOWN = 420  # letters of a passage on the page


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a passage; `is_marked` when they are what was asked for."""

    text: str
    is_marked: bool = False


def asked_forms(question: str, languages: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Each word of the question as the forms it can be found under."""
    words = telling(list(words_of(question, languages)), languages)
    seen = dict.fromkeys(frozenset(word.forms) for word in words)
    return tuple(seen)


def best_passage(text: str, languages: tuple[str, ...], asked: tuple[frozenset[str], ...]) -> int | None:
    """The number of the passage with most of the asked words, the rarer ones of the text first.

    None when no passage has any.
    """
    found = passages_of(text)
    held = [{form for word in words_of(one.of(text), languages) for form in word.forms} for one in found]
    often = {forms: sum(1 for one in held if forms & one) for forms in asked}
    scores = [sum(1 / often[forms] for forms in asked if forms & one) for one in held]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 else None


def marked(passage: str, languages: tuple[str, ...], asked: tuple[frozenset[str], ...]) -> tuple[Piece, ...]:
    """The passage in pieces, the asked words marked; a long one is cut around its first marked word."""
    wanted: frozenset[str] = frozenset().union(*asked)
    begun = frozenset(form for form in wanted if len(form) >= LEAST_BEGUN)
    spans: list[tuple[int, int]] = []
    for word in words_of(passage, languages):
        is_asked = not wanted.isdisjoint(word.forms) or not begun.isdisjoint(starts_of(word.forms[0]))
        # A single sign of a run means little by itself: pairs are marked, and single signs that were asked.
        if is_asked and not (len(word.forms) > 1 and word.forms[0] not in wanted and len(word.forms[0]) == 2):
            if spans and word.start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
            else:
                spans.append((word.start, word.end))
    start, end = _window(passage, spans)
    pieces: list[Piece] = [Piece("… ")] if start else []
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        pieces += [Piece(passage[at:first])] if first > at else []
        pieces.append(Piece(passage[max(first, at) : min(last, end)], True))
        at = min(last, end)
    pieces += [Piece(passage[at:end])] if at < end else []
    return (*pieces, Piece(" …")) if end < len(passage) else tuple(pieces)


def _window(passage: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    if len(passage) <= MOST_SHOWN:
        return 0, len(passage)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - MOST_SHOWN // 4, len(passage) - MOST_SHOWN))
    if start:
        space = passage.find(" ", start, start + 30)
        start = space + 1 if 0 <= space < first else start
    return start, min(len(passage), start + MOST_SHOWN)


def passage_texts(text: str) -> tuple[str, ...]:
    """The words of each passage."""
    return tuple(one.of(text) for one in passages_of(text))
