"""Real processes for the server's tests: the tiny site, a PostgreSQL, readers of live streams."""

import http.client
import json
import os
import pwd
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import pytest

SITE = Path(__file__).parent / "site"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("what was waited for did not happen in time")


class Site:
    """The tiny site in a process of its own."""

    def __init__(self, folder, environment):
        self.folder, self.port = folder, free_port()
        own = {
            "MURUNA_DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",  # never that of the run
            "DJANGO_SETTINGS_MODULE": "",
        }
        self.environment = os.environ | own | environment
        self.log = folder / "log"
        if not (folder / "channels.json").exists():
            self.let({})
        self.start()

    def start(self):
        command = [sys.executable, str(SITE / "run_site.py"), str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        wait_until(self._answers)

    def _answers(self):
        assert self.process.poll() is None, self.log.read_text()
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(20)

    def ask(self, path, *, method="GET", body=None, headers=None, timeout=10):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            line.close()

    def raw(self):
        line = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        return line

    def diary(self):
        path = self.folder / "diary"
        return path.read_text().splitlines() if path.exists() else []

    def let(self, people):
        """Say who may hear what: {"name": [channel, ...]}."""
        new = self.folder / "channels.new"
        new.write_text(json.dumps(people))
        new.replace(self.folder / "channels.json")

    def listen(self, who, *, last=None, query=""):
        return Listener(self.port, who, last, query)


class Listener:
    """A reader of one live stream; events arrive in `events` as (id, event, data), None at the end."""

    def __init__(self, port, who, last, query):
        headers = {"Cookie": f"who={who}"} | ({"Last-Event-ID": str(last)} if last is not None else {})
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.line.request("GET", f"/live/{query}", headers=headers)
        self.sock = self.line.sock
        self.answer = self.line.getresponse()
        self.status = self.answer.status
        self.events = queue.Queue()
        self.seen = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        event = {}
        try:
            for line in self.answer:
                text = line.decode().rstrip("\n")
                if text:
                    name, _colon, value = text.partition(":")
                    event[name] = value.strip()
                elif "event" in event:
                    self.events.put((int(event["id"]), event["event"], event["data"]))
                    event = {}
                else:
                    event = {}
        except (OSError, ValueError, http.client.HTTPException):
            pass
        self.events.put(None)

    def next(self, seconds=5):
        event = self.events.get(timeout=seconds)
        self.seen.append(event)
        return event

    def until(self, kind, seconds=5):
        while True:
            event = self.next(seconds)
            assert event is not None, "the stream ended"
            if event[1] == kind:
                return event

    def close(self):
        self.sock.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of our own, started from the installed binaries; makes a fresh database per call."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    where = found[-1].parent if found else Path(shutil.which("initdb") or "/missing/initdb").parent
    assert (where / "initdb").exists(), "install PostgreSQL for these tests: apt-get install postgresql"
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    as_user = ["runuser", "-u", user, "--"] if root else []
    folder = Path(f"/tmp/muruna-pg-{uuid.uuid4().hex[:8]}")  # sockets need a short path
    folder.mkdir(mode=0o700)
    if root:
        shutil.chown(folder, user)
    port = free_port()
    initdb = [where / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "--no-sync"]
    subprocess.run([*as_user, *initdb], check=True, capture_output=True, cwd="/")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [*as_user, where / "pg_ctl", "-D", folder / "data", "-w"]
    log = ["-l", folder / "log"]
    subprocess.run([*control, *log, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def make():
        name = f"t{uuid.uuid4().hex[:10]}"
        psql = [where / "psql", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-qc"]
        subprocess.run([*psql, f"CREATE DATABASE {name}"], check=True)
        return f"postgresql://postgres@127.0.0.1:{port}/{name}"

    yield make
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/site.sqlite3"
    return request.getfixturevalue("postgres")()


@pytest.fixture
def make_site(tmp_path):
    """Start a site with settings of its own; it is ended with the test."""
    sites = []

    def make(folder=tmp_path, **environment):
        folder.mkdir(exist_ok=True)
        sites.append(Site(folder, {name: str(value) for name, value in environment.items()}))
        return sites[-1]

    yield make
    for site in sites:
        if site.process.poll() is None:
            site.end(signal.SIGKILL)


@pytest.fixture
def site(make_site):
    """The site with its ordinary limits."""
    return make_site()
