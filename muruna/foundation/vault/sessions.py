"""Session secrets: the cookie carries selector and secret, the row stores the root key under the secret."""

import base64
import re
import secrets
from typing import NamedTuple

from muruna.foundation.vault.derivation import derive

SELECTOR_BYTES = 16
SECRET_BYTES = 32
_FORM = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")


class Session(NamedTuple):
    """`selector` (22 letters, stored, finds the row) and `secret` (32 bytes, only ever in the cookie)."""

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


def cookie_text(session: Session) -> str:
    """The cookie's value: 66 letters that need no quoting."""
    return f"{session.selector}.{_letters(session.secret)}"


def parse_cookie(text: object) -> Session | None:
    """The session a cookie names, or None for anything that cookie_text cannot have written."""
    match = _FORM.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    session = Session(match[1], base64.urlsafe_b64decode(match[2] + "="))
    selector_is_canonical = _letters(base64.urlsafe_b64decode(match[1] + "==")) == match[1]
    # One text per session: spare bits at the end of base64 must be the ones we wrote.
    return session if selector_is_canonical and cookie_text(session) == text else None


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
