"""A PostgreSQL of our own, from the installed binaries: private port, temporary folder, gone afterwards.

`python -m tests.harness.postgres COMMAND ...` runs a command with DATABASE_URL pointing to a new one.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOW_TO = "PostgreSQL is not installed; on Debian or Ubuntu: sudo apt-get install postgresql"


class NoPostgres(RuntimeError):
    """No PostgreSQL server binaries were found; the message says how to get them."""


def binaries() -> Path:
    """The folder with initdb and pg_ctl, the newest first; raises NoPostgres."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    found = sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    for folder in [*found, *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres(HOW_TO)


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root: become the user that its package made."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv"):
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Yield postgresql://... of an empty, running server; nothing of it is left afterwards.

    It trusts everyone on loopback and, unless `durable`, does not wait for the disk: never for real words.
    """
    programs, become, port = binaries(), _as_server_user(), free_port()
    root = Path(tempfile.mkdtemp(prefix="muruna-postgres-"))
    if become:
        shutil.chown(root, "postgres", "postgres")
    hasty = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB"
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=120 "
        f"{'' if durable else hasty}"
    )
    control = [*become, str(programs / "pg_ctl"), "-D", str(root / "data"), "-s", "-w"]
    try:
        make = [*become, str(programs / "initdb"), "-D", str(root / "data"), "--no-sync"]
        _run([*make, "-U", "muruna", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
        _run([*control, "-l", str(root / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://muruna@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _run(command: list[str]) -> None:
    # A server that outlives pg_ctl would hold a pipe open for ever: its words go to a file or nowhere.
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run(command, stdout=words, stderr=words, cwd="/", check=False, timeout=120)
        if done.returncode:
            words.seek(0)
            raise RuntimeError(f"{command[-1]} failed: {words.read()[-2000:]}")


def main() -> int:
    """Run the command given as arguments against a new cluster; its exit status is ours."""
    try:
        with cluster() as address:
            return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": address})
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
