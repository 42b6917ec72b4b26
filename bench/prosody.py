"""Prosody's group chat on loopback, with a small XMPP client: enough to join a room and to speak in it."""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import end, need, wait_for_port
from tests.harness.postgres import free_port

ROOMS = "rooms.localhost"
CONFIG = """
pidfile = "{folder}/prosody.pid"
data_path = "{folder}/data"
log = {{ warn = "{folder}/prosody.log" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
s2s_ports = {{ }}
network_backend = "epoll"
network_settings = {{ nameserver = {{ }} }}
modules_enabled = {{ "saslauth", "disco" }}
modules_disabled = {{ "s2s", "tls", "offline" }}
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
storage = "memory"
VirtualHost "localhost"
  authentication = "anonymous"
Component "rooms.localhost" "muc"
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_history_length = 0
"""


@contextmanager
def prosody() -> Iterator[tuple[int, int]]:
    """The port and process id of a Prosody that keeps nothing, needs no passwords and speaks no TLS."""
    program, port = need("prosody", "prosody"), free_port()
    folder = Path(tempfile.mkdtemp(prefix="muruna-prosody-"))
    (folder / "data").mkdir()
    (folder / "prosody.cfg.lua").write_text(CONFIG.format(folder=folder, port=port))
    become: list[str] = []
    if os.geteuid() == 0:  # it refuses to be root: the user that its package made
        become = ["setpriv", "--reuid=prosody", "--regid=prosody", "--clear-groups", "--"]
        for place in (folder, folder / "data", folder / "prosody.cfg.lua"):
            shutil.chown(place, "prosody", "prosody")
    log = folder / "out.log"
    with log.open("ab") as words:
        process = subprocess.Popen(
            [*become, program, "-F", "--config", str(folder / "prosody.cfg.lua")],
            cwd="/", stdout=words, stderr=words,
        )  # fmt: skip
    try:
        wait_for_port(port, process, log)
        yield port, process.pid
    finally:
        end(process)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Occupant:
    """One connection in one room."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    room: str
    _waiting: dict[bytes, "asyncio.Future[float]"] = field(default_factory=dict)

    @classmethod
    async def join(cls, port: int, room: str, nick: str) -> "Occupant":
        """Open a stream, sign in as nobody in particular, enter the room."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        one = cls(reader, writer, room)
        opening = (
            "<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' "
            "xmlns:stream='http://etherx.jabber.org/streams'>"
        )
        await one._say(opening, b"</stream:features>")
        await one._say("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", b"<success")
        await one._say(opening, b"</stream:features>")
        await one._say(
            "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", b"</iq>"
        )
        await one._say(
            f"<presence to='{room}@{ROOMS}/{nick}'><x xmlns='http://jabber.org/protocol/muc'>"
            "<history maxstanzas='0'/></x></presence>",
            b"<subject",
        )
        return one

    async def _say(self, words: str, until: bytes) -> None:
        self.writer.write(words.encode())
        await self.writer.drain()
        got = b""
        while until not in got:
            piece = await asyncio.wait_for(self.reader.read(65536), 30)
            if not piece:
                raise RuntimeError(f"Prosody closed the stream: {got[-300:]!r}")
            got += piece

    def speak(self, mark: str, text: str) -> None:
        """Say `text` to the room; `mark` tells this message from all others."""
        self.writer.write(
            f"<message type='groupchat' id='{mark}' to='{self.room}@{ROOMS}'>"
            f"<body>{mark} {text}</body></message>".encode()
        )

    def hear(self, mark: str) -> "asyncio.Future[float]":
        """The moment at which the message with this mark comes."""
        return self._waiting.setdefault(mark.encode(), asyncio.get_running_loop().create_future())

    async def listen(self) -> None:
        """Note the moment of every message until the stream ends."""
        left = b""
        while piece := await self.reader.read(65536):
            now = time.perf_counter()
            left += piece
            for mark in re.findall(rb"<body>(\S+) ", left):
                found = self._waiting.get(mark)
                if found is not None and not found.done():
                    found.set_result(now)
            left = left[max(left.rfind(b"</message>"), 0) :][-4096:]

    def close(self) -> None:
        """Hang up."""
        self.writer.close()
