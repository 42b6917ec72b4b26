"""S3: however somebody leaves, the cookie and the row together open nothing any more."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client

from muruna.accounts import sessions
from muruna.accounts.models import Session
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.live import bus
from muruna.foundation.live.bus import memory_bus
from muruna.foundation.vault import CannotOpen, open_sealed
from muruna.foundation.vault.sessions import parse_cookie, session_lock
from tests.accounts.conftest import OTHER_PASSPHRASE, PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(minutes=settings.IDLE_MINUTES + 2)


def still_opens(cookie: str, at: dt.datetime | None = None) -> set[str]:
    """What a kept cookie opens: a page of the account, or a key in any row of the database's."""
    browser = Client()
    browser.cookies[sessions.COOKIE] = cookie
    with stopped_at(at or now()):
        found = {"a page"} if browser.get("/account/").status_code == 200 else set()
    _selector, secret = parse_cookie(cookie) or ("", b"")
    for row in Session.objects.all():
        try:
            open_sealed(session_lock(secret), bytes(row.root_sealed), b"session:" + row.person_id.bytes)
        except CannotOpen:
            continue
        found.add("a key")
    return found


def elsewhere(river: Visitor) -> Visitor:
    """The same person at another browser, signed in."""
    other = Visitor(Client(), handle=river.handle)
    assert other.sign_in().status_code == 303
    return other


def sent(browser: Client, path: str, *statuses: int, **fields: str) -> None:
    assert browser.post(path, {"key": str(uuid.uuid4()), **fields}).status_code in statuses


def left_while_nothing_answered(river: Visitor) -> None:
    river.client.cookies[sessions.LEFT] = "1"
    river.client.get("/")


def never_came_back(_river: Visitor) -> None:
    with stopped_at(now() + LATER):
        sessions.end_idle_sessions()  # as the worker does each minute


def came_back_too_late(river: Visitor) -> None:
    with stopped_at(now() + LATER):
        assert river.client.get("/account/").status_code == 401


def ended_from_another_browser(river: Visitor) -> None:
    which = str(river.actor.session_id)
    sent(elsewhere(river).client, "/account/devices/", 303, which=which)


def all_others_ended(river: Visitor) -> None:
    sent(elsewhere(river).client, "/account/devices/", 303, which="others")


def changed_the_passphrase(river: Visitor) -> None:
    fields = {"current": PASSPHRASE, "passphrase": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE}
    sent(elsewhere(river).client, "/account/passphrase/", 303, **fields)


WAYS: dict[str, Callable[[Visitor], None]] = {
    "signed out": lambda river: sent(river.client, "/out/", 303),
    "left quickly": lambda river: sent(river.client, "/exit/", 303),
    **{
        way.__name__.replace("_", " "): way
        for way in (
            left_while_nothing_answered, never_came_back, came_back_too_late, ended_from_another_browser,
            all_others_ended, changed_the_passphrase,
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_after_each_way_out_the_cookie_opens_nothing(river: Visitor, way: str) -> None:
    cookie = str(river.cookie())
    assert still_opens(cookie) == {"a page", "a key"}

    WAYS[way](river)

    assert still_opens(cookie) == set()


@pytest.mark.parametrize("way", WAYS)
def test_pages_that_are_open_in_it_hear_of_it_at_once(
    river: Visitor, way: str, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Their lines are asked again, and not only at the next beat: see foundation.live."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(memory_bus, "publish", lambda channel, number: asked.append((channel, number)))
    monkeypatch.setattr(bus, "bus_for_database", lambda: memory_bus)
    person = river.actor.person.pk

    with django_capture_on_commit_callbacks(execute=True):
        WAYS[way](river)

    assert (f"person:{person}", 0) in asked


# Planted fault: the browser is told, and the row stays.
@pytest.mark.parametrize("way", WAYS)
def test_a_session_whose_row_stays_is_found(
    river: Visitor, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, delete = str(river.cookie()), QuerySet.delete

    def careless(rows: Any) -> Any:
        return (0, {}) if rows.model is Session else delete(rows)

    monkeypatch.setattr(QuerySet, "delete", careless)
    monkeypatch.setattr(Session, "delete", lambda self: (0, {}))

    WAYS[way](river)

    assert still_opens(cookie)


# Planted fault: nobody looks at the clock.
def test_a_session_that_never_runs_out_is_found(river: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "now", lambda: dt.datetime(2000, 1, 1, tzinfo=dt.UTC))

    never_came_back(river)

    assert still_opens(str(river.cookie()), at=now() + LATER) == {"a page", "a key"}
