"""The outbox: what happened, written with the deed, carried to its handlers at least once."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from muruna.foundation.models import OutboxEvent

Handler = Callable[..., Any]

LEASE = dt.timedelta(seconds=60)
TRIES = 10
FIRST_WAIT = dt.timedelta(seconds=2)
LONGEST_WAIT = dt.timedelta(hours=1)
KEEP_DONE = dt.timedelta(days=1)

_handlers: dict[str, dict[str, Handler]] = {}
_wakers: list[Callable[[], None]] = []
_log = logging.getLogger("muruna.outbox")


def on(topic: str) -> Callable[[Handler], Handler]:
    """Have the function called as `function(**ids)` for each event of the topic.

    It may be called more than once for the same event, and must then change nothing more.
    """

    def remember(function: Handler) -> Handler:
        _handlers.setdefault(topic, {})[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return remember


def discover() -> None:
    """Import every package's events.py, so that its handlers are known."""
    autodiscover_modules("events")


def emit(topic: str, **ids: uuid.UUID | int) -> OutboxEvent:
    """Write an event into the running transaction; UUIDs and whole numbers only, never words.

    Raises RuntimeError outside a transaction and TypeError for a value that is not an id.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("outbox.emit belongs inside the transaction of the deed")
    payload: dict[str, str | int] = {}
    for name, value in ids.items():
        if isinstance(value, uuid.UUID):
            payload[name] = str(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            payload[name] = value
        else:
            raise TypeError(f"{name} of {topic} is not an id: the outbox carries ids, never words")
    event = OutboxEvent.objects.create(topic=topic, payload=payload)
    transaction.on_commit(_wake)
    return event


def wake_with(wake: Callable[[], None]) -> None:
    """Have `wake` called after each commit that wrote an event in this process."""
    _wakers.append(wake)


def sleep_without(wake: Callable[[], None]) -> None:
    """Undo wake_with."""
    _wakers.remove(wake)


def _wake() -> None:
    for wake in list(_wakers):
        wake()


def _waiting(now: dt.datetime) -> QuerySet[OutboxEvent]:
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return OutboxEvent.objects.filter(free, done_at__isnull=True, dead_at__isnull=True).order_by("id")


def claim(now: dt.datetime) -> OutboxEvent | None:
    """Take the oldest free event with a lease; None when there is none. No two workers get the same."""
    if not _waiting(now).exists():  # most looks find nothing: they take no write lock on SQLite
        return None
    with transaction.atomic():
        rows = _waiting(now)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        event = rows.first()  # on SQLite the transaction is IMMEDIATE: nobody else is in here
        if event is None:
            return None
        event.attempts += 1
        event.lease_until = now + LEASE
        event.save(update_fields=["attempts", "lease_until"])
    return event


def renew(event: OutboxEvent, now: dt.datetime) -> bool:
    """Lengthen the lease of an event still held; False when somebody else has taken it."""
    return bool(_held(event).update(lease_until=now + LEASE))


def _held(event: OutboxEvent) -> QuerySet[OutboxEvent]:
    """The row, if this attempt still holds it: whoever took it later has a higher attempt."""
    return OutboxEvent.objects.filter(pk=event.pk, attempts=event.attempts, done_at__isnull=True)


def carry_out(event: OutboxEvent, clock: Callable[[], dt.datetime]) -> bool:
    """Call the handlers of a claimed event and record how it went; True when all succeeded.

    A handler that succeeded is not called again because of another's failure.
    """
    finished, problem = list(event.finished), ""
    for name, handler in _handlers.get(event.topic, {}).items():
        if name in finished:
            continue
        try:
            handler(**{key: _read_id(value) for key, value in event.payload.items()})
        except Exception as failure:  # noqa: BLE001 - kept on the row, tried again, shown by doctor
            problem = type(failure).__name__[:80]
            _log.warning("handler.failed %s %s %s", name, event.pk, problem)
        else:
            finished.append(name)
    end: dict[str, Any] = {"finished": finished, "problem": problem}
    now = clock()
    if not problem:
        end |= {"done_at": now, "lease_until": None}
    elif event.attempts >= TRIES:
        end |= {"dead_at": now, "lease_until": None}
    else:
        end |= {"lease_until": now + wait_before_try(event.attempts + 1)}
    _held(event).update(**end)
    return not problem


def wait_before_try(attempt: int) -> dt.timedelta:
    """How long to wait before the second, third ... try: 2 s, 4 s, 8 s ... at most an hour."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** max(0, attempt - 2))


def _read_id(value: str | int) -> uuid.UUID | int:
    return uuid.UUID(value) if isinstance(value, str) else value


def dead_letters() -> QuerySet[OutboxEvent]:
    """Events that failed at every try; `muruna doctor` counts them."""
    return OutboxEvent.objects.filter(dead_at__isnull=False).order_by("id")


def revive_dead_letters() -> int:
    """Give every dead letter its tries anew, after its cause has been mended; how many there were."""
    return dead_letters().update(dead_at=None, attempts=0, lease_until=None)


def forget_done(now: dt.datetime) -> int:
    """Delete events done longer ago than `KEEP_DONE`; how many there were."""
    return OutboxEvent.objects.filter(done_at__lt=now - KEEP_DONE).delete()[0]
