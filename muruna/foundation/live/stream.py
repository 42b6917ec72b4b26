"""One open stream: a short queue of hints and the channels it may hear."""

import asyncio
from collections import deque

QUEUE = 64


def frame(number: int, event: str, data: str = "") -> bytes:
    """One server-sent event."""
    return f"id: {number}\nevent: {event}\ndata: {data}\n\n".encode()


HEARTBEAT = b":\n\n"


class Stream:
    """What waits for one reader; a reader who falls behind is told to look at everything again."""

    __slots__ = ("_queue", "_waiter", "channels", "closed", "cookie", "overflowed", "person", "slot")

    def __init__(self, cookie: str, channels: frozenset[str], slot: int) -> None:
        self.cookie = cookie
        self.channels = channels
        self.person = person_of(channels)
        self.slot = slot
        self.closed = False
        self.overflowed = 0  # the number of the hint that no longer fitted
        self._queue: deque[bytes] = deque()
        self._waiter: asyncio.Future[None] | None = None

    def put(self, piece: bytes, number: int = 1) -> None:
        """Queue a piece; the 65th makes the whole queue one "resync"."""
        if self.overflowed:
            self.overflowed = max(self.overflowed, number)
        elif len(self._queue) >= QUEUE:
            self._queue.clear()
            self.overflowed = number
        else:
            self._queue.append(piece)
        self._wake()

    def beat(self) -> None:
        """Show the line alive, unless something better waits."""
        if not self._queue and not self.overflowed:
            self.put(HEARTBEAT)

    def close(self) -> None:
        """End the stream after what is queued."""
        self.closed = True
        self._wake()

    async def next(self) -> bytes:
        """All that waits, in one piece; b"" when the stream has ended."""
        while not self._queue and not self.overflowed and not self.closed:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        if self.overflowed:
            number, self.overflowed = self.overflowed, 0
            return frame(number, "resync")
        piece = b"".join(self._queue)
        self._queue.clear()
        return piece

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def person_of(channels: frozenset[str]) -> str:
    """The person channel among the channels, "" when there is none."""
    return next((channel for channel in channels if channel.startswith("person:")), "")
