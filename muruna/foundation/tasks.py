"""Housekeeping of the ground: what has served its purpose goes."""

from muruna.foundation import clock, outbox, work
from muruna.foundation.live.announce import forget_old_notes


@work.every(hours=1)
def forget_done_events() -> None:
    """Delete events that were carried out more than a day ago."""
    outbox.forget_done(clock.now())


@work.every(minutes=30)
def forget_live_notes() -> None:
    """Delete hints that no open page can still ask for."""
    forget_old_notes()
