"""The one clock of the server; tests may stop it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_stopped: ContextVar[dt.datetime | None] = ContextVar("stopped", default=None)


def now() -> dt.datetime:
    """The present moment, UTC and aware."""
    return _stopped.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The present day in UTC."""
    return now().date()


@lru_cache(maxsize=1024)  # a name that is none costs a walk through the disk each time
def zone(*names: str) -> ZoneInfo:
    """The first of `names` that is an IANA time zone ("auto" is none), else UTC."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


@contextmanager
def stopped_at(moment: dt.datetime) -> Iterator[None]:
    """Within the block, the clock stands at `moment` (this thread and context only)."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
