"""Live hints: "this thread changed", told to open pages after the commit, never what changed."""

from muruna.foundation.live.announce import ask_again, changed, latest_id

__all__ = ["ask_again", "changed", "latest_id"]
