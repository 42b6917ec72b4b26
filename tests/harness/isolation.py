"""Loaded before Django's settings (`-p` in pyproject): own folders, and no way off the machine."""

import atexit
import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")


class OffTheMachine(RuntimeError):
    """A test tried to reach something beyond loopback."""


def is_loopback(host: object) -> bool:
    """Whether an address stays on this machine; an empty host means "any of mine"."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return name == "" or name == "0.0.0.0" or name.startswith(LOOPBACK)  # noqa: S104 - asked about, not bound


def guard_sockets() -> None:
    """Make every connection and look-up beyond loopback raise OffTheMachine in this process."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(host: object) -> None:
        if not is_loopback(host):
            raise OffTheMachine(f"a test tried to reach {host}: tests stay on this machine")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            check(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            check(address[0])
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        check(host)
        return look_up(host, *rest, **more)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = guarded_look_up


def own_folders() -> None:
    """Point data and keys to a folder of this run; workers of the same run share it."""
    if "MURUNA_TEST_ROOT" in os.environ:
        return
    root = Path(tempfile.mkdtemp(prefix="muruna-tests-"))
    # Tests read other people's permissions: PostgreSQL's own user must be able to walk in.
    root.chmod(0o755)
    os.environ["MURUNA_TEST_ROOT"] = str(root)
    os.environ["MURUNA_DATA_DIR"] = str(root / "data")
    os.environ["MURUNA_KEYS_DIR"] = str(root / "keys")
    (root / "data").mkdir()
    owner = os.getpid()

    def tidy() -> None:
        if os.getpid() == owner:
            shutil.rmtree(root, ignore_errors=True)

    atexit.register(tidy)


os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# Playwright's synchronous interface keeps an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for name in [
    name for name in os.environ if name.startswith("MURUNA_") and not name.startswith("MURUNA_TEST")
]:
    if "MURUNA_TEST_ROOT" not in os.environ:
        del os.environ[name]  # a developer's own settings must not change what a test proves
own_folders()
guard_sockets()
