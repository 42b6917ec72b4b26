"""The ground's own tables."""

from muruna.foundation.models.live import LiveNote
from muruna.foundation.models.queue import OutboxEvent, PeriodicJob
from muruna.foundation.models.record import Deed, HostMark, Trace

__all__ = ["Deed", "HostMark", "LiveNote", "OutboxEvent", "PeriodicJob", "Trace"]
