"""The ground's own tables."""

from muruna.foundation.models.live import LiveNote
from muruna.foundation.models.queue import OutboxEvent, PeriodicJob
from muruna.foundation.models.record import Deed, Trace

__all__ = ["Deed", "LiveNote", "OutboxEvent", "PeriodicJob", "Trace"]
