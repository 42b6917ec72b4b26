"""A person's own private texts: opened with their keys inside their request, looked through, and let go."""

import datetime as dt
from dataclasses import dataclass
from itertools import islice

from muruna.access import Actor
from muruna.accounts.own_texts import every_own_text
from muruna.language.logic.scripts import guess_language, likely_languages
from muruna.search.logic.marking import Piece, asked_forms, best_passage, marked, passage_texts
from muruna.search.logic.own_words import holds_all

MOST = 20  # hits
MOST_READ = 5000  # texts that one request opens


@dataclass(frozen=True)
class OwnHit:
    """An own text that has the words that were asked for."""

    title: str
    address: str
    day: dt.date | None
    pieces: tuple[Piece, ...]
    language: str
    notes: tuple[str, ...] = ()


def find_own(actor: Actor, question: str) -> list[OwnHit]:
    """The actor's own texts that have all the words of the question; nothing of them is kept anywhere."""
    languages = likely_languages(question, actor.person.language)
    asked = asked_forms(question, languages)
    found = []
    for one in islice(every_own_text(actor), MOST_READ):
        spoken = tuple(dict.fromkeys((*languages, guess_language(one.text))))
        if holds_all("\n".join((one.title, one.text, *one.notes)), spoken, asked):
            passage = passage_texts(one.text)[best_passage(one.text, spoken, asked) or 0 :][:1]
            shown = passage[0] if passage else ""
            pieces = marked(shown, spoken, asked)
            found.append(OwnHit(one.title, one.address, one.day, pieces, guess_language(shown), one.notes))
        if len(found) == MOST:
            break
    return found
