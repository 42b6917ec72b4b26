"""No way off the machine: whatever a process of ours tries to reach beyond loopback is refused, and told."""

import socket
import sys
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")
MARK = "off the machine:"  # what a served site prints before the host that it tried to reach
TRIED: list[str] = []  # in this process, whether or not anybody caught what was raised


class OffTheMachine(RuntimeError):
    """Something of ours tried to reach beyond loopback."""


def is_loopback(host: object) -> bool:
    """Whether an address stays on this machine; an empty host means "any of mine"."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name == socket.gethostname():
        return True  # its own name: what it says of itself to a mail server
    return name == "" or name == "0.0.0.0" or name.startswith(LOOPBACK)  # noqa: S104 - asked about, not bound


def _check(host: object) -> None:
    if not is_loopback(host):
        TRIED.append(str(host))
        print(MARK, host, file=sys.stderr, flush=True)
        raise OffTheMachine(f"something tried to reach {host}: tests stay on this machine")


def guard_sockets() -> None:
    """Make every connection, datagram and look-up beyond loopback raise OffTheMachine in this process."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _asked_first(getattr(socket, name)))


def _guarded(method: Any) -> Any:
    def guarded(self: socket.socket, *given: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check(given[-1][0])  # the address comes last in each of them
        return method(self, *given)

    return guarded


def _asked_first(look_up: Any) -> Any:
    def guarded(host: Any, *rest: Any, **more: Any) -> Any:
        _check(host)
        return look_up(host, *rest, **more)

    return guarded
