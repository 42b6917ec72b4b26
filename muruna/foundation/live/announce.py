"""Writing a hint down in the transaction that makes it true."""

import datetime as dt
import uuid

from django.db import connection

from muruna.foundation import clock
from muruna.foundation.live import bus
from muruna.foundation.models import LiveNote

KEEP = dt.timedelta(hours=3)


def changed(*, thread: uuid.UUID | None = None, person: uuid.UUID | None = None) -> None:
    """Tell open pages, after the commit, that a thread or what a person may hear changed.

    Raises RuntimeError outside a transaction: a hint must not run ahead of what it hints at.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("live.changed belongs inside the transaction of the deed")
    for kind, which in (("thread", thread), ("person", person)):
        if which is None:
            continue
        channel = f"{kind}:{uuid.UUID(str(which))}"
        hour = clock.now().replace(minute=0, second=0, microsecond=0)
        note = LiveNote.objects.create(channel=channel, hour=hour)
        bus.publish(channel, note.pk)


def ask_again(*, person: uuid.UUID) -> None:
    """Have every open stream of a person asked, after the commit, whether its session still stands."""
    bus.publish(f"person:{uuid.UUID(str(person))}", 0)


def latest_id() -> int:
    """The newest hint's number; a page that carries it hears all that came after it was made."""
    newest = LiveNote.objects.order_by("-id").values_list("id", flat=True).first()
    return int(newest or 0)


def forget_old_notes() -> int:
    """Delete hints older than `KEEP` but the newest, which tells a late page how far behind it is."""
    old = LiveNote.objects.filter(hour__lt=clock.now() - KEEP).exclude(pk=latest_id())
    return int(old.delete()[0])
