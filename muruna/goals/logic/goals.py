"""A goal in its owner's words: what they wish, what stands in the way, what they do then, and small steps."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

GOING, PAUSED, REACHED, LET_GO = "going", "paused", "reached", "let_go"
STATES = (GOING, PAUSED, REACHED, LET_GO)
PARTS = ("outcome", "obstacle", "plan")  # the questions after the wish, in their order
MOST_STEPS = 40


@dataclass(frozen=True)
class Step:
    """One small step; `done_on` is a day (ISO) once it is done."""

    id: str
    words: str
    done_on: str = ""


@dataclass(frozen=True)
class Goal:
    """A goal; `before` are the steps as they stood before the last change, for undoing it once."""

    wish: str
    outcome: str = ""
    obstacle: str = ""
    when: str = ""  # "if this happens ..."
    then: str = ""  # "... then I do this"
    day: str = ""
    state: str = GOING
    state_day: str = ""
    came: str = ""  # what came of it, or what letting go made room for
    steps: tuple[Step, ...] = ()
    before: tuple[Step, ...] | None = None
    began_on: str = ""
    version: int = 1  # of the words, so that two open pages do not silently undo each other

    @property
    def done(self) -> int:
        return sum(1 for step in self.steps if step.done_on)

    @property
    def open_part(self) -> str:
        """The first question that is not answered yet, or nothing."""
        answered = {"outcome": self.outcome, "obstacle": self.obstacle, "plan": self.when or self.then}
        return next((part for part in PARTS if not answered[part]), "")

    @property
    def is_over(self) -> bool:
        return self.state in (REACHED, LET_GO)

    @property
    def has_begun(self) -> bool:
        """Whether it is too late to say what one expects of it."""
        return bool(self.began_on) or self.is_over

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.done_on), None)


def has_step(goal: Goal, id: str) -> bool:
    """Whether a step with this id is in the goal."""
    return any(step.id == id for step in goal.steps)


def with_step(goal: Goal, step: Step) -> Goal:
    """The goal with this step new at the end, or in new words; raises ValueError when there are too many."""
    if has_step(goal, step.id):
        return _with(goal, tuple(replace(one, words=step.words) if one.id == step.id else one
                                 for one in goal.steps))  # fmt: skip
    if len(goal.steps) >= MOST_STEPS:
        raise ValueError("there are too many steps")
    return _with(goal, (*goal.steps, step))


def without_step(goal: Goal, id: str) -> Goal:
    """The goal without this step."""
    return _with(goal, tuple(step for step in goal.steps if step.id != id))


def ticked(goal: Goal, id: str, on: dt.date | None) -> Goal:
    """The goal with this step done on a day, or not done; the first step that is done begins the work."""
    day = on.isoformat() if on else ""
    steps = tuple(
        replace(step, done_on=step.done_on or day if day else "") if step.id == id else step
        for step in goal.steps
    )
    return replace(_with(goal, steps), began_on=goal.began_on or day)


def moved(goal: Goal, id: str, *, earlier: bool) -> Goal:
    """The goal with this step one place earlier or later; at an end nothing changes."""
    steps = list(goal.steps)
    here = next((n for n, step in enumerate(steps) if step.id == id), None)
    there = None if here is None else here + (-1 if earlier else 1)
    if here is None or there is None or not 0 <= there < len(steps):
        return goal
    steps[here], steps[there] = steps[there], steps[here]
    return _with(goal, tuple(steps))


def undone(goal: Goal) -> Goal:
    """The goal with its steps as they stood before the last change; the same once more brings it back."""
    return goal if goal.before is None else _with(goal, goal.before)


def in_state(goal: Goal, state: str, on: dt.date, came: str = "") -> Goal:
    """The goal paused, reached, let go, or taken up again; words about its end stay unless replaced.

    What is over has begun, also where no step of it was ever written down.
    """
    if state not in STATES:
        raise ValueError(f"{state!r} is no state of a goal")
    changed = replace(goal, state=state, state_day=on.isoformat(), came=came or goal.came)
    return replace(changed, began_on=goal.began_on or on.isoformat()) if changed.is_over else changed


def as_data(goal: Goal) -> dict[str, Any]:
    """The goal as JSON."""
    return asdict(goal)


def from_data(data: dict[str, Any]) -> Goal:
    """The goal from its JSON."""
    before = data.get("before")
    return Goal(**{**data, "steps": _steps(data.get("steps", ())),
                   "before": None if before is None else _steps(before)})  # fmt: skip


def _with(goal: Goal, steps: tuple[Step, ...]) -> Goal:
    return goal if steps == goal.steps else replace(goal, steps=steps, before=goal.steps)


def _steps(rows: Any) -> tuple[Step, ...]:
    make: Callable[..., Step] = Step
    return tuple(make(**row) for row in rows)
