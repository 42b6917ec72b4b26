"""The front door: which part of the server answers which path."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from django.conf import settings

from muruna.foundation.serve import limits, log
from muruna.foundation.serve.answers import answer, say
from muruna.foundation.serve.bridge import Bridge, LanguageAt, WsgiHandler
from muruna.foundation.serve.headers import native_headers
from muruna.foundation.serve.opening import Opening
from muruna.foundation.serve.static import StaticFiles
from muruna.foundation.serve.types import Receive, Scope, Send, header


class Live(Protocol):
    """The live hub as the router sees it."""

    async def start(self, pool: ThreadPoolExecutor) -> None: ...
    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None: ...
    async def close(self) -> None: ...


# (path, query, Cookie, Accept-Language) -> (status, header pairs, body); None: not one of its pages.
NumbersPage = Callable[[str, str, str, str], tuple[int, list[tuple[str, str]], bytes] | None]


class Router:
    """An ASGI application; `live` and `numbers` answer without Django and without a page thread."""

    def __init__(
        self,
        handler: WsgiHandler,
        *,
        live: Live | None = None,
        numbers: NumbersPage | None = None,
        ready: Callable[[], None] | None = None,
        language_at: LanguageAt | None = None,
    ) -> None:
        self._pool = ThreadPoolExecutor(limits.PAGE_THREADS, thread_name_prefix="page")
        self._door = ThreadPoolExecutor(1, thread_name_prefix="door")
        self._pages = Bridge(handler, self._pool, self._door, language_at)
        self._static = StaticFiles() if Path(settings.STATIC_ROOT or "/-").is_dir() else None
        self._live = live
        self._numbers = numbers
        self.refusal = ""  # why the port was not opened, in a sentence for the one who started us
        self._opening = Opening(self._pool, ready, self._start_live)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._lifespan(receive, send)
        if scope["type"] != "http":
            return None
        path = scope["path"]
        if self._static is not None and path.startswith(self._static.prefix):
            return await self._static(scope, send)
        if not self._opening.is_open and not path.startswith("/numbers/"):
            return await say(scope, send, 503, kind="away", extra=[(b"retry-after", b"30")])
        if path == "/live/" and self._live is not None:
            return await self._live.stream(scope, receive, send)
        if path.startswith("/numbers/") and self._numbers is not None:
            return await self._answer_numbers(scope, receive, send)
        return await self._pages(scope, receive, send)

    async def _answer_numbers(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page for hard moments: no thread, no session, no database stands before it."""
        if scope["method"] not in ("GET", "HEAD"):
            return await answer(send, 405, [*native_headers("text/plain", 0), (b"allow", b"GET, HEAD")])
        assert self._numbers is not None  # noqa: S101 - asked by the caller; for the type checker
        query = scope.get("query_string", b"").decode("latin-1")
        try:
            found = self._numbers(
                scope["path"], query, header(scope, b"cookie"), header(scope, b"accept-language")
            )
        except Exception as problem:  # noqa: BLE001 - never a bare error on this page
            log.broken("numbers.broken", "-", problem)
            return await say(scope, send, 500)
        if found is None:
            return await self._pages(scope, receive, send)
        status, pairs, body = found
        headers = [(name.lower().encode(), value.encode()) for name, value in pairs]
        own = {name for name, _ in headers}
        for name, value in native_headers("text/html; charset=utf-8", len(body)):
            if name not in own:
                headers.append((name, value))
        await answer(send, status, headers, body)

    async def _start_live(self) -> None:
        if self._live is not None:
            await self._live.start(self._pool)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self._opening.begin()
                except Exception as problem:  # noqa: BLE001 - say why and do not open the port
                    log.broken("start.refused", "-", problem)
                    self.refusal = str(problem)
                    await send({"type": "lifespan.startup.failed", "message": str(problem)})
                    return
                log.note("start")
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._opening.close()
                if self._live is not None:
                    await self._live.close()
                self._pool.shutdown(wait=True)
                self._door.shutdown(wait=True)
                log.note("stop")
                await send({"type": "lifespan.shutdown.complete"})
                return


Application = Callable[[Scope, Receive, Send], Awaitable[None]]
