"""Reading a request's body: bounded in size and time, and in memory only."""

import asyncio

from muruna.foundation.serve import limits
from muruna.foundation.serve.types import Receive, Scope, header


class TooLarge(Exception):
    """The body is longer than the server takes."""


class TooSlow(Exception):
    """The body did not arrive in time."""


class ClientGone(Exception):
    """The client hung up before the body was whole."""


async def read_body(scope: Scope, receive: Receive, *, most: int = limits.BODY_BYTES) -> bytes:
    """The whole body, at most `most` bytes; raises TooLarge, TooSlow or ClientGone.

    It stays in memory: a private word never reaches a temporary file. What is too long is read to
    a further bound and thrown away, because a browser shows our answer only after it could send.
    """
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced) > most:
        waits = header(scope, b"expect").lower() == "100-continue"
        if waits or int(announced) > limits.DRAIN_BYTES:
            raise TooLarge
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.BODY_SECONDS):
            more = True
            while more:
                message = await asyncio.wait_for(receive(), limits.BODY_IDLE_SECONDS)
                if message["type"] == "http.disconnect":
                    raise ClientGone
                piece = message.get("body", b"")
                size += len(piece)
                if size > limits.DRAIN_BYTES:
                    raise TooLarge
                if size > most:
                    pieces.clear()
                else:
                    pieces.append(piece)
                more = message.get("more_body", False)
    except TimeoutError as slow:
        raise TooSlow from slow
    if size > most:
        raise TooLarge
    return b"".join(pieces)
