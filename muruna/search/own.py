"""A person's own private texts: opened with their keys inside their request, looked through, and let go."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, visible
from muruna.accounts.queries import kept_of
from muruna.conversations.models import Conversation, Thread
from muruna.conversations.words import open_thread
from muruna.search.logic.marking import Piece, asked_forms, best_passage, marked, passage_texts
from muruna.search.logic.own_words import holds_all
from muruna.search.logic.scripts import guess_language, likely_languages

MOST = 20  # hits
MOST_READ = 5000  # texts that one request opens
MOST_TALKS = 50


@dataclass(frozen=True)
class OwnText:
    """Something that only this person (and whoever they wrote it with) can read."""

    title: str
    text: str
    address: str
    day: dt.date


@dataclass(frozen=True)
class OwnHit:
    """An own text that has the words that were asked for."""

    title: str
    address: str
    day: dt.date
    pieces: tuple[Piece, ...]
    language: str


Source = Callable[[Actor], Iterator[OwnText]]
_sources: dict[str, Source] = {}


def own_texts(name: str) -> Callable[[Source], Source]:
    """Register a source of own texts, newest first; later packages call this at start."""

    def remember(source: Source) -> Source:
        _sources[name] = source
        return source

    return remember


def find_own(actor: Actor, question: str) -> list[OwnHit]:
    """The actor's own texts that have all the words of the question; nothing of them is kept anywhere."""
    languages = likely_languages(question, actor.person.language)
    asked = asked_forms(question, languages)
    found = []
    for one in islice((text for source in _sources.values() for text in source(actor)), MOST_READ):
        spoken = tuple(dict.fromkeys((*languages, guess_language(one.text))))
        if holds_all(f"{one.title}\n{one.text}", spoken, asked):
            passage = passage_texts(one.text)[best_passage(one.text, spoken, asked) or 0 :][:1]
            shown = passage[0] if passage else ""
            found.append(
                OwnHit(one.title, one.address, one.day, marked(shown, spoken, asked), guess_language(shown))
            )
        if len(found) == MOST:
            break
    return found


@own_texts("kept")
def _kept(actor: Actor) -> Iterator[OwnText]:
    for one in kept_of(actor):
        words = [
            str(value)
            for name, value in (one.data or {}).items()
            if isinstance(value, str) and name != "title"
        ]
        title = str((one.data or {}).get("title") or _("Kept"))
        yield OwnText(title, "\n".join(words), reverse("account-kept"), one.item.day)


@own_texts("talks")
def _talks(actor: Actor) -> Iterator[OwnText]:
    seen = visible(actor, Action.CONVERSATION_SEE, Conversation).order_by("-began_on", "pk")[:MOST_TALKS]
    threads = Thread.objects.filter(conversation__in=list(seen), kind=Thread.MAIN)
    for thread in threads.select_related("conversation"):
        address = reverse("talk", kwargs={"code": actor.space.code, "id": thread.conversation_id})
        for words in reversed(open_thread(actor, thread, most=MOST_READ)):
            if words.text:
                title = _("You wrote") if words.sender_id == actor.membership.pk else _("Written to you")
                yield OwnText(title, words.text, address, words.day)
