"""A whole Muruna in processes of its own, which tests may kill, restart and look into."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.harness.egress import MARK
from tests.harness.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
GUARDED = "from tests.harness.egress import guard_sockets; guard_sockets(); "
# The vault's own tests have the real Argon2id, and tests/faults has sites that stretch words with it.
QUICK = "from muruna.foundation.vault import slots; slots.MEMORY_KIB, slots.PASSES = 64, 1; "
COMMAND = [sys.executable, "-P", "-c", GUARDED + QUICK + "from config.command import main; main()"]


class Site:
    """One deployment: its folders, its database, its port, and the process that serves it."""

    def __init__(
        self, folder: Path, *, template: "Site | None" = None, database: str | None = None, **settings: str
    ) -> None:
        self.folder = folder
        self.data, self.keys, self.log = folder / "data", folder / "keys", folder / "log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.people: list[dict[str, Any]] = template.people if template else []
        if database is None:
            database = _new_database(template.database if template else None)
        self.database: str = database
        if template:
            shutil.copytree(template.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("log"))
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MURUNA_")},
            "MURUNA_DATA_DIR": str(self.data),
            "MURUNA_KEYS_DIR": str(self.keys),
            "PORT": str(self.port),
            "MURUNA_TRUSTED_PROXIES": "127.0.0.1",  # what a proxy reports must not be kept either
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
            "MURUNA_SEARCH_MEANING": "no",  # tests/search loads the model; a served site needs none
            **settings,
        }

    @classmethod
    def found(cls, folder: Path, people: list[dict[str, Any]], database: str) -> "Site":
        """The site that another process made here."""
        site = cls(folder, database=database)
        site.people = people
        return site

    def command(self, *words: str) -> str:
        """Run `muruna WORDS` here and return what it printed; raises RuntimeError with its complaint."""
        done = subprocess.run(
            [*COMMAND, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"muruna {' '.join(words)}: {done.stdout[-1000:]}{done.stderr[-3000:]}")
        return done.stdout

    def make_world(self) -> None:
        """The demo world, afresh; `people` then holds the sign-ins that `muruna demo --json` prints."""
        printed = self.command("demo", "--json")
        self.people = json.loads(printed[printed.index("[") :])

    def start(self, *, within: float = 90) -> None:
        """Serve, and come back when a page answers; raises RuntimeError with the log otherwise."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve"],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.process.poll() is not None or self._answers():
                break
            time.sleep(0.05)
        if self.process.poll() is not None or not self._answers():
            self.kill()
            raise RuntimeError(f"the server did not start:\n{self.words()[-4000:]}")

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.url, timeout=2)  # noqa: S310 - our own http://127.0.0.1
        except urllib.error.HTTPError:
            return True  # an answer, if not a happy one: the test will say
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """kill -9, for the server and whatever it started: nothing gets to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, as a service manager would; returns when it has ended (kill -9 after 15 s)."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """kill -9 and start again on the same port and data."""
        self.kill()
        self.start()

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        for step in (how, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, step)
                self.process.wait(timeout=15)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()
        self.process = None

    def words(self) -> str:
        """Everything the server has printed so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def bytes_at_rest(self) -> bytes:
        """Every byte under the data folder, for proofs that something is not there."""
        return b"\0".join(path.read_bytes() for path in sorted(self.data.rglob("*")) if path.is_file())

    def remove(self) -> None:
        """End the server and leave nothing behind; fails if it ever tried to reach another machine (S7)."""
        self.kill()
        _drop_database(self.database)
        tried = [line for line in self.words().splitlines() if MARK in line]
        shutil.rmtree(self.folder, ignore_errors=True)
        assert not tried, tried


def _on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:"))


def _admin(statement: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)  # names are our own hexadecimal


def _new_database(template: str | None) -> str:
    """The address of a database for one site: empty means SQLite in its data folder."""
    if not _on_postgres():
        return ""
    name = f"site_{uuid.uuid4().hex}"
    copied = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
    _admin(f'CREATE DATABASE "{name}"{copied}')
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _drop_database(address: str) -> None:
    if address:
        _admin(f'DROP DATABASE IF EXISTS "{urlsplit(address).path[1:]}" WITH (FORCE)')
