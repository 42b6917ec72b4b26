"""uvicorn with our bounds, our log and an orderly end."""

import logging.config
import resource
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

import uvicorn

from muruna.foundation.serve import limits, log
from muruna.foundation.serve.protocol import CarefulProtocol


class Server(uvicorn.Server):
    """A uvicorn server that ends the live streams before it waits for connections to finish."""

    def __init__(self, config: uvicorn.Config, before_end: Callable[[], Any] | None) -> None:
        super().__init__(config)
        self._before_end = before_end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._before_end is not None:
            await self._before_end()
        await super().shutdown(sockets)


def run(application: Any, *, host: str, port: int, before_end: Callable[[], Any] | None = None,
        proxies: Sequence[str] = ()) -> bool:  # fmt: skip
    """Serve until SIGTERM or SIGINT; True when it started and ended as it should.

    What a client says of its own address counts only when it comes from one of `proxies`.
    """
    logging.config.dictConfig(log.LOGGING)
    _allow_many_connections()
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        loop="uvloop",
        http=CarefulProtocol,
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_keep_alive=limits.KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=limits.SHUTDOWN_SECONDS,
        limit_concurrency=limits.CONNECTIONS,
        backlog=2048,
    )
    server = Server(config, before_end)
    # uvicorn raises the signal once more when it is done; that one must not kill what we still tidy up.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    try:
        server.run()
    except SystemExit:  # uvicorn's way to say that the port is taken or the application refused
        return False
    return server.started


def _allow_many_connections() -> None:
    """Every live stream holds a file descriptor; take as many as the machine allows us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.CONNECTIONS + 1000
    if soft < wanted:
        top = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))
