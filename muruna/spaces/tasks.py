"""Housekeeping of spaces: what can no longer be used goes."""

from muruna.foundation import work
from muruna.spaces.printed import forget_old_codes


@work.every(hours=24)
def forget_codes() -> None:
    """Delete printed codes a while after their day."""
    forget_old_codes()
