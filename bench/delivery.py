"""From the moment a post is sent to the moment each reader hears of it."""

import asyncio
import re
import time
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.machine import memory_of, percentile
from bench.prosody import Occupant
from bench.sites import Served
from bench.texts import ENGLISH, words

POSTS = 40
PAUSE = 0.05  # seconds between posts: one speaks, all hear, then the next


@dataclass
class Delivery:
    """Milliseconds from sending to hearing, over all posts and readers; and what a stream costs."""

    heard: list[float]
    answered: list[float] = field(default_factory=list)  # until the writer is told it is kept
    shown: list[float] = field(default_factory=list)  # until the words themselves are with one reader
    bytes_a_stream: float = 0.0

    @property
    def p50(self) -> float:
        return percentile(self.heard, 0.5)

    @property
    def p99(self) -> float:
        return percentile(self.heard, 0.99)


class Line:
    """One kept-alive HTTP connection of a signed-in person: the client's own cost stays small."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, form: dict[str, str] | None = None, *, part: bool = True
    ) -> tuple[int, bytes]:
        """Status and body of a GET, or of a POST when there is a form; `part`: as the page's script asks."""
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._ends
        body = urlencode(form).encode() if form else b""
        lines = [
            f"{'POST' if form else 'GET'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            f"Cookie: {self._cookie}",
            "Sec-Fetch-Site: same-origin",
            *(["X-Fragment: 1"] if part else []),
            *(["Content-Type: application/x-www-form-urlencoded"] if form else []),
            f"Content-Length: {len(body)}",
        ]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        for name, value in re.findall(r"(?im)^set-cookie: (\w+)=([^;\r]*)", head):
            self._cookie += f"; {name}={value}"
        length = re.search(r"(?im)^content-length: (\d+)", head)
        got = await reader.readexactly(int(length[1])) if length else b""
        return int(head.split(" ", 2)[1]), got

    def close(self) -> None:
        """Hang up."""
        if self._ends is not None:
            self._ends[1].close()


class Writer:
    """A person who posts through the page's own form."""

    def __init__(self, port: int, page: str, cookie: str) -> None:
        self._page, self._line = page, Line(port, cookie)
        self._form: dict[str, str] = {}

    async def open(self) -> None:
        """Read the page once, for the tokens that its form carries."""
        _status, body = await self._line.ask(self._page, part=False)
        html = body.decode()
        for name in ("csrfmiddlewaretoken", "for"):
            found = re.search(rf'name="{name}" value="([^"]+)"', html)
            if found is None:
                raise RuntimeError(f"the page has no {name}: {html[:200]}")
            self._form[name] = found[1]

    async def post(self, text: str) -> None:
        """Send one message; returns when the server says that it is kept."""
        form = {**self._form, "key": str(uuid.uuid4()), "text": text}
        status, body = await self._line.ask(f"{self._page}say/", form)
        if status != 204:
            raise RuntimeError(f"a post was answered {status}: {body[:300]!r}")

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class Ear:
    """One open page's live stream; `wait` gives the moment at which its thread was next named."""

    def __init__(self, thread: str) -> None:
        self._mark = f"data: thread:{thread}".encode()
        self._heard: asyncio.Future[float] | None = None

    async def open(self, port: int, cookie: str) -> None:
        """Open the stream; returns when the server says that it is ready."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        self._writer.write(
            f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        got = b""
        while b"event: ready" not in got:
            piece = await asyncio.wait_for(self._reader.read(65536), 60)
            if not piece or b" 204 " in piece[:20]:
                raise RuntimeError(f"a stream did not open: {piece[:200]!r}")
            got += piece

    def expect(self) -> "asyncio.Future[float]":
        """Begin to wait for the next hint."""
        self._heard = asyncio.get_running_loop().create_future()
        return self._heard

    async def listen(self) -> None:
        """Note the moment of each hint until the stream ends."""
        while piece := await self._reader.read(65536):
            if self._mark in piece and self._heard is not None and not self._heard.done():
                self._heard.set_result(time.perf_counter())

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def _in_batches(jobs: list[Awaitable[None]], size: int = 20) -> None:
    for start in range(0, len(jobs), size):
        await asyncio.gather(*jobs[start : start + size])


async def hear_ours(served: Served, rooms: list[dict[str, Any]], *, posts: int = POSTS) -> Delivery:
    """Open the streams of all `rooms`, then post into one after another, and time every reader."""
    port = int(served.url.rsplit(":", 1)[1])
    before = memory_of(served.pid)
    ears = [[Ear(room["thread"]) for _ in room["listening"]] for room in rooms]
    pairs = [(ear, c) for room, some in zip(rooms, ears, strict=True)
             for ear, c in zip(some, room["listening"], strict=True)]  # fmt: skip
    await _in_batches([ear.open(port, cookie) for ear, cookie in pairs])
    done = Delivery([], bytes_a_stream=(memory_of(served.pid) - before) / len(pairs))
    tasks = [asyncio.create_task(ear.listen()) for ear, _ in pairs]
    spoken = list(range(0, len(rooms), max(1, len(rooms) // 10)))  # ten rooms speak, all are open
    writers = {number: Writer(port, rooms[number]["page"], rooms[number]["cookies"][0]) for number in spoken}
    reading = {number: Line(port, rooms[number]["cookies"][1]) for number in spoken}
    for writer in writers.values():
        await writer.open()
    said = dict.fromkeys(spoken, 0)
    for number in range(-3, posts):  # three to warm up
        room = spoken[number % len(spoken)]
        waiting = [ear.expect() for ear in ears[room]]
        start = time.perf_counter()
        await writers[room].post(words(ENGLISH, number))
        kept = time.perf_counter()
        moments = await asyncio.wait_for(asyncio.gather(*waiting), 20)
        status, body = await reading[room].ask(f"{rooms[room]['page']}?after={said[room]}")
        said[room] += 1
        seen = time.perf_counter()
        if status != 200 or b"bubble" not in body:
            raise RuntimeError(f"the words were not there: {status}")
        if number >= 0:
            done.heard += [(moment - start) * 1000 for moment in moments]
            done.answered.append((kept - start) * 1000)
            done.shown.append((seen - start) * 1000)
        await asyncio.sleep(PAUSE)
    for ear, _ in pairs:
        ear.close()
    for line in (*writers.values(), *reading.values()):
        line.close()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done


async def hear_prosody(port: int, pid: int, rooms: int, readers: int, *, posts: int = POSTS) -> Delivery:
    """The same with group chats: `rooms` of them with `readers` each, and one more in each who speaks."""
    before = memory_of(pid)
    people: list[list[Occupant]] = []
    for room in range(rooms):
        # One after the other: the first makes the room.
        people.append([await Occupant.join(port, f"room{room}", f"n{n}") for n in range(readers + 1)])
    done = Delivery([], bytes_a_stream=(memory_of(pid) - before) / (rooms * (readers + 1)))
    tasks = [asyncio.create_task(one.listen()) for room in people for one in room]
    spoken = list(range(0, rooms, max(1, rooms // 10)))
    for number in range(-3, posts):
        room = people[spoken[number % len(spoken)]]
        mark = f"m{number}"
        start = time.perf_counter()
        room[0].speak(mark, words(ENGLISH, number))
        moments = await asyncio.wait_for(asyncio.gather(*(one.hear(mark) for one in room[1:])), 20)
        if number >= 0:
            done.heard += [(moment - start) * 1000 for moment in moments]
        await asyncio.sleep(PAUSE)
    for one in (one for room in people for one in room):
        one.close()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done
