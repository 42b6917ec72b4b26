"""What a strategy is: facts that stand in every language, and its words in one."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

FIELDS = ("discrimination", "family-friends", "relationships", "coping", "confidence")
SETTINGS = ("anywhere", "school", "work", "clinic", "faith", "home", "online")
# science.md 6.4, and "experience": known among peers, not tested in studies, and said so.
EVIDENCE = ("strong", "moderate", "emerging", "experience", "unsupported")


@dataclass(frozen=True)
class Source:
    """Where a claim comes from, as one would look it up."""

    cite: str
    doi: str = ""


@dataclass(frozen=True)
class LawNote:
    """What the law of one country says, with its source and the day it was looked up."""

    country: str
    source: str
    checked: dt.date
    words: Mapping[str, str]


@dataclass(frozen=True)
class Text:
    """A strategy's words in one language, following version `of_version` of the source text."""

    language: str
    of_version: int
    title: str
    in_short: str
    why: str
    steps: tuple[str, ...]
    not_when: tuple[str, ...]
    practice_title: str
    practice_do: tuple[str, ...]
    practice_afterwards: str
    example: str

    def everything(self) -> list[str]:
        """All of it as paragraphs in reading order, for search and for printing."""
        return [
            self.title, self.in_short, self.why, *self.steps, *self.not_when,
            self.practice_title, *self.practice_do, self.practice_afterwards, self.example,
        ]  # fmt: skip


@dataclass(frozen=True)
class Strategy:
    """One thing to try: what it is for, how well it is known to help, and its words by language."""

    id: str
    version: int
    field: str
    settings: tuple[str, ...]
    ages: tuple[str, ...]  # age bands; none: for everybody
    experiences: tuple[str, ...]
    minutes: int
    evidence: str
    tested_with: Mapping[str, str]
    sources: tuple[Source, ...]
    checked: dt.date
    law: tuple[LawNote, ...]
    source_language: str
    reviewed_by: str
    review_by: dt.date
    related: tuple[str, ...]
    texts: Mapping[str, Text]
    coded: Callable[[str], str]  # makes of an id what stands for it in an address and says nothing

    @property
    def code(self) -> str:
        """Eight characters that stand for it in an address and say nothing."""
        return self.coded(self.id)

    def is_for(self, age_band: str) -> bool:
        """Whether somebody of this age band may read it."""
        return not self.ages or age_band in self.ages

    def text(self, language: str) -> Text:
        """The words in `language`, else in the language it was written in."""
        return self.texts.get(language) or self.texts[self.source_language]

    def is_due(self, day: dt.date) -> bool:
        """Whether it ought to have been looked at again by this day."""
        return day >= self.review_by

    def has_moved_on(self, language: str) -> bool:
        """Whether the words in `language` follow an older version than the source has now."""
        return self.text(language).of_version < self.version


def chosen(every: Iterable[Strategy], *, field: str = "", setting: str = "") -> list[Strategy]:
    """Those of one field and fit for one setting; what fits anywhere fits each setting."""
    return [
        one
        for one in every
        if (not field or one.field == field)
        and (not setting or setting in one.settings or "anywhere" in one.settings)
    ]


def alike(one: Strategy, every: Mapping[str, Strategy], most: int = 3) -> list[Strategy]:
    """What its authors put beside it, then what shares most of its experiences and settings in its field."""
    named = [every[id] for id in one.related if id in every]
    rest = sorted(
        (other for other in every.values() if other.field == one.field and other not in (one, *named)),
        key=lambda other: (
            -2 * len(set(other.experiences) & set(one.experiences))
            - len(set(other.settings) & set(one.settings)),
            other.id,
        ),
    )
    return [*named, *rest][:most]
