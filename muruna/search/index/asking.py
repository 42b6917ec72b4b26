"""A question asked of the index: candidates by words and by meaning, one order, and the passage that fits."""

import threading
from dataclasses import dataclass, replace

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from muruna.foundation.findable import findables
from muruna.language.logic.scripts import KNOWN, likely_languages
from muruna.search.index import encoder
from muruna.search.index.keeping import pieces, wholes
from muruna.search.index.marks import Marks
from muruna.search.index.nearness import nearness
from muruna.search.index.thesaurus import concepts_asked, thesaurus
from muruna.search.index.words import MOST_ASKED, Asked, Where, word_index
from muruna.search.logic.fusion import Evidence, fused, is_worth_showing, likeness, ranked
from muruna.search.logic.small_words import telling
from muruna.search.logic.words import start_of, words_of
from muruna.search.models import SearchDocument

BY_WORDS, BY_MEANING = 60, 60  # candidates of each
READ = 40  # of them, whose passages are looked at
UNREAD = 0.8  # what a whole text's likeness is worth where its passages were not looked at
NOTHING = Evidence()
LONGEST_QUESTION = 1000


def warm() -> None:
    """Begin to bring into memory, in threads, what a first question would have to wait for."""
    encoder.warm()
    if not thesaurus.cache_info().currsize:
        threading.Thread(target=thesaurus, name="thesaurus", daemon=True).start()


@dataclass(frozen=True)
class Found:
    """A text of the index that answers, and how well; `passage` is the nearest one in meaning, if known.

    `meaning` is the likeness that `score` has beside what the words give.
    """

    document: int
    kind: str
    thing: str
    language: str
    score: float
    by_words: float
    passage: int | None
    meaning: float = 0.0


@dataclass(frozen=True)
class Question:
    """A question, read: its languages, its words as marks, its vector where the model is there."""

    text: str
    languages: tuple[str, ...]
    asked: tuple[Asked, ...]
    vector: NDArray[np.float32] | None


def read_question(text: str, language: str = "", *, hint: str = "", wait: bool = False) -> Question:
    """Read a question; `language` when it is known, `hint` when it is only likely.

    `wait` lets it load the model, which no request does.
    """
    text = text[:LONGEST_QUESTION].strip()
    code = language.split("-")[0].lower()
    languages = (code,) if code in KNOWN else likely_languages(text, hint)
    if wait:
        encoder.load()
    vector = encoder.encode_question(text) if text else None
    return Question(text, languages, asked_of(text, languages), vector)


def asked_of(text: str, languages: tuple[str, ...]) -> tuple[Asked, ...]:
    """The words and the concepts of a question as marks, each once."""
    marks, words = Marks(), list(words_of(text, languages))
    named, rest = concepts_asked(words, languages)
    chosen = telling(rest, languages, or_all=not named)
    asked = {
        word.forms: Asked(tuple(map(marks.of, word.forms)), _start(marks, word.forms[0])) for word in chosen
    }
    concepts = {concept: Asked((marks.of(concept),)) for concept in named}
    return tuple([*asked.values(), *concepts.values()][:MOST_ASKED])


def _start(marks: Marks, spelled: str) -> str:
    letters = start_of(spelled)
    return marks.start(letters) if letters else ""


def find_texts(question: Question, where: Where, *, most: int = 50, wait: bool = False) -> list[Found]:
    """The texts that answer, best first; whoever shows one asks access first."""
    evidence: dict[int, Evidence] = {}
    for scored in word_index().best(list(question.asked), where, BY_WORDS):
        evidence[scored.document] = Evidence(words=scored.words, title=scored.title)
    whole: dict[int, float] = {}
    if question.vector is not None and (vectors := nearness(wait=wait)) is not None:
        whole = vectors.near(question.vector, where, BY_MEANING, evidence)
    # Reading passages costs: those of the likeliest texts are read, and a text without is judged as a whole.
    read = sorted(whole, key=lambda one: -whole[one] - evidence.get(one, NOTHING).words)[:READ]
    rows = {
        row[0]: row
        for row in SearchDocument.objects.filter(pk__in={*evidence, *whole}).values_list(
            "pk", "kind", "thing", "language"
        )
    }
    opened = _opened(read)
    for pk, near in whole.items():
        one = evidence.get(pk, NOTHING)
        if question.vector is not None and pk in opened:
            meaning, piece = likeness(opened[pk], near, question.vector)
            evidence[pk] = replace(one, meaning=meaning, passage=piece)
        else:
            evidence[pk] = replace(one, meaning=near * UNREAD)
    evidence = {pk: one for pk, one in evidence.items() if pk in rows}
    order = [pk for pk in ranked(evidence) if is_worth_showing(evidence[pk])][:most]
    found = []
    for pk in order:
        _pk, kind, thing, language = rows[pk]
        one = evidence[pk]
        found.append(Found(pk, kind, thing, language, fused(one), one.words, one.passage, one.meaning or 0.0))
    return found


def compares_every_meaning(question: Question, where: Where) -> bool:
    """Whether no text was left to its words alone: false without the model, or until it has read them all."""
    if question.vector is None or nearness() is None:
        return False
    waiting = SearchDocument.objects.filter(wants_vectors=True, kind__in=where.kinds or findables())
    places = Q(space_id=None) | Q(space_id=where.space_id) if where.space_id else Q(space_id=None)
    some = {"language__in": where.languages} if where.languages else {}
    return not waiting.filter(places, **some).exists()


def _opened(documents: list[int]) -> dict[int, NDArray[np.float32]]:
    kept = SearchDocument.objects.filter(pk__in=documents, vectors__isnull=False)
    rows = list(kept.values_list("pk", "vectors"))
    return dict(zip([pk for pk, _blob in rows], pieces(blob for _pk, blob in rows), strict=True))


def passage_near(question: Question, found: Found, language: str) -> int | None:
    """The passage, nearest in meaning, of what was found as it reads in another language; None if unknown."""
    if question.vector is None:
        return None
    rows = SearchDocument.objects.filter(kind=found.kind, thing=found.thing, language=language)
    opened = _opened(list(rows.values_list("pk", flat=True)))
    return next((likeness(one, 0.0, question.vector)[1] for one in opened.values()), None)


def meaning_of(kind: str, thing: str) -> NDArray[np.float32] | None:
    """The meaning of a thing that is in the index, in whichever of its languages; None without vectors."""
    rows = SearchDocument.objects.filter(kind=kind, thing=thing, whole__isnull=False)
    return next(wholes(rows.values_list("whole", flat=True)[:1]), None)
