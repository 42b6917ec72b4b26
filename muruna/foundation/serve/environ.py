"""From an ASGI scope to the WSGI environment that Django's synchronous handler reads."""

import sys
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from muruna.foundation.serve.types import Scope

# Addresses that proxies write down, and a header that old libraries mistake for a setting.
_DROPPED = {b"x-forwarded-for", b"x-real-ip", b"forwarded", b"x-client-ip", b"cf-connecting-ip", b"proxy"}


def make_environ(scope: Scope, body: bytes, request_id: str) -> dict[str, Any]:
    """The WSGI environment for one request.

    REMOTE_ADDR is there for the rate limiter, which keeps it in memory only. Names with an
    underscore are dropped: they could pose as a header that a proxy sets.
    """
    server = scope.get("server") or ("127.0.0.1", 0)
    client = scope.get("client") or ("", 0)
    raw_path = scope.get("raw_path") or scope["path"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(raw_path).decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "muruna.request_id": request_id,
    }
    for name, value in scope["headers"]:
        if b"_" in name or name in _DROPPED or name in (b"content-length", b"transfer-encoding"):
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        if key != "CONTENT_TYPE":
            key = "HTTP_" + key
        text = value.decode("latin-1")
        if key in environ:
            environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + text
        else:
            environ[key] = text
    return environ
