"""Headers of the answers that the server gives itself: the same promises as Django's pages."""

from muruna.foundation.headers import SECURITY_HEADERS
from muruna.foundation.serve.types import Headers

_SECURITY: Headers = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


def security_headers() -> Headers:
    """The security headers that every answer carries."""
    return list(_SECURITY)


def native_headers(content_type: str, length: int | None = None) -> Headers:
    """Headers of an answer that must not be kept by anyone."""
    headers = [(b"content-type", content_type.encode()), (b"cache-control", b"no-store"), *_SECURITY]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    return headers
