"""Sessions: the cookie and the row together open the keys; either alone opens nothing."""

import base64
import datetime as dt
import uuid
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from muruna.accounts.keys import Keys
from muruna.accounts.models import Person, Session
from muruna.foundation import live
from muruna.foundation.clock import now
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import CannotOpen, derive, open_sealed, seal
from muruna.foundation.vault.sessions import (
    SECRET_BYTES,
    SELECTOR_BYTES,
    cookie_text,
    new_session,
    parse_cookie,
    selector_digest,
    session_lock,
)

COOKIE = "__Host-s" if settings.SECURE else "s"
# Set by a page's script when somebody leaves (ui/app.js, goals/kept.js): see `left_offline`.
LEFT = "__Host-x" if settings.SECURE else "x"


def _about(person_id: Any) -> bytes:
    return b"session:" + person_id.bytes


def _whole_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def _end_of(moment: dt.datetime) -> dt.datetime:
    return _whole_minute(moment) + dt.timedelta(minutes=settings.IDLE_MINUTES + 1)


def begin_session(person: Person, root: bytes, sending: uuid.UUID | None = None) -> tuple[Session, str]:
    """A new session of `person`; returns its row and the cookie's text, which is stored nowhere.

    With the key of the form that asked for it, the same sending always means the same cookie: see
    `cookie_of_sending`. The caller sees to it that a sending begins a session once at most.
    """
    selector, secret = _of_sending(root, sending) if sending else new_session()
    session = Session.objects.create(
        selector=selector_digest(selector),
        person=person,
        root_sealed=seal(session_lock(secret), root, _about(person.pk)),
        used_at=_whole_minute(now()),
        ends_at=_end_of(now()),
    )
    return session, cookie_text(selector, secret)


def cookie_of_sending(root: bytes, sending: uuid.UUID) -> str:
    """The cookie that this sending got, or would have got had the line not been cut."""
    return cookie_text(*_of_sending(root, sending))


def _of_sending(root: bytes, sending: uuid.UUID) -> tuple[str, bytes]:
    material = derive(root, "session/sending", salt=sending.bytes, length=SELECTOR_BYTES + SECRET_BYTES)
    selector = base64.urlsafe_b64encode(material[:SELECTOR_BYTES]).decode().rstrip("=")
    return selector, material[SELECTOR_BYTES:]


@prepared
def _sessions_at(digest: bytes) -> QuerySet[Session]:
    return Session.objects.select_related("person").filter(selector=digest)


def open_session(cookie: str | None) -> tuple[Session, Keys] | None:
    """The session and keys that this cookie opens, or None; an idle one is deleted on sight."""
    parsed = parse_cookie(cookie or "")
    if parsed is None:
        return None
    selector, secret = parsed
    found = _sessions_at(selector_digest(selector))
    if not found:
        return None
    session: Session = found[0]
    if session.ends_at <= now():
        end(Session.objects.filter(pk=session.pk))
        return None
    try:
        root = open_sealed(session_lock(secret), bytes(session.root_sealed), _about(session.person_id))
    except CannotOpen:
        return None
    person = session.person
    return session, Keys(person.pk, root, bytes(person.private_key_sealed))


def touch(session: Session) -> None:
    """Push the idle end forward, writing at most once a minute."""
    if now() - session.used_at >= dt.timedelta(minutes=1):
        Session.objects.filter(pk=session.pk).update(used_at=_whole_minute(now()), ends_at=_end_of(now()))


def end(sessions: QuerySet[Session]) -> int:
    """Delete these sessions, and let the pages that are open in them hear it at once; how many there were."""
    people = set(sessions.values_list("person_id", flat=True))
    ended = int(sessions.delete()[0])
    for person_id in people:
        live.ask_again(person=person_id)
    return ended


def end_session(cookie: str | None) -> None:
    """Delete the session that this cookie names; the same whether there was one or not."""
    parsed = parse_cookie(cookie or "")
    if parsed is not None:
        end(Session.objects.filter(selector=selector_digest(parsed[0])))


def end_idle_sessions() -> int:
    """Delete every session whose time is over, even if its cookie never comes again; how many."""
    return end(Session.objects.filter(ends_at__lte=now()))


def end_sessions_of(person_id: Any, *, but: Any = None) -> int:
    """Delete every session of a person, except the one with the id `but`; returns how many there were."""
    return end(Session.objects.filter(person=person_id).exclude(pk=but))


def set_cookie(response: HttpResponse, text: str) -> None:
    """Hand the session's cookie over: gone when the browser closes, unreadable to scripts."""
    response.set_cookie(COOKIE, text, secure=settings.SECURE, httponly=True, samesite="Lax", path="/")


def clear_cookie(response: HttpResponse) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")


def cookie_of(request: HttpRequest) -> str | None:
    """The session cookie that came with the request."""
    return request.COOKIES.get(COOKIE)


def live_channels(cookie_header: str) -> list[str] | None:
    """The live channels that this cookie's person may hear, or None when it opens no session."""
    opened = _opened_by(cookie_header)
    if opened is None:
        return None
    person_id = opened[0].person_id
    return [f"person:{person_id}", *(name for source in _channel_sources for name in source(person_id))]


def language_at(cookie_header: str) -> str:
    """The language that this cookie's person chose; "" when it opens no session."""
    opened = _opened_by(cookie_header)
    return str(opened[0].person.language) if opened else ""


def _opened_by(cookie_header: str) -> tuple[Session, Keys] | None:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(cookie_header)
    except Exception:  # noqa: BLE001  a malformed header is a stranger's, not an error of ours
        return None
    morsel = jar.get(COOKIE)
    mark = jar.get(LEFT)
    if mark and mark.value == "1":
        end_session(morsel.value if morsel else None)
        return None
    return open_session(morsel.value if morsel else None)


_channel_sources: list[Any] = []


def channel_source(source: Any) -> Any:
    """Register a function from a person's id to the names of more channels that they may hear."""
    _channel_sources.append(source)
    return source
