"""The bus between deeds and hubs: in memory for one process, LISTEN/NOTIFY on PostgreSQL for several."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import psycopg
from django.db import connections, transaction

from muruna.foundation.serve import log

PG_CHANNEL = "muruna_live"
RETRY_SECONDS = 2.0
# called with (channel, number); (None, 0): something may have been missed; (channel, 0): ask who may hear it
Hear = Callable[[str | None, int], None]


class Bus(Protocol):
    """Three methods; everything else about live hints is above it."""

    def publish(self, channel: str, number: int) -> None:
        """Say, from any thread, that a channel changed."""

    def subscribe(self, hear: Hear) -> None:
        """Have `hear` called on the running event loop for whatever is published from now on."""

    async def close(self) -> None:
        """Stop hearing."""


class MemoryBus:
    """Carries hints from the threads of this process to the hub on its event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ears: list[tuple[asyncio.AbstractEventLoop, Hear]] = []

    def publish(self, channel: str, number: int) -> None:
        with self._lock:
            ears = list(self._ears)
        for loop, hear in ears:
            with suppress(RuntimeError):  # that loop has just closed: its streams are gone
                loop.call_soon_threadsafe(hear, channel, number)

    def subscribe(self, hear: Hear) -> None:
        with self._lock:
            self._ears.append((asyncio.get_running_loop(), hear))

    async def close(self) -> None:
        here = asyncio.get_running_loop()
        with self._lock:
            self._ears = [(loop, hear) for loop, hear in self._ears if loop is not here]


class PostgresBus:
    """One listening connection for the process; when it breaks, streams are told to look again."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._task: asyncio.Task[None] | None = None

    def publish(self, channel: str, number: int) -> None:
        # NOTIFY is itself transactional: it is heard after the commit, by every process.
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [PG_CHANNEL, f"{number} {channel}"])

    def subscribe(self, hear: Hear) -> None:
        self._task = asyncio.get_running_loop().create_task(self._listen(hear))

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _listen(self, hear: Hear) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **self._parameters, autocommit=True
                ) as listening:
                    await listening.execute(f"LISTEN {PG_CHANNEL}")
                    hear(None, 0)  # what was said before this moment was not heard
                    async for heard in listening.notifies():
                        number, _space, channel = heard.payload.partition(" ")
                        hear(channel, int(number))
            except psycopg.Error as problem:
                log.broken("live.bus.lost", "-", problem)
            await asyncio.sleep(RETRY_SECONDS)


memory_bus = MemoryBus()


def publish(channel: str, number: int) -> None:
    """Publish a hint so that it is heard after the running transaction has committed, or never."""
    bus = bus_for_database()
    if isinstance(bus, MemoryBus):
        transaction.on_commit(lambda: bus.publish(channel, number))
    else:
        bus.publish(channel, number)


def bus_for_database() -> Bus:
    """The bus that the database allows: it alone decides."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return memory_bus
    names = ("dbname", "user", "password", "host", "port")
    every = connection.get_connection_params()
    return PostgresBus({name: every[name] for name in names if every.get(name)})
