"""What the pages of this package show, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from muruna.access import Actor
from muruna.matching import labels
from muruna.matching.forms.small import Confirm
from muruna.matching.models import Request
from muruna.matching.queries import Question, Shown
from muruna.matching.vocabulary import vocabulary


def card_address(actor: Actor) -> str:
    """Where the card "what happens if I say this?" is; empty while no package serves it."""
    return address_or_none("card", code=actor.space.code)


def address_or_none(name: str, **parts: Any) -> str:
    """The address of a later package's route, or an empty text while it is not there."""
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Card:
    """A supporter's card in words, with a form of its own: what an older page asks is what it shows."""

    shown: Shown
    why: list[str]
    also: list[str]
    form: Confirm = field(default_factory=Confirm)


def shown_cards(found: Iterable[Shown]) -> dict[str, Any]:
    """The cards to choose from, and the one that was asked, for the template."""
    language = get_language() or "en"
    cards = [
        Card(
            one,
            [said for said in (labels.reason_words(reason, language) for reason in one.reasons) if said],
            vocabulary().labels(one.also_lived, language),
        )
        for one in found
    ]
    asked = next((card for card in cards if card.shown.is_chosen), None)
    return {"cards": [card for card in cards if not card.shown.is_chosen], "chosen": asked}


def needs_words(request: Request) -> dict[str, Any]:
    """What a request asks for, in words, for its own member."""
    language, words, needs = get_language() or "en", vocabulary(), request.needs
    how_much = {"a_lot": 0, "matters": 1, "a_little": 2}
    wishes = sorted(needs.get("wishes", {}).items(), key=lambda pair: how_much[pair[1]])
    return {
        "wants": [labels.WANTS[one] for one in needs.get("wants", ())],
        "topics": words.labels(needs.get("topics", ()), language),
        "wishes": words.labels([id for id, _ in wishes], language),
        "circumstances": words.labels(needs.get("circumstances", ()), language),
        "prefer": words.labels(needs.get("prefer", ()), language),
        "avoid": words.labels(needs.get("avoid", ()), language),
        "not_from_here": bool(needs.get("not_from_here")),
    }


@dataclass(frozen=True)
class Asked:
    """A question in words, for the supporter who is asked."""

    question: Question
    wants: list[Any]
    topics: list[str]
    lived: list[str]
    circumstances: list[str]
    why: list[str]


def asked_in_words(one: Question) -> Asked:
    """What the supporter may see, in their language."""
    language, words = get_language() or "en", vocabulary()
    why = [labels.reason_words_for_supporter(reason, language) for reason in one.reasons]
    return Asked(
        one,
        [labels.WANTS[each] for each in one.wants],
        words.labels(one.topics, language),
        words.labels(one.lived, language),
        words.labels(one.circumstances, language),
        [said for said in why if said],
    )
