"""`/live/`: sign-in asked of Django first, then (GET) hints until somebody hangs up, or (HEAD) yes or no."""

import asyncio
from typing import TYPE_CHECKING

from muruna.foundation.live.stream import HEARTBEAT, Stream, frame
from muruna.foundation.serve import limits, log
from muruna.foundation.serve.answers import answer
from muruna.foundation.serve.headers import native_headers
from muruna.foundation.serve.protocol import hang_up
from muruna.foundation.serve.types import Headers, Receive, Scope, Send, header

if TYPE_CHECKING:
    from muruna.foundation.live.hub import Hub

RETRY_MS = 2000
RETRY_BUSY_MS = 30_000


class Endpoint:
    """Opens, feeds and ends the streams of one hub."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            return await self._stands(scope, send)
        if scope["method"] != "GET":
            return await answer(send, 405, [*native_headers("text/plain", 0), (b"allow", b"GET, HEAD")])
        if not self._hub.has_room():
            return await self._come_back_later(send)
        cookie = header(scope, b"cookie")
        try:
            channels = await self._hub.authorise(cookie)
        except Exception as problem:  # noqa: BLE001 - the database is away: try again later
            log.broken("live.check", "-", problem)
            return await self._come_back_later(send)
        # 204 is the one answer after which a browser does not try again.
        if channels is None or not self._hub.has_room_for(channels):
            return await answer(send, 204, native_headers("text/plain"))
        if not self._hub.has_room():
            return await self._come_back_later(send)
        stream = self._hub.join(cookie, channels)
        try:
            await self._begin(scope, stream)
            await self._feed(scope, receive, send, stream)
        except Exception as problem:  # noqa: BLE001 - the browser comes back by itself
            log.broken("live.broken", "-", problem)
            hang_up(scope)
        finally:
            self._hub.leave(stream)

    async def _stands(self, scope: Scope, send: Send) -> None:
        """204 while this browser is signed in as whom the page says that it was drawn for, else 401.

        Asking does not lengthen the session: a page that nobody looks at must not keep it.
        """
        try:
            channels = await self._hub.authorise(header(scope, b"cookie"))
        except Exception as problem:  # noqa: BLE001 - the database is away: that ends nobody's session
            log.broken("live.check", "-", problem)
            return await answer(send, 503, native_headers("text/plain"))
        stands = channels is not None and f"person:{header(scope, b'x-person')}" in channels
        await answer(send, 204 if stands else 401, native_headers("text/plain"))

    async def _begin(self, scope: Scope, stream: Stream) -> None:
        """Queue what was missed; the stream hears already, so nothing falls between."""
        found, newest = await self._hub.missed(stream.channels, _after(scope))
        self._hub.newest = max(self._hub.newest, newest)
        stream.put(f"retry: {RETRY_MS}\n\n".encode())
        if found is None:
            stream.put(frame(newest, "resync"), newest)
        else:
            for number, channel in found:
                stream.put(frame(number, "changed", channel), number)
        stream.put(frame(newest, "ready"), newest)

    async def _feed(self, scope: Scope, receive: Receive, send: Send, stream: Stream) -> None:
        gone = asyncio.ensure_future(_hang_up(receive))
        gone.add_done_callback(lambda _: stream.close())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _stream_headers()})
            while True:
                piece = await stream.next()
                if gone.done():
                    return
                if piece:
                    message = {"type": "http.response.body", "body": piece, "more_body": True}
                    async with asyncio.timeout(limits.SEND_SECONDS):
                        await send(message)
                elif stream.closed:
                    return await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            log.note("live.slow")
            hang_up(scope)
        finally:
            gone.cancel()

    async def _come_back_later(self, send: Send) -> None:
        """Any other status would end a browser's tries for good; an empty stream does not."""
        later = f"retry: {RETRY_BUSY_MS}\n\n".encode() + HEARTBEAT
        await answer(send, 200, _stream_headers(), later)


async def _hang_up(receive: Receive) -> None:
    """Return when the client is gone; what it may send before is of no interest."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _stream_headers() -> Headers:
    return [*native_headers("text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


def _after(scope: Scope) -> int | None:
    """The last hint the page has seen, from its reconnect or from the page's own address."""
    text = header(scope, b"last-event-id")
    if not text:
        for part in scope.get("query_string", b"").decode("latin-1").split("&"):
            name, _sep, value = part.partition("=")
            if name == "after":
                text = value
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
