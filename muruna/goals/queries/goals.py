"""Reading goals, their levels, and what is said to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.access import Action, Actor, find, visible
from muruna.accounts.keyring import container_key, container_keys, keys_of
from muruna.foundation.vault import CannotOpen
from muruna.goals.logic import goals as rules
from muruna.goals.models import Goal, GoalNote, Scale
from muruna.goals.sealing import open_words

WORDS, NOTE, LEVELS, CAME_TO = "goal", "note", "levels", "came-to"  # what the vault binds the blobs to


@dataclass(frozen=True)
class Opened:
    """A goal that the reader may see, opened."""

    row: Goal
    goal: rules.Goal

    @property
    def is_over(self) -> bool:
        return self.goal.state in (rules.REACHED, rules.LET_GO)


@dataclass(frozen=True)
class Levels:
    """Five levels of a goal, best first, their weight, and which one it came to in the end."""

    row: Scale
    words: dict[int, str]
    weight: int
    reached: int | None
    about_it: str

    @property
    def is_fixed(self) -> bool:
        return self.row.fixed_on is not None


@dataclass(frozen=True)
class Note:
    """Words to a goal, opened; `moment` is ISO."""

    row: GoalNote
    words: str
    moment: str


def open_goal(actor: Any, row: Goal) -> Opened:
    """This goal, opened with the reader's key; raises CannotOpen without a grant."""
    key = container_key(actor, row.pk, row.epoch)
    return Opened(row, rules.from_data(open_words(key, WORDS, row.pk, row.epoch, row.body)))


def one_goal(actor: Actor, id: UUID, action: Action = Action.GOAL_SEE) -> Opened:
    """One goal that the reader may see (or change); raises NotFound."""
    return open_goal(actor, find(actor, action, Goal, id))


def my_goals(actor: Actor) -> list[Opened]:
    """The reader's own goals, newest first."""
    return _opened(actor, visible(actor, Action.GOAL_CHANGE, Goal).order_by("-day", "-pk"))


def goals_shown_to(actor: Actor) -> list[Opened]:
    """Other people's goals to which the reader was invited."""
    rows = visible(actor, Action.GOAL_SEE, Goal).exclude(membership=actor.membership)
    return _opened(actor, rows.select_related("membership").order_by("-day", "-pk"))


def _opened(actor: Any, rows: Iterable[Goal]) -> list[Opened]:
    every = list(rows)
    keys = keys_of(actor, {(row.pk, row.epoch) for row in every})
    found = []
    for row in every:
        try:
            data = open_words(keys[row.pk, row.epoch], WORDS, row.pk, row.epoch, row.body)
        except (KeyError, CannotOpen):  # pragma: no cover - a damaged row must not lock the page
            continue
        found.append(Opened(row, rules.from_data(data)))
    return found


def levels_of(actor: Any, opened: Opened) -> Levels | None:
    """The goal's levels, for its owner; nothing when there are none."""
    row = visible(actor, Action.GOAL_CHANGE, Scale).filter(goal=opened.row).first()
    return _levels(actor, row) if row else None


def every_level(actor: Any) -> dict[UUID, Levels]:
    """The levels of all the reader's goals that have some, by the goal's id."""
    rows = visible(actor, Action.GOAL_CHANGE, Scale)
    return {row.goal_id: _levels(actor, row) for row in rows}


def _levels(actor: Any, row: Scale) -> Levels:
    data = actor.keys.open_own(f"{LEVELS}:{row.goal_id}", row.body)
    came = actor.keys.open_own(f"{CAME_TO}:{row.goal_id}", row.reached) if row.reached else {}
    words = {int(level): text for level, text in data["words"].items()}
    return Levels(row, words, data["weight"], came.get("level"), came.get("words", ""))


def notes_of(actor: Any, opened: Opened) -> list[Note]:
    """What was said to the goal, oldest first; what the reader's keys do not open is not there for them."""
    keys, found = container_keys(actor, opened.row.pk), []
    for row in GoalNote.objects.filter(goal=opened.row).select_related("author"):
        if row.epoch in keys:
            data = open_words(keys[row.epoch], NOTE, row.goal_id, row.epoch, row.body)
            found.append(Note(row, data["words"], data["moment"]))
    return sorted(found, key=lambda note: note.moment)
