"""Live hints: "this thread changed", told to open pages after the commit, never what changed."""

from muruna.foundation.live.announce import changed, latest_id

__all__ = ["changed", "latest_id"]
