"""The hub: every open stream of this process, told what it may hear; it holds no database connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from django.db import close_old_connections

from muruna.foundation.live.bus import Bus, bus_for_database
from muruna.foundation.live.endpoint import Endpoint
from muruna.foundation.live.replay import missed
from muruna.foundation.live.stream import Stream, frame, person_of
from muruna.foundation.serve import log
from muruna.foundation.serve.types import Receive, Scope, Send

T = TypeVar("T")
HEARTBEAT_SECONDS = 20
STREAMS_PER_PERSON = 10
STREAMS_IN_ALL = 10_000
BATCH = 50

# The channels that the bearer of this Cookie header may hear now; None when signed out.
Channels = Callable[[str], "list[str] | None"]
Missed = tuple[list[tuple[int, str]] | None, int]


class Hub:
    """Delivers hints to streams; asks Django who may hear what before, during and after."""

    def __init__(self, channels_of: Channels) -> None:
        self._channels_of = channels_of
        self._by_channel: dict[str, set[Stream]] = {}
        self._streams: set[Stream] = set()
        self._doubtful: set[Stream] = set()
        self._doubt = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._pool: ThreadPoolExecutor | None = None
        self._bus: Bus | None = None
        self._slot = 0
        self.newest = 0
        self.closing = False
        self._endpoint = Endpoint(self)

    async def start(self, pool: ThreadPoolExecutor) -> None:
        """Begin to hear the bus and to beat."""
        self._pool = pool
        self._bus = bus_for_database()
        self._bus.subscribe(self.heard)
        self._tasks = [asyncio.create_task(self._beat()), asyncio.create_task(self._recheck())]

    async def close(self) -> None:
        """End every stream and stop; safe to call twice."""
        self.closing = True
        for stream in self._streams:
            stream.close()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        if self._bus is not None:
            await self._bus.close()
            self._bus = None

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer `GET /live/`."""
        await self._endpoint(scope, receive, send)

    # Who may hear what

    async def authorise(self, cookie: str) -> frozenset[str] | None:
        """The channels this cookie may hear, asked of Django in a page thread; None when signed out."""
        return (await self._ask([cookie]))[cookie]

    async def missed(self, channels: frozenset[str], after: int | None) -> Missed:
        """What was said on `channels` after hint number `after`, from the database."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, _in_thread, lambda: missed(channels, after))

    async def _ask(self, cookies: list[str]) -> dict[str, frozenset[str] | None]:
        def ask() -> dict[str, frozenset[str] | None]:
            answers: dict[str, frozenset[str] | None] = {}
            for cookie in cookies:
                channels = self._channels_of(cookie)
                answers[cookie] = None if channels is None else frozenset(channels)
            return answers

        return await asyncio.get_running_loop().run_in_executor(self._pool, _in_thread, ask)

    # Streams

    def has_room(self) -> bool:
        """Whether one more stream may open."""
        return not self.closing and len(self._streams) < STREAMS_IN_ALL

    def has_room_for(self, channels: frozenset[str]) -> bool:
        """Whether the person of these channels may open one more."""
        return len(self._by_channel.get(person_of(channels), ())) < STREAMS_PER_PERSON

    def join(self, cookie: str, channels: frozenset[str]) -> Stream:
        """Open a stream that hears `channels` from this moment on."""
        self._slot = (self._slot + 1) % HEARTBEAT_SECONDS
        stream = Stream(cookie, channels, self._slot)
        self._streams.add(stream)
        for channel in channels:
            self._by_channel.setdefault(channel, set()).add(stream)
        return stream

    def leave(self, stream: Stream) -> None:
        """Forget a stream."""
        self._streams.discard(stream)
        self._doubtful.discard(stream)
        self._unsubscribe(stream, stream.channels)

    def _unsubscribe(self, stream: Stream, channels: frozenset[str]) -> None:
        for channel in channels:
            hearing = self._by_channel.get(channel)
            if hearing is not None:
                hearing.discard(stream)
                if not hearing:
                    del self._by_channel[channel]

    # Hints

    def heard(self, channel: str | None, number: int) -> None:
        """Called by the bus on the event loop: hand the hint to everybody who hears the channel."""
        if channel is None:
            resync = frame(self.newest, "resync")
            for stream in self._streams:
                stream.put(resync, self.newest)
            return
        self.newest = max(self.newest, number)
        piece = frame(number, "changed", channel)
        for stream in self._by_channel.get(channel, ()):
            if number:  # else nothing changed but who may hear
                stream.put(piece, number)
            if channel == stream.person:
                self._doubtful.add(stream)
        if self._doubtful:
            self._doubt.set()

    async def _beat(self) -> None:
        """One timer for all: every second a twentieth of the streams beats and is asked about again."""
        second = 0
        while True:
            await asyncio.sleep(1)
            second = (second + 1) % HEARTBEAT_SECONDS
            for stream in self._streams:
                if stream.slot == second:
                    stream.beat()
                    self._doubtful.add(stream)
            if self._doubtful:
                self._doubt.set()

    async def _recheck(self) -> None:
        """Ask again about doubtful streams, a batch at a time so that pages get their threads too."""
        while True:
            await self._doubt.wait()
            self._doubt.clear()
            while self._doubtful:
                batch = [self._doubtful.pop() for _ in range(min(BATCH, len(self._doubtful)))]
                try:
                    answers = await self._ask(list({stream.cookie for stream in batch}))
                except Exception as problem:  # noqa: BLE001 - whoever cannot be checked hears nothing more
                    log.broken("live.check", "-", problem)
                    answers = {}
                for stream in batch:
                    self._settle(stream, answers.get(stream.cookie))

    def _settle(self, stream: Stream, channels: frozenset[str] | None) -> None:
        if stream not in self._streams:
            return
        if channels is None:
            self.leave(stream)
            stream.close()
            return
        lost, new = stream.channels - channels, channels - stream.channels
        if not lost and not new:
            return
        self._unsubscribe(stream, lost)
        stream.channels = channels
        for channel in new:
            self._by_channel.setdefault(channel, set()).add(stream)
            # Something may have been said before the stream could hear it: let the page look.
            stream.put(frame(self.newest, "changed", channel), self.newest)


def _in_thread(run: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return run()
    finally:
        close_old_connections()
