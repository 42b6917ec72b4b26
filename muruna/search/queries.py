"""What a person finds: access is asked again for every hit, and each shows the passage that answers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from muruna.access import Actor, visible
from muruna.foundation.findable import Findable, FindableText, findables
from muruna.search.index.asking import (
    Found,
    Question,
    compares_every_meaning,
    find_texts,
    meaning_of,
    passage_near,
    read_question,
)
from muruna.search.index.keeping import LONGEST, languages_of
from muruna.search.index.thesaurus import forms_asked
from muruna.search.index.waiting import texts_of
from muruna.search.index.words import Where
from muruna.search.logic.marking import Piece, best_passage, marked, passage_texts
from muruna.search.logic.naming import says_name
from muruna.search.models import SearchDocument
from muruna.search.worries import names_worry

MOST = 10
LOOKED_AT = 200  # texts of a language, to know whether there is one for somebody
DEEP = 4  # times as many texts are asked for: a thing has several languages, and some may not be seen
LEAST_OF_BEST = 0.45  # of the best hit's score: what only resembles the question, and little, is left out
NEAR_BY_ITSELF = 0.35  # likeness that is shown however much the words of the best hit weigh: words mislead


@dataclass(frozen=True)
class Hit:
    """A thing that answers, in one of its languages."""

    kind: str
    thing: str
    name: Any  # what a thing of this kind is called
    title: str
    language: str
    address: str
    pieces: tuple[Piece, ...]
    has_words: bool = True  # or it is only near in meaning
    notes: tuple[str, ...] = ()  # what a reader is told before they read


@dataclass(frozen=True)
class Answer:
    """What was found, and whether the numbers to call belong above it."""

    hits: list[Hit]
    has_more: bool
    shows_numbers: bool
    misses_meaning: bool = False  # whether some texts could be compared by their words alone

    @property
    def is_only_near(self) -> bool:
        """Whether no hit has a word of the question."""
        return bool(self.hits) and not any(hit.has_words for hit in self.hits)


def find_for(
    actor: Actor, text: str, *, kinds: tuple[str, ...] = (), languages: tuple[str, ...] = (),
    page_language: str = "", most: int = MOST,
) -> Answer:  # fmt: skip
    """The things that answer `text` and that the actor may see, best first."""
    question = read_question(text, hint=page_language)
    where = Where(actor.space.pk if actor.space else None, kinds, languages)
    found = _named(question, find_texts(question, where, most=(most + 1) * DEEP), page_language)
    hits = _hits(actor, question, found, page_language, most + 1, languages)
    return Answer(
        hits[:most],
        len(hits) > most,
        names_worry(text, question.languages),
        misses_meaning=not compares_every_meaning(question, where),
    )


def near_words(
    actor: Actor, text: str, *, kinds: tuple[str, ...], most: int = 3, page_language: str = ""
) -> list[Hit]:
    """A few things near what somebody said ("three stories near what you said"); their words are not kept."""
    return find_for(actor, text, kinds=kinds, most=most, page_language=page_language).hits


def like_this(actor: Actor, kind: str, thing: str, *, kinds: tuple[str, ...] = (), most: int = 3,
              page_language: str = "") -> list[Hit]:  # fmt: skip
    """More like a thing that is in the index; nothing where meanings cannot be compared."""
    vector = meaning_of(kind, thing)
    if vector is None:
        return []
    question = Question("", (page_language,) if page_language else (), (), vector)
    where = Where(actor.space.pk if actor.space else None, kinds or (kind,))
    found = [
        one
        for one in find_texts(question, where, most=(most + 1) * DEEP)
        if (one.kind, one.thing) != (kind, thing)
    ]
    return _hits(actor, question, found, page_language, most)


def _hits(
    actor: Actor, question: Question, found: list[Found], page_language: str, most: int,
    languages: tuple[str, ...] = (),
) -> list[Hit]:  # fmt: skip
    least = found[0].score * LEAST_OF_BEST if found else 0.0
    likely = [one for one in found if one.score >= least or one.meaning >= NEAR_BY_ITSELF]
    seen = _seen(actor, likely)
    chosen: dict[tuple[str, str], list[Found]] = {}
    for one in likely:
        if (one.kind, one.thing) in seen:
            chosen.setdefault((one.kind, one.thing), []).append(one)
    hits = []
    for versions in chosen.values():
        hit = _hit(actor, question, versions, page_language, languages)
        if hit is not None:
            hits.append(hit)
        if len(hits) == most:
            break
    return hits


def _named(question: Question, found: list[Found], page_language: str) -> list[Found]:
    """Without what is found by its name alone and is not named in the question."""
    by_name = {kind: one for kind, one in findables().items() if not one.by_meaning}
    spoken = tuple(dict.fromkeys(one for one in (*question.languages, page_language) if one))
    texts: dict[tuple[str, str], list[FindableText]] = {}

    def is_named(hit: Found) -> bool:
        if (hit.kind, hit.thing) not in texts:
            texts[hit.kind, hit.thing] = by_name[hit.kind].texts(hit.thing)
        return any(
            says_name(question.text, spoken, text.title, text.body.splitlines(), text.language)
            for text in texts[hit.kind, hit.thing]
            if text.language == hit.language
        )

    return [one for one in found if one.kind not in by_name or is_named(one)]


def languages_to_read(actor: Actor, *, but: Collection[str] = ()) -> set[str]:
    """The languages that texts for the actor are written in; of those in `but` nothing is asked.

    Kinds that are found by their words alone (names, put into every language) are no texts to read.
    """
    kinds = [one.kind for one in findables().values() if one.by_meaning]
    rows = SearchDocument.objects.filter(kind__in=kinds).exclude(language__in=but)
    found = set(rows.filter(space_id=None).values_list("language", flat=True).distinct())
    here = rows.filter(space_id=actor.space.pk if actor.space else None).exclude(language__in=found)
    for kind, language in here.values_list("kind", "language").order_by("kind", "language").distinct():
        if language not in found:
            # Not all of a community's texts are for everybody there: one that is decides.
            some = here.filter(kind=kind, language=language).order_by("-pk").values_list("thing", flat=True)
            found |= {language} if _may_see(actor, findables()[kind], list(some[:LOOKED_AT])) else set()
    return found


def _seen(actor: Actor, found: Iterable[Found]) -> set[tuple[str, str]]:
    """Of what was found, what the actor may see now: the index is never believed."""
    by_kind: dict[str, list[str]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one.thing)
    known = findables()
    return {
        (kind, thing)
        for kind, things in by_kind.items()
        if kind in known
        for thing in _may_see(actor, known[kind], things)
    }


def _may_see(actor: Actor, one: Findable, things: list[str]) -> set[str]:
    if one.seen is not None:
        return one.seen(actor, things) & set(things)
    allowed = visible(actor, one.action, one.model).filter(pk__in=things)
    return {str(pk) for pk in allowed.values_list("pk", flat=True)}


def _hit(
    actor: Actor, question: Question, versions: list[Found], page_language: str, languages: tuple[str, ...]
) -> Hit | None:
    """The hit as it reads now: in the language of the question, else of the page, else the best; or None.

    A language counts also where only the thing's words in another one were found. `languages` limits it.
    """
    one = findables()[versions[0].kind]
    space = actor.space.pk if actor.space else None
    texts = {text.language: text.found for text in texts_of(one, space, versions[0].thing)}
    wanted = [*question.languages[:1], page_language, *(version.language for version in versions)]
    readable = set(texts).intersection(languages) if languages else set(texts)
    language = next((code for code in wanted if code in readable), None)
    if language is None:
        return None
    best = next((version for version in versions if version.language == language), None) or replace(
        versions[0], language=language, passage=passage_near(question, versions[0], language)
    )
    text = texts[language]
    return Hit(
        kind=one.kind,
        thing=best.thing,
        name=one.name,
        title=text.title.strip(),
        language=best.language,
        address=one.address(actor, best.thing, best.language),
        pieces=_passage(question, best, text),
        has_words=any(version.by_words > 0 for version in versions),
        notes=text.notes,
    )


def _passage(question: Question, found: Found, text: FindableText) -> tuple[Piece, ...]:
    body, languages = text.body[:LONGEST], languages_of(found.language)
    asked = forms_asked(question.text, question.languages)
    spoken = tuple(dict.fromkeys((*languages, *question.languages)))
    texts = passage_texts(body)
    place = best_passage(body, spoken, asked) if found.by_words > 0 else None
    if place is None:
        place = found.passage or 0
    return marked(texts[min(place, len(texts) - 1)], spoken, asked) if texts else ()
