"""Opening the house: what must be ready first, and what happens while the database is away."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import Error as DatabaseProblem
from django.db import connections

from muruna.foundation.serve import log

RETRY_SECONDS = 3.0


class Opening:
    """Runs `ready` in the page threads, then `after`; until then only what needs no database answers.

    Django refuses its database to a thread that runs an event loop, hence the pool.
    """

    def __init__(
        self, pool: ThreadPoolExecutor, ready: Callable[[], None] | None, after: Callable[[], Awaitable[None]]
    ) -> None:
        self.is_open = False
        self._pool = pool
        self._ready = ready
        self._after = after
        self._again: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Open, or go on trying while the database cannot be reached; whatever else is wrong is raised."""
        try:
            await self._open()
        except DatabaseProblem as problem:
            log.broken("start.without_database", "-", problem)
            self._again = asyncio.create_task(self._keep_trying())

    async def close(self) -> None:
        """Stop trying."""
        if self._again is not None:
            self._again.cancel()
            with suppress(asyncio.CancelledError):
                await self._again

    async def _open(self) -> None:
        if self._ready is not None:
            await asyncio.get_running_loop().run_in_executor(self._pool, _and_close, self._ready)
        await self._after()
        # What is loaded stays: the collector of cycles need not walk through it again and again.
        gc.collect()
        gc.freeze()
        self.is_open = True

    async def _keep_trying(self) -> None:
        said = ""
        while not self.is_open:
            await asyncio.sleep(RETRY_SECONDS)
            try:
                await self._open()
            except Exception as problem:  # noqa: BLE001 - the numbers page must stay, whatever is wrong
                if log.where(problem) != said:  # once for each kind, not once every three seconds
                    said = log.where(problem)
                    log.broken("start.still_waiting", "-", problem)
            else:
                log.note("start.database_is_back")


def _and_close(ready: Callable[[], None]) -> None:
    try:
        ready()
    finally:
        connections.close_all()  # a connection that failed, or that another file now stands behind
