"""Session secrets: the cookie carries selector and secret, the row stores the root key under the secret."""

import base64
import hashlib
import re
import secrets
from typing import NamedTuple

from muruna.foundation.vault.derivation import derive

SELECTOR_BYTES = 16
SECRET_BYTES = 32
_FORM = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")


class Session(NamedTuple):
    """`selector` (22 letters; its digest finds the row) and `secret` (32 bytes, only ever in the cookie)."""

    selector: str
    secret: bytes

    def __repr__(self) -> str:
        return "Session(...)"


def new_session() -> Session:
    """A fresh selector and secret."""
    return Session(_letters(secrets.token_bytes(SELECTOR_BYTES)), session_secret())


def session_secret() -> bytes:
    """32 random bytes for a cookie."""
    return secrets.token_bytes(SECRET_BYTES)


def session_lock(secret: bytes) -> bytes:
    """The key under which a session row seals the root key: `seal(session_lock(secret), root, about)`."""
    return derive(secret, "session/1")


def selector_digest(selector: str) -> bytes:
    """What the row stores of a selector (32 bytes): a stolen row cannot be made into half a cookie."""
    # No slow hash: the selector has 128 random bits.
    return hashlib.sha256(b"muruna/selector/1/" + selector.encode()).digest()


def cookie_text(selector: str, secret: bytes) -> str:
    """The cookie's value: 66 letters that need no quoting."""
    return f"{selector}.{_letters(secret)}"


def parse_cookie(text: object) -> Session | None:
    """The session a cookie names, or None for anything that cookie_text cannot have written."""
    match = _FORM.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    selector, secret = _raw(match[1]), _raw(match[2])
    # One text per session: the spare bits at the end of base64 must be the ones we wrote.
    if (_letters(selector), _letters(secret)) != match.groups():
        return None
    return Session(match[1], secret)


def _raw(letters: str) -> bytes:
    return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
