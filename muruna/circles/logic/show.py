"""The run of show: which part of a meeting comes next, whose turn it is, who may write, when doors open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

WELCOME, AGREEMENT, ROUND, THEME, CLOSING = "welcome", "agreement", "round", "theme", "closing"
STAGES = (WELCOME, AGREEMENT, ROUND, THEME, CLOSING)
DOORS_EARLY = dt.timedelta(minutes=10)
LONGEST_AFTER = dt.timedelta(minutes=60)  # past its planned end; then the meeting ends by itself
SIGNS = ("hear", "thanks", "same", "with_you")
QUESTIONS = ("belonged", "took")
GRADES = 3  # no, a little, yes
SMALLEST_COUNT = 5  # fewer answers than this are shown to nobody

Who = TypeVar("Who")


def step(stage: str, by: int) -> str:
    """The part of the meeting `by` steps further, within its first and last."""
    return STAGES[max(0, min(len(STAGES) - 1, STAGES.index(stage) + by))]


def doors_open_at(starts_at: dt.datetime) -> dt.datetime:
    """From when on a facilitator can open."""
    return starts_at - DOORS_EARLY


def may_open(now: dt.datetime, starts_at: dt.datetime, minutes: int) -> bool:
    """Whether the doors may open at `now`: from ten minutes before until the planned end."""
    return doors_open_at(starts_at) <= now < starts_at + dt.timedelta(minutes=minutes)


def is_over(now: dt.datetime, starts_at: dt.datetime, minutes: int) -> bool:
    """Whether a meeting that nobody ended has gone on for too long."""
    return now >= starts_at + dt.timedelta(minutes=minutes) + LONGEST_AFTER


@dataclass(frozen=True)
class Inside:
    """Somebody in a meeting, in the order in which they came."""

    is_quiet: bool
    has_had_turn: bool
    is_here: bool


def next_turn(order: Sequence[tuple[Inside, Who]]) -> Who | None:
    """Whose turn comes now in the round: the first who is here, has had none, and does not sit quietly."""
    for one, who in order:
        if one.is_here and not one.is_quiet and not one.has_had_turn:
            return who
    return None


def may_write(*, stage: str, is_facilitator: bool, is_muted: bool, has_turn: bool) -> bool:
    """Whether somebody inside may write now: in the round one after the other, a facilitator always."""
    if is_facilitator:
        return True
    return not is_muted and (stage != ROUND or has_turn)


def counted(answers: dict[str, list[int]], given: dict[str, int]) -> dict[str, list[int]]:
    """The counts with one more answer; `given` maps a question to 0, 1 or 2. Raises ValueError."""
    if set(given) != set(QUESTIONS) or not all(0 <= grade < GRADES for grade in given.values()):
        raise ValueError(given)
    return {
        name: [n + (given[name] == grade) for grade, n in enumerate(answers.get(name) or [0] * GRADES)]
        for name in QUESTIONS
    }


def may_be_shown(answers: dict[str, list[int]]) -> bool:
    """Whether there are so many answers that nobody's can be told from them."""
    return all(sum(answers.get(name, ())) >= SMALLEST_COUNT for name in QUESTIONS)
