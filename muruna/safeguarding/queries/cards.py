"""The card "what happens if I say this?" in words, and the wordings that a member has been shown."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from muruna.access import Action, Actor, visible
from muruna.safeguarding.card_texts import card_texts, has_card_texts
from muruna.safeguarding.logic.card import age_seen_by, card, card_version
from muruna.safeguarding.models import CardVersion
from muruna.spaces.models import Space


@dataclass(frozen=True)
class ShownCard:
    """A card in words: plain values that a page, a row or an export can hold."""

    version: str
    language: str  # English where the asked one has no card yet
    age_band: str
    text: dict[str, Any]


def card_for(space: Space, age_band: str, language: str) -> ShownCard:
    """The card of a space as it stands now, for an age band, in a language."""
    spoken = language if has_card_texts(language) else "en"
    texts, profile = card_texts(spoken), space.effective()
    lines = [
        {
            "case": line.case,
            "level": line.told.removeprefix("told."),
            "say": texts[line.say],
            "happens": [texts[one] for one in line.happens],
            "told": texts[line.told],
            "when": texts[line.when],
            "never": [texts[one] for one in line.never],
        }
        for line in card(profile, age_band)
    ]
    age = [texts[one] for one in age_seen_by(profile, age_band)]
    text = {"title": texts["title"], "intro": texts["intro"], "lines": lines, "age": age}
    return ShownCard(card_version(profile, age_band, texts), spoken, age_band, text)


def cards_seen(actor: Actor) -> QuerySet[CardVersion]:
    """Every wording that the actor has been shown here, the newest first."""
    return visible(actor, Action.CARD_SEE, CardVersion).order_by("-first_shown_on", "version", "language")
