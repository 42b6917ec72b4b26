"""A served site with a small world in it, quick to start again, and a look into its database."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.faults.wire import Wire
from tests.harness.site import ROOT, Site


class Place:
    """A site, the people in it, and their cookies."""

    def __init__(self, folder: Path, template: "Place | None" = None, **settings: str) -> None:
        self.site = Site(folder, template=template.site if template else None, **settings)
        self.world: dict[str, Any] = template.world if template else {}
        self.starter: subprocess.Popen[str] | None = None

    def make_world(self) -> None:
        self.site.data.mkdir(parents=True, mode=0o700)
        self.world = json.loads(self.run("tests.faults.small_world").splitlines()[-1])

    def run(self, module: str, *words: str, given: str = "") -> str:
        """Run a module of ours with the site's environment; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.site.environment, cwd=ROOT, input=given, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout[-1000:] + done.stderr[-3000:])
        return done.stdout

    def wire(self, who: str = "", **more: Any) -> Wire:
        cookie = self.world["people"][who]["cookie"] if who else ""
        return Wire(self.site.url, cookie, **more)

    def talk(self, rest: str = "") -> str:
        return f"/s/{self.world['space']}/talks/{self.world['conversation']}/{rest}"

    def here(self, rest: str = "") -> str:
        return f"/s/{self.world['space']}/{rest}"

    def prepare(self, *faults: str) -> None:
        """Make ready to start quickly, with planted faults if any are named."""
        self.site.folder.mkdir(parents=True, exist_ok=True)
        self.starter = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.quick_start", str(self.site.log), *faults],
            env={**self.site.environment, "OPENBLAS_NUM_THREADS": "1", "MURUNA_TEST_WARM": self._seen()},
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        if self._said() != "ready":
            raise RuntimeError("the starter could not be prepared")

    def _seen(self) -> str:
        """A page of the world and who looks at it, for the starter."""
        return f"{self.talk()} {self.world['people']['member']['cookie']}" if self.world else "/"

    def start(self, *, within: float = 30) -> None:
        """Serve; comes back when the port is open."""
        if self.starter is None:
            self.prepare()
        self._say("start")
        self._said()
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.site.port)) == 0:
                    return
            time.sleep(0.005)
        raise RuntimeError(f"the server did not start:\n{self.site.words()[-4000:]}")

    def kill(self) -> None:
        """kill -9."""
        self._say("end")
        assert self._said() == "gone"

    def _say(self, word: str) -> None:
        assert self.starter
        assert self.starter.stdin
        self.starter.stdin.write(word + "\n")
        self.starter.stdin.flush()

    def _said(self) -> str:
        assert self.starter
        assert self.starter.stdout
        return self.starter.stdout.readline().strip()

    @property
    def is_postgres(self) -> bool:
        return bool(self.site.database)

    @property
    def file(self) -> Path:
        return self.site.data / "muruna.sqlite3"

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a look into the database finds."""
        if self.is_postgres:
            import psycopg

            with psycopg.connect(self.site.database, autocommit=True) as connection:
                return connection.execute(statement).fetchall()  # type: ignore[call-overload, no-any-return]
        import pysqlite3

        connection = pysqlite3.connect(str(self.file), timeout=20)
        try:
            connection.execute("PRAGMA secure_delete=ON")
            found = connection.execute(statement).fetchall()
            connection.commit()
            return found  # type: ignore[no-any-return]
        finally:
            connection.close()

    def is_whole(self) -> bool:
        """SQLite's own check of the whole file; PostgreSQL checks itself as it reads."""
        return self.is_postgres or self.rows("PRAGMA integrity_check") == [("ok",)]

    def end(self) -> None:
        """End the server and whoever starts it."""
        if self.starter is not None:
            assert self.starter.stdin
            assert self.starter.stdout
            self.starter.stdin.close()
            try:
                self.starter.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.kill(self.starter.pid, signal.SIGKILL)
                self.starter.wait()
            self.starter.stdout.close()
            self.starter = None

    def remove(self) -> None:
        self.end()
        self.site.remove()
        shutil.rmtree(self.site.folder, ignore_errors=True)
