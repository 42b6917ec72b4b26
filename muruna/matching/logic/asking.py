"""What a member may ask for and how long a question waits for its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from muruna.matching.logic.needs import HowMuch, Want

ANSWER_LIVE, ANSWER_DAYS = timedelta(minutes=15), timedelta(hours=24)
LANGUAGES_MOST = 3


class Fault(StrEnum):
    """Why a request cannot be taken as it stands."""

    NO_WORDS = "no_words"
    NO_LANGUAGE = "no_language"
    UNKNOWN = "unknown"
    BOTH = "both"  # wished for and not wished for


@dataclass(frozen=True)
class Ask:
    """What a member wrote down; ids are of the vocabulary, languages in order of preference."""

    words: str
    languages: tuple[str, ...]
    is_live: bool = True
    wants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    wishes: dict[str, str] = field(default_factory=dict)  # experience: how much
    circumstances: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    not_from_here: bool = False
    shows_words: bool = True
    shows_topics: bool = True
    shows_circumstances: bool = False
    shows_wishes: tuple[str, ...] = ()

    @property
    def needs(self) -> dict[str, object]:
        """What the matcher weighs, as it is stored."""
        return {
            "wants": list(self.wants),
            "topics": list(self.topics),
            "wishes": dict(self.wishes),
            "circumstances": list(self.circumstances),
            "prefer": list(self.prefer),
            "avoid": list(self.avoid),
            "not_people": list(self.not_people),
            "not_from_here": self.not_from_here,
        }

    @property
    def shown(self) -> dict[str, object]:
        """What a supporter may see before accepting, as it is stored."""
        return {
            "words": self.shows_words,
            "topics": self.shows_topics,
            "circumstances": self.shows_circumstances,
            "wishes": [each for each in self.shows_wishes if each in self.wishes],
        }


def faults(
    ask: Ask, *, languages: frozenset[str], experiences: frozenset[str], topics: frozenset[str],
    circumstances: frozenset[str],
) -> list[Fault]:  # fmt: skip
    """Everything that stands against `ask`; the sets are what the vocabulary knows."""
    found = []
    if not ask.words.strip():
        found.append(Fault.NO_WORDS)
    if not ask.languages or len(set(ask.languages)) != len(ask.languages):
        found.append(Fault.NO_LANGUAGE)
    named = set(ask.wishes) | set(ask.prefer) | set(ask.avoid) | set(ask.shows_wishes)
    known = (
        set(ask.languages) <= languages
        and len(ask.languages) <= LANGUAGES_MOST
        and named <= experiences
        and set(ask.topics) <= topics
        and set(ask.circumstances) <= circumstances
        and set(ask.wants) <= {each.value for each in Want}
        and set(ask.wishes.values()) <= {each.value for each in HowMuch}
    )
    if not known:
        found.append(Fault.UNKNOWN)
    if set(ask.avoid) & (set(ask.prefer) | set(ask.wishes)):
        found.append(Fault.BOTH)
    return found


def ask_of(
    needs: Mapping[str, Any],
    shown: Mapping[str, Any],
    *,
    words: str,
    languages: tuple[str, ...],
    is_live: bool,
) -> Ask:
    """The request as its member wrote it, from what is stored."""
    return Ask(
        words=words,
        languages=languages,
        is_live=is_live,
        wants=tuple(needs.get("wants", ())),
        topics=tuple(needs.get("topics", ())),
        wishes=dict(needs.get("wishes", {})),
        circumstances=tuple(needs.get("circumstances", ())),
        prefer=tuple(needs.get("prefer", ())),
        avoid=tuple(needs.get("avoid", ())),
        not_people=tuple(needs.get("not_people", ())),
        not_from_here=bool(needs.get("not_from_here")),
        shows_words=bool(shown.get("words")),
        shows_topics=bool(shown.get("topics")),
        shows_circumstances=bool(shown.get("circumstances")),
        shows_wishes=tuple(shown.get("wishes", ())),
    )
