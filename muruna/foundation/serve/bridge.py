"""The bridge: an ASGI request becomes one call of Django's synchronous handler in a small pool."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from muruna.foundation.serve import limits, log
from muruna.foundation.serve.answers import say
from muruna.foundation.serve.body import ClientGone, TooLarge, TooSlow, read_body
from muruna.foundation.serve.environ import make_environ
from muruna.foundation.serve.protocol import hang_up
from muruna.foundation.serve.types import Headers, Receive, Scope, Send, header

WsgiHandler = Callable[[dict[str, Any], Callable[..., None]], Any]
LanguageAt = Callable[[str], str]  # the Cookie header -> the language of who is signed in there, or ""


@dataclass(slots=True)
class Reply:
    """What the handler answered: a whole body, or pieces that are fetched one by one."""

    status: int
    headers: Headers
    body: bytes
    pieces: Iterator[bytes] | None
    close: Callable[[], None] | None


def _call(handler: WsgiHandler, environ: dict[str, Any]) -> Reply:
    """Run the handler in this thread; a whole answer is closed here, where its connection lives."""
    started: list[Any] = []
    response = handler(environ, lambda status, headers, exc_info=None: started.extend((status, headers)))
    status = int(started[0][:3])
    headers = [
        (name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in started[1]
    ]
    if getattr(response, "streaming", False):
        if hasattr(response, "block_size"):
            response.block_size = 64 * 1024
        return Reply(status, headers, b"", iter(response), response.close)
    try:
        body = b"".join(response)
    finally:
        response.close()
    if not any(name == b"content-length" for name, _ in headers):
        headers.append((b"content-length", str(len(body)).encode()))
    return Reply(status, headers, body, None, None)


class Lane:
    """Threads, and how many requests may wait for them."""

    def __init__(self, pool: ThreadPoolExecutor, most: int) -> None:
        self.pool = pool
        self.most = most
        self.waiting = 0


class Bridge:
    """Runs pages in `PAGE_THREADS` threads, slow forms in one of their own, and carries the answers."""

    def __init__(
        self, handler: WsgiHandler, pool: ThreadPoolExecutor, door: ThreadPoolExecutor,
        language_at: LanguageAt | None = None,
    ) -> None:  # fmt: skip
        self._handler = handler
        self._language_at = language_at
        self._pool = pool
        self._pages = Lane(pool, limits.PAGES_WAITING)
        self._door = Lane(door, limits.SLOW_WAITING)

    def _lane(self, scope: Scope) -> Lane:
        is_slow = scope["method"] == "POST" and scope["path"].startswith(limits.SLOW_FORMS)
        return self._door if is_slow else self._pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = log.new_request_id()
        try:
            body = await read_body(scope, receive)
        except TooLarge:
            log.note("refused.too_large", request_id)
            return await say(scope, send, 413, wish=await self._wish(scope))
        except TooSlow:
            log.note("refused.too_slow", request_id)
            return await say(scope, send, 408, wish=await self._wish(scope))
        except ClientGone:
            return log.note("client.gone", request_id)
        lane = self._lane(scope)
        if lane.waiting >= lane.most:
            log.note("refused.busy", request_id)
            return await say(scope, send, 503, extra=[(b"retry-after", b"3")])
        environ = make_environ(scope, body, request_id)
        del body
        lane.waiting += 1
        try:
            reply = await self._run(lane.pool, environ, receive)
        except Exception as problem:  # noqa: BLE001 - the handler itself broke: say so, never show it
            log.broken("page.broken", request_id, problem)
            return await say(scope, send, 500)
        finally:
            lane.waiting -= 1
        if reply is None:
            return log.note("client.gone", request_id)
        reply.headers.append((b"x-request-id", request_id.encode()))
        if reply.pieces is None:
            await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
            return await send({"type": "http.response.body", "body": reply.body})
        await self._stream(reply, scope, receive, send, request_id)

    async def _wish(self, scope: Scope) -> str:
        """The language of the person who sent it; "" for nobody, and when that cannot be asked now."""
        if self._language_at is None or self._pages.waiting >= self._pages.most:
            return ""
        cookie, loop = header(scope, b"cookie"), asyncio.get_running_loop()
        with suppress(Exception):  # the refusal is told in any case
            return await loop.run_in_executor(self._pool, self._language_at, cookie)
        return ""

    async def _run(self, pool: ThreadPoolExecutor, environ: dict[str, Any], receive: Receive) -> Reply | None:
        """The reply, or None when the client hung up first.

        A deed that has not begun is not begun for somebody who is gone: a browser that sends the
        form again brings the same idempotency key either way.
        """
        job = pool.submit(_call, self._handler, environ)
        done: asyncio.Future[Any] = asyncio.wrap_future(job)
        gone: asyncio.Future[Any] = asyncio.ensure_future(receive())
        try:
            await asyncio.wait({done, gone}, return_when=asyncio.FIRST_COMPLETED)
            if done.done():
                reply: Reply = done.result()
                return reply
            if not job.cancel():
                job.add_done_callback(self._drop)
            return None
        finally:
            gone.cancel()
            if not done.done():
                done.cancel()

    def _drop(self, job: "Future[Reply]") -> None:
        """Close what a finished handler holds open for a client that is gone."""
        if job.cancelled() or job.exception() is not None:
            return
        close = job.result().close
        if close is not None:
            with suppress(RuntimeError):  # the pool is already shut down with the server
                self._pool.submit(close)

    async def _stream(
        self, reply: Reply, scope: Scope, receive: Receive, send: Send, request_id: str
    ) -> None:
        """Send piece after piece; a slow reader holds no thread, a gone one ends it.

        Pieces may come from different threads: a streamed answer must not hold a database cursor.
        """
        loop, pieces = asyncio.get_running_loop(), reply.pieces or iter(())
        gone = asyncio.ensure_future(receive())
        try:
            await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
            while not gone.done():
                piece = await loop.run_in_executor(self._pool, lambda: next(pieces, None))
                if piece is None:
                    return await send({"type": "http.response.body", "body": b""})
                message = {"type": "http.response.body", "body": piece, "more_body": True}
                async with asyncio.timeout(limits.SEND_SECONDS):
                    await send(message)
            log.note("client.gone", request_id)
        except TimeoutError:
            log.note("client.slow", request_id)
            hang_up(scope)
        except Exception as problem:  # noqa: BLE001 - half an answer is out: cut it so that it shows
            log.broken("page.broken", request_id, problem)
            hang_up(scope)
        finally:
            gone.cancel()
            if reply.close is not None:
                await loop.run_in_executor(self._pool, reply.close)
