"""Our own servers for a bench: the real `muruna serve` with its world, and a bare view on the same bridge."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.machine import ROOT, end, run, until_idle, wait_for_port
from tests.harness.postgres import free_port

MESSAGES, THREADS, HEARERS = 50, 100, 100


@dataclass
class Served:
    """A running server, and what stands in its world."""

    url: str
    pid: int
    world: dict[str, Any]
    environment: dict[str, str]


@contextmanager
def muruna(folder: Path, database: str = "") -> Iterator[Served]:
    """`muruna serve` on loopback with a world of its own: SQLite, or the database at this address.

    Given out once its first work is done: a new site reads its whole library for the search.
    """
    port = free_port()
    (folder / "data").mkdir(parents=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MURUNA_")},
        "MURUNA_DATA_DIR": str(folder / "data"),
        "MURUNA_KEYS_DIR": str(folder / "keys"),
        "PORT": str(port),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    here = {"env": environment, "cwd": ROOT}
    run([sys.executable, "-P", "-c", "from config.command import main; main()", "migrate"], **here)
    told = folder / "world.json"
    told.write_text(
        run([sys.executable, "-m", "bench.world", "--messages", str(MESSAGES), "--threads", str(THREADS),
             "--people", str(HEARERS)], **here)
    )  # fmt: skip
    with _served([sys.executable, "-m", "bench.served", str(told)], folder / "log", port, **here) as process:
        until_idle(process.pid)
        yield Served(f"http://127.0.0.1:{port}", process.pid, json.loads(told.read_text()), environment)


@contextmanager
def bare(folder: Path, body: bytes) -> Iterator[Served]:
    """One Django view without middleware that answers `body`, in the same server shape."""
    port = free_port()
    folder.mkdir(parents=True)
    (folder / "body").write_bytes(body)
    command = [sys.executable, "-m", "bench.bare", str(folder / "body"), str(port)]
    with _served(command, folder / "log", port, env=dict(os.environ), cwd=ROOT) as process:
        yield Served(f"http://127.0.0.1:{port}", process.pid, {}, {})


@contextmanager
def _served(command: list[str], log: Path, port: int, **options: Any) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("ab") as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, **options)
    try:
        wait_for_port(port, process, log)
        yield process
    finally:
        end(process)
