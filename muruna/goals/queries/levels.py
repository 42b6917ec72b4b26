"""Reading the five levels of a goal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.access import Action, visible
from muruna.goals.models import Scale

LEVELS, CAME_TO = "levels", "came-to"  # what the vault binds the blobs to, with the goal's id


@dataclass(frozen=True)
class Levels:
    """Five levels of a goal, by figure, their weight, and which one it came to in the end."""

    row: Scale
    words: dict[int, str]
    weight: int
    reached: int | None
    about_it: str

    @property
    def is_fixed(self) -> bool:
        return self.row.fixed_on is not None


def levels_of(actor: Any, goal_id: UUID) -> Levels | None:
    """The levels of one goal of the reader's; nothing when there are none."""
    row = visible(actor, Action.GOAL_CHANGE, Scale).filter(goal_id=goal_id).first()
    return _levels(actor, row) if row else None


def every_level(actor: Any) -> dict[UUID, Levels]:
    """The levels of all the reader's goals that have some, by the goal's id."""
    return {row.goal_id: _levels(actor, row) for row in visible(actor, Action.GOAL_CHANGE, Scale)}


def _levels(actor: Any, row: Scale) -> Levels:
    data = actor.keys.open_own(f"{LEVELS}:{row.goal_id}", row.body)
    came = actor.keys.open_own(f"{CAME_TO}:{row.goal_id}", row.reached) if row.reached else {}
    words = {int(level): text for level, text in data["words"].items()}
    return Levels(row, words, data["weight"], came.get("level"), came.get("words", ""))
