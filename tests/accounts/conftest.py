"""A quick Argon2id, forgotten limits, and a person at the door."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from muruna.accounts import sessions
from muruna.accounts.middleware import actor_of
from muruna.foundation import limits
from muruna.foundation.vault import slots

PASSPHRASE = "amber kettle orchid violin thunder maple"
OTHER_PASSPHRASE = "copper lantern meadow puzzle walnut river"


@pytest.fixture(autouse=True)
def quick_argon2_for_tests_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """64 KiB and one pass instead of 64 MiB and three; tests/foundation/vault watches the real figures."""
    monkeypatch.setattr(slots, "MEMORY_KIB", 64)
    monkeypatch.setattr(slots, "PASSES", 1)


@pytest.fixture(autouse=True)
def forgotten_tries() -> Iterator[None]:
    """Each test begins with a limiter that has seen nobody."""
    limits.limiter._tries.clear()
    yield
    limits.limiter._tries.clear()


@dataclass
class Visitor:
    """A browser with its cookies, at the door."""

    client: Client
    handle: str = "River Stone"
    passphrase: str = PASSPHRASE

    def hidden(self, html: str, name: str) -> str:
        """The value of a hidden field on a page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', html)
        assert found, f"no {name} on the page"
        return found[1]

    def get(self, path: str) -> str:
        return self.client.get(path).content.decode()

    def sign_up(self, **changes: Any) -> Any:
        html = self.get("/start/")
        data = {
            "key": self.hidden(html, "key"),
            "handle": self.handle,
            "offered": self.hidden(html, "offered"),
            "passphrase": self.passphrase,
            "again": self.passphrase,
        }
        return self.client.post("/start/", data | changes)

    def sign_in(self, **changes: Any) -> Any:
        data = {"key": str(uuid.uuid4()), "handle": self.handle, "passphrase": self.passphrase, "code": ""}
        return self.client.post("/come-in/", data | changes)

    def cookie(self) -> str | None:
        morsel = self.client.cookies.get(sessions.COOKIE)
        return morsel.value if morsel and morsel.value else None

    @property
    def actor(self) -> Any:
        opened = sessions.open_session(self.cookie())
        assert opened, "not signed in"
        session, keys = opened
        return actor_of(session.person, keys, session.pk)


@pytest.fixture
def visitor(client: Client) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(client)


@pytest.fixture
def river(db: None, visitor: Visitor) -> Visitor:
    """Somebody with an account, signed in."""
    assert visitor.sign_up().status_code == 303
    return visitor


@pytest.fixture
def another(db: None) -> Visitor:
    """Somebody else with an account, signed in elsewhere."""
    other = Visitor(Client(), handle="Kite", passphrase=OTHER_PASSPHRASE)
    assert other.sign_up().status_code == 303
    return other


REAL_COST = (slots.MEMORY_KIB, slots.PASSES)  # read before any test changes it
