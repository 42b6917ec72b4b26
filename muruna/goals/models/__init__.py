"""What goals, decisions, records and plans keep."""

from muruna.goals.models.hard_times import HardTimes
from muruna.goals.models.own import Decision, Goal, Practice, RecordEntry, Scale

__all__ = ["Decision", "Goal", "HardTimes", "Practice", "RecordEntry", "Scale"]
