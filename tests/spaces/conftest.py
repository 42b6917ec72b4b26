"""Two spaces with people in them, made the short way: no passphrase, but real keys, sessions and rows."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.models import Person
from muruna.foundation import limits
from muruna.foundation.clock import today
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.foundation.vault import forget_host, new_identity, new_key, seal
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import roles_today


@pytest.fixture(autouse=True)
def own_host_keys(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Keys of this test alone, and a limiter that has seen nobody."""
    before = settings.KEYS_DIR
    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")
    forget_host()
    limits.limiter._tries.clear()
    yield
    settings.KEYS_DIR = before
    forget_host()


@dataclass
class Someone:
    """A person with an open session and, in one space, a persona."""

    person: Person
    root: bytes
    space: Space | None = None
    membership: Membership | None = None

    @property
    def actor(self) -> Actor:
        """As the middleware would make it, with the roles as they stand now."""
        if self.space is None:
            return Actor(person=self.person)
        with in_space(self.space):
            self.membership.refresh_from_db()
            roles = roles_today(self.membership)
        return Actor(person=self.person, membership=self.membership, space=self.space, roles=roles)

    @property
    def client(self) -> Client:
        _session, cookie = sessions.begin_session(self.person, self.root)
        client = Client(raise_request_exception=True)
        client.cookies[sessions.COOKIE] = cookie
        return client

    def post(self, address: str, **data: Any) -> Any:
        return self.client.post(address, {"key": str(uuid.uuid4()), **data})


def make_person() -> tuple[Person, bytes]:
    identity, root, id = new_identity(), new_key(), uuid.uuid4()
    person = Person.objects.create(
        id=id,
        handle_digest=secrets.token_bytes(32),
        handle_sealed=b"-",
        public_key=identity.public,
        private_key_sealed=seal(root, identity.private, b"identity:" + id.bytes),
        totp_sealed=b"-",
        recovery_confirmed=True,
    )
    return person, root


@pytest.fixture
def stranger(db: Any) -> Someone:
    return Someone(*make_person())


def make_space(name: str, profile: str = "organisation") -> Space:
    return Space.objects.create(
        name=name, profile=profile, languages=["en"], hours=[[0, "17:00", "21:00"]], time_zone="Europe/Berlin"
    )


@pytest.fixture
def space(db: Any) -> Space:
    return make_space("Canary-of-A")


@pytest.fixture
def other_space(db: Any) -> Space:
    return make_space("Canary-of-B")


def join(space: Space, name: str, *roles: str, band: str = "25+", state: str = Membership.ACTIVE,
         someone: Someone | None = None, since: dt.date | None = None) -> Someone:  # fmt: skip
    who = Someone(*make_person()) if someone is None else Someone(someone.person, someone.root)
    who.space = space
    with in_space(space):
        who.membership = Membership.objects.create(
            space=space, person=who.person, name=name, age_band=band, state=state, since=since or today()
        )
        for role in roles:
            Right.objects.create(
                space=space,
                membership=who.membership,
                role=role,
                tracks=["adults"] if role == "supporter" else [],
                starts_on=today() - dt.timedelta(days=10),
                ends_on=today() + dt.timedelta(days=100),
            )
    return who


@pytest.fixture
def people(space: Space) -> dict[str, Someone]:
    """One of each kind in space A."""
    return {
        "member": join(space, "Mem"),
        "supporter": join(space, "Sup", "supporter"),
        "coordinator": join(space, "Coo", "coordinator"),
        "lead": join(space, "Lea", "safeguarding_lead"),
        "steward": join(space, "Ste", "steward"),
    }


@pytest.fixture
def joined() -> Callable[..., Someone]:
    return join


def everything_stored():
    """Every value of every row as Python sees it: sealed fields opened."""
    with across_spaces("the test looks at every row"):
        return " ".join(str(row) for model in apps.get_models() for row in model._base_manager.values())


SETTINGS = {
    "name": "New name",
    "languages": ["en", "ar"],
    "country": "DE",
    "time_zone": "Asia/Beirut",
    "external_contact": "",
    "agreement": "",
    "from_2_0": "22:00",
    "to_2_0": "02:00",
}
