"""Which questionnaires are asked in the reader's space, and by which words old answers are read.

What a steward allows governs asking. Nobody loses what they have answered because it is asked no more.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muruna.access import Action, Actor, visible
from muruna.language import current
from muruna.matching.queries import who_answer
from muruna.ui.addresses import code_of
from muruna.wellbeing import labels, library
from muruna.wellbeing.dark_words import denies, watched_in
from muruna.wellbeing.entered import OWN_ID, known_words
from muruna.wellbeing.logic.answering import PACKS, value_of
from muruna.wellbeing.logic.diary import Given
from muruna.wellbeing.logic.instruments import Instrument, Item
from muruna.wellbeing.models import Permission

WITH_RESPONDER = frozenset({"phq-9"})  # science.md 1.6: only with a named person and their hours
INSIDE_OTHERS = frozenset({"phq-2", "gad-2"})  # parts of phq-4, never asked by themselves


@dataclass(frozen=True)
class Asked:
    """A questionnaire whose words are known here."""

    id: str
    words: Any  # library.Questionnaire
    permission: Permission | None = None
    is_asked: bool = True
    leaves_as: Mapping[str, Any] | None = None  # the FHIR Questionnaire where it leaves without its words

    @property
    def is_entered(self) -> bool:
        """Whether its words were entered here and stand in no library."""
        return self.permission is not None and bool(self.permission.pasted)

    @property
    def instrument(self) -> Instrument:
        found: Instrument = self.words.instrument
        return found

    @property
    def code(self) -> str:
        """Eight characters that stand for it in an address and say nothing."""
        return code_of(self.id)

    @property
    def resource(self) -> Mapping[str, Any]:
        """The FHIR Questionnaire."""
        if self.leaves_as is not None:
            return self.leaves_as
        if self.permission is not None and self.permission.pasted:
            entered: Mapping[str, Any] = self.permission.pasted["resource"]
            return entered
        return library.shelf().resources[self.id]

    @property
    def remark(self) -> Any:
        """What must be said of its wording in the language that is shown."""
        return labels.WORDINGS.get(self.words.wording.status, "") if self.words.wording else ""

    @property
    def questions(self) -> "list[Question]":
        """Its questions with their choices, in the order of the instrument's own items."""
        words = {one.link_id: one for one in self.words.questions}
        return [
            Question(self.id, item.link_id, words[item.link_id].text, _choices(item, words[item.link_id]))
            for item in self.instrument.items
        ]

    def said(self, link: str, code: str | None) -> str:
        """The words of an answer; empty for one that was passed over."""
        question = next((one for one in self.questions if one.link == link), None)
        return next((label for each, label in question.choices if each == code), "") if question else ""

    def value(self, link: str, code: str | None) -> float | None:
        """What an answer counts."""
        item = self.instrument.item(link)
        return value_of(item, code) if item else None


@dataclass(frozen=True)
class Question:
    """One question as a form shows it; its field is bound to the question and never to its place."""

    questionnaire: str
    link: str
    words: str
    choices: tuple[tuple[str, str], ...]  # code and words

    @property
    def name(self) -> str:
        """The field's name, which says nothing."""
        return "q" + hashlib.sha256(f"{self.questionnaire} {self.link}".encode()).hexdigest()[:10]


def _choices(item: Item, words: Any) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, words.choices[one.code]) for one in item.choices)


def is_watched(asked: Asked, link: str) -> bool:
    """Whether this is a question about very dark thoughts, which is answered with numbers to call."""
    if any(mark.code == "item-9" and mark.item == link for mark in asked.instrument.marks):
        return True
    if not asked.is_entered:
        return False
    found = watched_in(asked.resource)
    return link in found.links or any(one == link for one, _code in found.choices)


def was_said(asked: Asked, given: Given) -> bool:
    """Whether such a question was answered with anything but "not at all"."""
    return any(code is not None and _says_dark(asked, link, code) for link, code in given.items())


def _says_dark(asked: Asked, link: str, code: str) -> bool:
    if not asked.is_entered:
        return is_watched(asked, link) and bool(asked.value(link, code))
    found = watched_in(asked.resource)
    return (link, code) in found.choices or (link in found.links and not denies(asked.instrument, link, code))


def asked_here(actor: Actor) -> Mapping[str, Asked]:
    """Everything that may be asked in the actor's space now, by id, in the order of the library."""
    return {id: one for id, one in known_here(actor).items() if one.is_asked}


def known_here(actor: Actor) -> Mapping[str, Asked]:
    """Everything by whose words answers can be read in the actor's space, whether or not it is asked now."""
    rows = (
        visible(actor, Action.WELLBEING_ASKED, Permission).select_related("responder").order_by("day", "pk")
    )
    recorded = {one.questionnaire: one for one in rows}
    language, found = current().code, {}
    for id, words in library.instruments(language).items():
        permission = recorded.get(id)
        its_words = _words(words, permission, language)
        if id not in INSIDE_OTHERS and its_words.questions and not words.instrument.is_for_groups_only:
            found[id] = Asked(id, its_words, permission, _is_asked(id, words, permission))
    for id, permission in recorded.items():
        own = (
            known_words(permission.pasted, language) if id.startswith(OWN_ID) and permission.pasted else None
        )
        if own is not None:
            found[id] = Asked(id, own, permission, permission.is_on)
    return found


def _words(words: Any, permission: Permission | None, language: str) -> Any:
    pasted = permission.pasted if permission else None
    return (known_words(pasted, language) if pasted else None) or words


def _is_asked(id: str, words: Any, permission: Permission | None) -> bool:
    if words.instrument.permission == "open" and id not in WITH_RESPONDER:
        return True
    if permission is None or not permission.is_on:
        return False
    if id in WITH_RESPONDER:
        return is_answered_for(permission)
    return words.instrument.permission == "notice" or bool(permission.pasted)


def is_answered_for(permission: Permission) -> bool:
    """Whether a named person is there for a worrying answer, who can be asked, and when is said."""
    named = permission.responder_id
    return named is not None and bool(permission.hours.strip()) and who_answer().filter(pk=named).exists()


def pack(name: str, here: Mapping[str, Asked]) -> list[Asked]:
    """What a pack asks in this space."""
    return [here[id] for id in PACKS[name] if id in here]
