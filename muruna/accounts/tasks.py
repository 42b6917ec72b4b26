"""Jobs that come round: a session that nobody uses ends, and what was deleted leaves the disk's log."""

from muruna.accounts.erasing import empty_the_log
from muruna.accounts.sessions import end_idle_sessions
from muruna.foundation import work


@work.every(minutes=1)
def forget_idle_sessions() -> None:
    """Delete the sessions whose time is over, and cut the log: with their rows, old cookies open nothing.

    The log is cut each minute, whoever deleted what, because it would keep the old rows for hours.
    """
    end_idle_sessions()
    empty_the_log()
