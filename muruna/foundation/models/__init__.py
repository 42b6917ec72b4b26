"""The ground's own tables."""

from muruna.foundation.models.record import Deed, Trace

__all__ = ["Deed", "Trace"]
