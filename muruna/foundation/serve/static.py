"""Static files: found once at start, compressed beside themselves, immutable when hashed."""

import re
from wsgiref.headers import Headers as ResponseHeaders

from django.conf import settings
from whitenoise import WhiteNoise

from muruna.foundation.serve.answers import answer
from muruna.foundation.serve.headers import native_headers, security_headers
from muruna.foundation.serve.types import Scope, Send

_HASHED = re.compile(r"\.[0-9a-f]{12}\.")


def _is_immutable(path: str, url: str) -> bool:
    """Whether the name carries the hash of its content, as the manifest storage writes it."""
    return bool(_HASHED.search(url))


def _neutral(headers: ResponseHeaders, path: str, url: str) -> None:
    for name, value in security_headers():
        headers[name.decode()] = value.decode()


class StaticFiles:
    """Serves STATIC_ROOT under STATIC_URL without a thread and without the database."""

    def __init__(self) -> None:
        self.prefix = "/" + (settings.STATIC_URL or "static/").strip("/") + "/"
        self._noise = WhiteNoise(
            None,
            root=settings.STATIC_ROOT,
            prefix=self.prefix,
            max_age=60,
            allow_all_origins=False,
            immutable_file_test=_is_immutable,
            add_headers_function=_neutral,
        )

    async def __call__(self, scope: Scope, send: Send) -> None:
        """Answer with the file, or 404."""
        found = self._noise.files.get(scope["path"])
        if found is None:
            return await answer(send, 404, native_headers("text/plain", 0))
        wanted = {
            "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        }
        response = found.get_response(scope["method"], wanted)
        body = b""
        if response.file is not None:
            with response.file as handle:
                body = handle.read()  # small files from the page cache: no hop to a thread
        headers = [(name.lower().encode(), str(value).encode()) for name, value in response.headers]
        await answer(send, int(response.status), headers, body)
