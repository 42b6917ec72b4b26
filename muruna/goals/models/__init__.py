"""What goals, decisions, records and plans keep."""

from muruna.goals.models.goals import Goal, GoalNote, Scale
from muruna.goals.models.own import Decision, Practice, RecordEntry

__all__ = ["Decision", "Goal", "GoalNote", "Practice", "RecordEntry", "Scale"]
