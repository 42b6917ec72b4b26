"""The worker: carries events to their handlers, and runs the jobs that come round again."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import close_old_connections, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from muruna.foundation import outbox
from muruna.foundation.models import OutboxEvent, PeriodicJob

LOOK_SECONDS = 1.0
# After a commit, open pages are told first, and what a burst of commits left is worked off together.
PATIENCE_SECONDS = 0.1
RENEW_SECONDS = outbox.LEASE.total_seconds() / 3

_log = logging.getLogger("muruna.work")


@dataclass(frozen=True, slots=True)
class Job:
    """A function that runs every so often."""

    name: str
    every: dt.timedelta
    run: Callable[[], Any]


_jobs: dict[str, Job] = {}


def every(*, seconds: int = 0, minutes: int = 0, hours: int = 0) -> Callable[[Callable[[], Any]], Any]:
    """Have the function run once per period by whichever worker is free; it may be cut short and rerun."""
    period = dt.timedelta(seconds=seconds, minutes=minutes, hours=hours)
    if period < dt.timedelta(seconds=1):
        raise ValueError("a periodic job comes round once a second at most")

    def remember(function: Callable[[], Any]) -> Callable[[], Any]:
        name = f"{function.__module__}.{function.__qualname__}"
        _jobs[name] = Job(name, period, function)
        return function

    return remember


def discover() -> None:
    """Import every package's events.py and tasks.py, so that handlers and jobs are known."""
    outbox.discover()
    autodiscover_modules("tasks")


def enter_jobs(now: dt.datetime) -> None:
    """Give every known job its row, due at once; change the period of those that have another now."""
    for job in _jobs.values():
        seconds = int(job.every.total_seconds())
        row, _new = PeriodicJob.objects.get_or_create(
            name=job.name, defaults={"every_seconds": seconds, "next_at": now}
        )
        if row.every_seconds != seconds:
            PeriodicJob.objects.filter(name=job.name).update(every_seconds=seconds, next_at=now)


def claim_job(now: dt.datetime) -> PeriodicJob | None:
    """Take the job that is longest due, with a lease; None when none is. No two workers get the same turn."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    due = PeriodicJob.objects.filter(free, next_at__lte=now, name__in=_jobs).order_by("next_at").first()
    if due is None:
        return None
    # The turn decides between two that saw the same row: only one of them finds it unchanged.
    taken = PeriodicJob.objects.filter(free, name=due.name, turn=due.turn, next_at__lte=now).update(
        lease_until=now + outbox.LEASE, turn=F("turn") + 1
    )
    due.turn += 1
    return due if taken else None


def _held_job(row: PeriodicJob) -> QuerySet[PeriodicJob]:
    return PeriodicJob.objects.filter(name=row.name, turn=row.turn)


def run_job(row: PeriodicJob, clock: Callable[[], dt.datetime]) -> bool:
    """Run a claimed job and set its next turn; True when it succeeded."""
    problem = ""
    try:
        _jobs[row.name].run()
    except Exception as failure:  # noqa: BLE001 - kept on the row, shown by doctor, run again next turn
        problem = type(failure).__name__[:80]
        _log.warning("job.failed %s %s", row.name, problem)
    next_at = clock() + dt.timedelta(seconds=row.every_seconds)
    _held_job(row).update(lease_until=None, next_at=next_at, problem=problem)
    return not problem


def failing_jobs() -> QuerySet[PeriodicJob]:
    """Jobs whose last turn failed; `muruna doctor` names them."""
    return PeriodicJob.objects.exclude(problem="").order_by("name")


class Worker:
    """One loop over events and jobs; `stop` lets what is running finish."""

    def __init__(self, clock: Callable[[], dt.datetime] = timezone.now) -> None:
        # Leases are agreed between machines, so they follow the real clock, which tests may move.
        self._clock = clock
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._held: OutboxEvent | PeriodicJob | None = None
        self._keeper = threading.Thread(target=self._keep_leases, name="leases", daemon=True)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread of this process."""
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def stop(self, *, patience: float | None = None) -> bool:
        """Take nothing more and wait for what is running; True when it has ended."""
        self._stopping.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(patience)
        return not self._thread.is_alive()

    def run(self) -> None:
        """Work until stopped: right after a commit in this process, else with a look each second."""
        discover()
        outbox.wake_with(self._wake.set)
        self._keeper.start()
        entered = False
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                try:
                    close_old_connections()
                    if not entered:
                        enter_jobs(self._clock())
                        entered = True
                    self.work_off()
                except Exception as problem:  # noqa: BLE001 - the database is away: look again later
                    _log.error("worker.stumbled %s", type(problem).__name__)
                    connection.close()
                if self._wake.wait(LOOK_SECONDS):
                    self._stopping.wait(PATIENCE_SECONDS)
        finally:
            outbox.sleep_without(self._wake.set)
            self._ended.set()
            connection.close()

    def work_off(self) -> int:
        """Do all that is due now, events and jobs in turn so that neither waits for ever; how many things."""
        done = 0
        while not self._stopping.is_set():
            before = done
            event = outbox.claim(self._clock())
            if event is not None:
                with self._holding(event):
                    outbox.carry_out(event, self._clock)
                done += 1
            row = claim_job(self._clock())
            if row is not None:
                with self._holding(row):
                    run_job(row, self._clock)
                done += 1
            if done == before:
                break
        return done

    @contextmanager
    def _holding(self, row: OutboxEvent | PeriodicJob) -> Iterator[None]:
        """Show the keeper of leases what is running."""
        self._held = row
        try:
            yield
        finally:
            self._held = None

    def _keep_leases(self) -> None:
        """Renew the lease of what is running, so that a long handler is not begun a second time."""
        while not self._ended.wait(RENEW_SECONDS):
            held = self._held
            if held is None:
                continue
            try:
                until = self._clock()
                if isinstance(held, OutboxEvent):
                    outbox.renew(held, until)
                else:
                    _held_job(held).update(lease_until=until + outbox.LEASE)
            except Exception as problem:  # noqa: BLE001 - tried again soon, well before the lease ends
                _log.error("lease.not_renewed %s", type(problem).__name__)
            finally:
                connection.close()
