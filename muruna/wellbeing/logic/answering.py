"""What a proper answer is, which question comes next, and what is kept when somebody has finished."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from muruna.wellbeing.logic.diary import Answers, Given, Sitting
from muruna.wellbeing.logic.instruments import Instrument, Item

# science.md 1.5; what is not asked in a space falls out of it.
PACKS: dict[str, tuple[str, ...]] = {
    "pulse": ("who-5", "phq-4", "ucla-3", "ons-loneliness"),
    "deep": ("phq-8", "gad-7", "rses", "brs", "gse", "ons-4", "belonging"),
}
# Most questions are about the last two weeks: answers that are older do not belong beside new ones.
LOOKS_BACK = dt.timedelta(days=14)
STILL_OPEN = dt.timedelta(days=1)  # a page that was opened in time may be sent a little later
SECONDS_A_QUESTION = 9  # about what the recommended packs take: 13 questions in two minutes


@dataclass(frozen=True)
class Place:
    """One question among all that are asked; `number` counts from 1."""

    number: int
    questionnaire: str
    link: str


@dataclass(frozen=True)
class Left:
    """What finishing left behind."""

    kept: int


def places(asks: Sequence[str], instruments: Mapping[str, Instrument]) -> list[Place]:
    """Every question in its order."""
    every = [(one, item.link_id) for one in asks if one in instruments for item in instruments[one].items]
    return [Place(number, questionnaire, link) for number, (questionnaire, link) in enumerate(every, 1)]


def is_too_old(sitting: Sitting, at: dt.datetime) -> bool:
    """Whether what was answered is about other days than a question that is answered now."""
    return at - sitting.at > LOOKS_BACK


def behind(sitting: Sitting, every: Sequence[Place]) -> int:
    """How many questions were answered or passed over."""
    return sum(sitting.has_passed(one.questionnaire, one.link) for one in every)


def next_place(sitting: Sitting, every: Sequence[Place]) -> Place | None:
    """The first question that was neither answered nor passed over; None when there is none."""
    return next((one for one in every if not sitting.has_passed(one.questionnaire, one.link)), None)


def proper(instrument: Instrument, given: Given) -> Given:
    """`given`, if each answer is a choice of its question; raises ValueError."""
    choices = {item.link_id: {choice.code for choice in item.choices} for item in instrument.items}
    for link, code in given.items():
        if link not in choices or (code is not None and code not in choices[link]):
            raise ValueError(f"no such answer to {link}")
    return given


def finished(sitting: Sitting, instruments: Mapping[str, Instrument], at: dt.datetime) -> list[Answers]:
    """One row of answers for each questionnaire of which at least one question was answered."""
    found: list[Answers] = []
    # In the order they were asked, which their moments keep: the last one ends at `at`.
    for place, one in enumerate(sitting.asks, 1 - len(sitting.asks)):
        given, instrument = sitting.given.get(one, {}), instruments.get(one)
        if instrument is None or all(code is None for code in given.values()):
            continue
        whole = {item.link_id: given.get(item.link_id) for item in instrument.items}
        found.append(
            Answers(
                at=at + place * dt.timedelta(microseconds=1),
                of=one,
                version=instrument.version,
                sitting=UUID(str(sitting.id)),
                given=whole,
            )
        )
    return found


def values_of(instrument: Instrument, given: Given) -> list[float | None]:
    """What the answers count, in the order of the instrument's own items."""
    return [value_of(item, given.get(item.link_id)) for item in instrument.items]


def value_of(item: Item, code: str | None) -> float | None:
    """What a choice counts; None for one that counts as none, or is not there any more."""
    return next((one.value for one in item.choices if one.code == code), None)


def minutes_for(questions: int) -> int:
    """About how long that takes, in whole minutes."""
    return max(1, round(questions * SECONDS_A_QUESTION / 60))
