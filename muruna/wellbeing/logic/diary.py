"""What a person keeps of how they are, as plain values and as the data that is sealed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

MOODS = (1, 2, 3, 4, 5)  # from very heavy to very light
Given = Mapping[str, str | None]  # the code of the choice by the link id of the question; None: passed over


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing that is kept; `id` is the row's, and nothing before there is one."""

    id: UUID | None = None
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Sitting(Kept):
    """Answers that are not finished: what is asked, in which way, and what was given so far."""

    asks: tuple[str, ...]
    one_by_one: bool
    given: Mapping[str, Given]

    def answered(self, questionnaire: str, given: Given) -> "Sitting":
        """The same with more given; what was given before and is not named stays."""
        before = self.given.get(questionnaire, {})
        return replace(self, given={**self.given, questionnaire: {**before, **given}})

    def has_passed(self, questionnaire: str, link: str) -> bool:
        """Whether this question was answered or passed over."""
        return link in self.given.get(questionnaire, {})


@dataclass(frozen=True, kw_only=True)
class Answers(Kept):
    """A finished questionnaire, bound to its version and to the ids of its questions, never to places."""

    of: str
    version: str
    sitting: UUID
    given: Given

    @property
    def is_whole(self) -> bool:
        """Nothing was passed over."""
        return None not in self.given.values()


@dataclass(frozen=True, kw_only=True)
class CheckIn(Kept):
    """How it is just now: a mood from 1 to 5, one word, one thing that helped."""

    mood: int
    word: str = ""
    helped: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark(Kept):
    """Something in one's life that belongs beside the figures."""

    on: dt.date
    words: str


@dataclass(frozen=True, kw_only=True)
class Setback(Kept):
    """A hard time, and the way on from it."""

    happened: str
    helped: tuple[str, ...] = ()
    step: str = ""
    whom: str = ""


def as_data(kept: Kept) -> dict[str, Any]:
    """The value as it is sealed."""
    data: dict[str, Any] = {"kind": _NAMES[type(kept)], "at": kept.at.isoformat()}
    match kept:
        case Sitting():
            given = {of: dict(values) for of, values in kept.given.items()}
            return {**data, "asks": list(kept.asks), "one": kept.one_by_one, "given": given}
        case Answers():
            return {
                **data, "of": kept.of, "version": kept.version, "sitting": str(kept.sitting),
                "given": dict(kept.given),
            }  # fmt: skip
        case CheckIn():
            return {**data, "mood": kept.mood, "word": kept.word, "helped": kept.helped}
        case Mark():
            return {**data, "on": kept.on.isoformat(), "words": kept.words}
        case Setback():
            rest = {"happened": kept.happened, "step": kept.step, "whom": kept.whom}
            return {**data, **rest, "helped": list(kept.helped)}
    raise TypeError(type(kept).__name__)


def from_data(id: UUID, data: Mapping[str, Any]) -> Kept:
    """The value that `as_data` made."""
    at = dt.datetime.fromisoformat(data["at"])
    match data["kind"]:
        case "open":
            return Sitting(
                id=id, at=at, asks=tuple(data["asks"]), one_by_one=data["one"], given=data["given"]
            )
        case "answers":
            return Answers(
                id=id, at=at, of=data["of"], version=data["version"], sitting=UUID(data["sitting"]),
                given=data["given"],
            )  # fmt: skip
        case "check-in":
            return CheckIn(id=id, at=at, mood=data["mood"], word=data["word"], helped=data["helped"])
        case "mark":
            return Mark(id=id, at=at, on=dt.date.fromisoformat(data["on"]), words=data["words"])
        case "again":
            return Setback(
                id=id, at=at, happened=data["happened"], helped=tuple(data["helped"]), step=data["step"],
                whom=data["whom"],
            )  # fmt: skip
    raise ValueError(f"nothing is called {data['kind']!r}")


_NAMES: dict[type[Kept], str] = {
    Sitting: "open", Answers: "answers", CheckIn: "check-in", Mark: "mark", Setback: "again",
}  # fmt: skip


def what_helped(check_ins: Iterable[CheckIn], setbacks: Iterable[Setback], most: int = 8) -> list[str]:
    """What the person themselves said had helped: the most often said first, then the newest."""
    said: list[tuple[dt.datetime, str]] = [(one.at, one.helped) for one in check_ins if one.helped]
    said += [(one.at, words) for one in setbacks for words in one.helped]
    said.sort(reverse=True)
    count = Counter(_alike(words) for _at, words in said)
    newest: dict[str, str] = {}
    for _at, words in said:
        newest.setdefault(_alike(words), words)
    order = sorted(newest, key=lambda key: -count[key])  # stable: among equals the newest stays first
    return [newest[key] for key in order[:most]]


def _alike(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .!,،")
