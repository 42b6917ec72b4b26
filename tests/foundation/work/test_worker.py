"""Workers in processes of their own: each event and each turn has one of them, and none is lost."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import pytest

SITE = Path(__file__).parents[1] / "site"
WRITE = """
import sys, uuid, datetime as dt
import site_start
from django.db import transaction
from django.utils import timezone
from muruna.foundation import outbox
from muruna.foundation.models import OutboxEvent
"""


class Yard:
    """A database, a diary, and the processes that use them."""

    def __init__(self, folder, database):
        self.folder = folder
        self.environment = os.environ | {"MURUNA_DATA_DIR": str(folder), "DATABASE_URL": database}
        self.workers = []
        self.run("site_start.make_tables()")

    def run(self, code):
        command = [sys.executable, "-c", WRITE + code]
        found = subprocess.run(
            command, env=self.environment | {"PYTHONPATH": str(SITE)}, capture_output=True, text=True
        )
        assert found.returncode == 0, found.stderr
        return found.stdout.split()

    def emit(self, topic, count=1):
        self.run(
            f"with transaction.atomic():\n  for n in range({count}):\n    outbox.emit({topic!r}, number=n)"
        )

    def worker(self, name, **environment):
        command = [sys.executable, str(SITE / "run_worker.py"), name]
        with (self.folder / "worker-log").open("ab") as log:
            worker = subprocess.Popen(command, env=self.environment | environment, stdout=log, stderr=log)
        self.workers.append(worker)
        return worker

    def diary(self):
        path = self.folder / "diary"
        return [line.split() for line in path.read_text().splitlines()] if path.exists() else []

    def wait_for(self, *words, seconds=20, times=1):
        end = time.monotonic() + seconds
        while sum(line[1 : len(words) + 1] == list(words) for line in self.diary()) < times:
            assert time.monotonic() < end, (self.diary(), (self.folder / "worker-log").read_text())
            time.sleep(0.05)


@pytest.fixture
def yard(tmp_path, database):
    place = Yard(tmp_path, database)
    yield place
    for worker in place.workers:
        if worker.poll() is None:
            worker.kill()
            worker.wait()


def test_two_workers_share_the_events_and_never_double_one(yard):
    yard.emit("quick", 200)
    yard.worker("a")
    yard.worker("b")
    end = time.monotonic() + 30
    while sum(line[2] == "end" for line in yard.diary()) < 200:
        assert time.monotonic() < end, (yard.folder / "worker-log").read_text()
        time.sleep(0.1)

    begun = Counter(line[3] for line in yard.diary() if line[2] == "begin")
    assert begun == Counter({str(number): 1 for number in range(200)})
    assert {line[1] for line in yard.diary()} == {"a", "b"}


def test_event_of_a_killed_worker_is_carried_by_another_after_its_lease(yard):
    yard.emit("slow")
    yard.worker("a", SLOW="60")
    yard.wait_for("a", "begin", "0")
    yard.workers[0].kill()
    yard.workers[0].wait()
    yard.worker("b", SLOW="0")
    yard.wait_for("b", "start")
    time.sleep(1.5)
    early = [line for line in yard.diary() if line[1:3] == ["b", "begin"]]
    yard.run("OutboxEvent.objects.update(lease_until=timezone.now())")  # sixty seconds later

    yard.wait_for("b", "end", "0")
    assert early == []


def test_running_event_is_finished_on_sigterm_and_nothing_new_begun(yard):
    yard.emit("slow", 3)
    worker = yard.worker("a", SLOW="1.5")
    yard.wait_for("a", "begin", "0")

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(10) == 0
    assert [line[2:] for line in yard.diary() if line[2] in ("begin", "end", "stop")] == [
        ["begin", "0"],
        ["end", "0"],
        ["stop"],
    ]
    left = yard.run("print(*OutboxEvent.objects.filter(done_at=None).values_list('attempts', flat=True))")
    assert left == ["0", "0"]


def test_each_turn_of_a_job_has_one_worker(yard):
    for name in "abc":
        yard.worker(name)
    for name in "abc":
        yard.wait_for(name, "start")
    began = time.monotonic()
    time.sleep(4)
    ticks = [float(line[0]) for line in yard.diary() if line[2] == "tick" and float(line[0]) >= began]

    assert 2 <= len(ticks) <= 4
    assert all(later - earlier > 0.9 for earlier, later in zip(ticks, ticks[1:], strict=False))


def test_ids_come_back_as_they_were_given(yard):
    thing = uuid.uuid4()
    yard.run(f"with transaction.atomic(): outbox.emit('thing', thing=uuid.UUID('{thing}'))")
    yard.worker("a")

    yard.wait_for("a", "thing", str(thing))
