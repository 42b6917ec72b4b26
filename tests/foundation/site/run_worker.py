"""Runs one worker on the tiny site's database until SIGTERM; every handler writes what it did to a diary."""

import os
import signal
import sys
import time
import uuid
from pathlib import Path

import site_start

assert site_start

from muruna.foundation import outbox, work

DIARY = Path(os.environ["MURUNA_DATA_DIR"]) / "diary"
MINE = f"{sys.argv[1]}"


def note(line):
    with DIARY.open("a") as diary:
        diary.write(f"{time.monotonic():.4f} {MINE} {line}\n")


@outbox.on("quick")
def be_quick(number):
    note(f"begin {number}")
    time.sleep(0.002)
    note(f"end {number}")


@outbox.on("slow")
def be_slow(number):
    note(f"begin {number}")
    time.sleep(float(os.environ.get("SLOW", "1")))
    note(f"end {number}")


@outbox.on("thing")
def know_thing(thing):
    note(f"thing {uuid.UUID(str(thing))}")


@work.every(seconds=1)
def tick():
    note("tick")


work._jobs = {name: job for name, job in work._jobs.items() if name.endswith("tick")}
worker = work.Worker()
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda _number, _frame: worker.stop())
note("start")
worker.run()
note("stop")
