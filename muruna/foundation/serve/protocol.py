"""uvicorn's HTTP protocol with the bounds it does not set: size and time of the head, stuck readers."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from muruna.foundation.serve import limits
from muruna.foundation.serve.types import Scope


def hang_up(scope: Scope) -> None:
    """Cut the connection at once, throwing away what the client does not take."""
    abort = scope.get("muruna.abort")
    if abort is not None:
        abort()


class CarefulProtocol(HttpToolsProtocol):
    """Refuses heads that are too long or too slow, and drops readers who take nothing."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._head_bytes = 0
        self._head_done = False
        self._unsent = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_head_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if not self._head_done:
            self._head_bytes += len(data)
            self._await_head()
        super().data_received(data)
        # A body that came with its head counts for nothing here: the head was whole by then.
        if not self._head_done and self._head_bytes > limits.HEAD_BYTES:
            self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_done = False
        self.scope["muruna.abort"] = self.transport.abort  # type: ignore[typeddict-unknown-key]

    def on_headers_complete(self) -> None:
        self._head_done = True
        self._head_bytes = 0
        self._stop_head_timer()
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > limits.HEAD_BYTES:
            raise ValueError("The head of the request is too long.")  # uvicorn answers 400
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head_done = False

    def timeout_keep_alive_handler(self) -> None:
        """After a silence: close, or if a reader is still taking the last answer, wait on."""
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0:
            super().timeout_keep_alive_handler()
        elif unsent == self._unsent:
            self.transport.abort()
        else:
            self._unsent = unsent
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(limits.HEAD_SECONDS, self._head_too_slow)

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_too_slow(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self.transport.abort()
