"""A space with leads, a supporter, a member, and real keys for each."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.keys import Keys
from muruna.accounts.models import Person
from muruna.conversations.models import Conversation, Participant
from muruna.foundation import limits
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import forget_host, new_identity, new_key, seal, slots
from muruna.safeguarding.actions import opening
from muruna.safeguarding.models import Case
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import roles_today


@pytest.fixture(autouse=True)
def own_host_keys(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keys of this test alone, a limiter that has seen nobody, and a quick Argon2id."""
    monkeypatch.setattr(slots, "MEMORY_KIB", 64)
    monkeypatch.setattr(slots, "PASSES", 1)
    monkeypatch.setattr(settings, "KEYS_DIR", tmp_path_factory.mktemp("keys"))
    forget_host()
    limits.limiter._tries.clear()
    yield
    forget_host()


@dataclass
class Someone:
    """A persona with an open session."""

    person: Person
    root: bytes
    space: Space
    membership: Membership

    @property
    def actor(self) -> Actor:
        """As the middleware would make it, with roles as they stand now."""
        with in_space(self.space):
            self.membership.refresh_from_db()
            roles = roles_today(self.membership)
        keys = Keys(self.person.pk, self.root, bytes(self.person.private_key_sealed))
        return Actor(self.person, self.membership, self.space, keys, roles=roles)

    @property
    def client(self) -> Client:
        _session, cookie = sessions.begin_session(self.person, self.root)
        client = Client(raise_request_exception=True)
        client.cookies[sessions.COOKIE] = cookie
        return client

    def get(self, address: str, language: str = "en") -> Any:
        Person.objects.filter(pk=self.person.pk).update(language=language)
        return self.client.get(f"/s/{self.space.code}/{address}")

    def post(self, address: str, **data: Any) -> Any:
        return self.client.post(f"/s/{self.space.code}/{address}", {"key": str(uuid.uuid4()), **data})


def make_space(profile: str = "school") -> Space:
    return Space.objects.create(
        name="Canary-Place", profile=profile, languages=["en", "ar"], hours=[[0, "17:00", "21:00"]],
        time_zone="Europe/Berlin", external_contact="Canary-Outside, 555 0100",
    )  # fmt: skip


def join(space: Space, name: str, *roles: str, band: str = "25+") -> Someone:
    identity, root, id = new_identity(), new_key(), uuid.uuid4()
    person = Person.objects.create(
        id=id, handle_digest=secrets.token_bytes(32), handle_sealed=b"-", public_key=identity.public,
        private_key_sealed=seal(root, identity.private, b"identity:" + id.bytes), totp_sealed=b"-",
        recovery_confirmed=True,
    )  # fmt: skip
    with in_space(space):
        membership = Membership.objects.create(space=space, person=person, name=name, age_band=band)
        for role in roles:
            Right.objects.create(
                space=space, membership=membership, role=role, starts_on=today() - dt.timedelta(days=9),
                ends_on=today() + dt.timedelta(days=99),
            )  # fmt: skip
    return Someone(person, root, space, membership)


def make_talk(member: Someone, supporter: Someone) -> Conversation:
    """An open conversation of the two."""
    with in_space(member.space):
        talk: Conversation = Conversation.objects.create(space=member.space)
        for part, who in ((Participant.MEMBER, member), (Participant.SUPPORTER, supporter)):
            Participant.objects.create(
                space=member.space, conversation=talk, membership=who.membership, part=part
            )
    return talk


# All that a case must hold before it is closed or anything is told.
FACTS = {
    "contact": "here", "hours": "evenings", "not_told": "Canary parents", "reveals": ["orientation"],
    "wishes": "Canary wish", "basis": "consent",
}  # fmt: skip
WORRY = {"happened": "Canary worry"}


def worry_about(
    people: dict[str, Someone], about: str = "member", *, facts: Mapping[str, Any] = WORRY
) -> Case:
    """The case of a worry that the supporter has about somebody they talk with."""
    talk = make_talk(people[about], people["supporter"])
    with in_space(talk.space):
        return opening.open_worry(
            actor=people["supporter"].actor, conversation=talk, concerned=people[about].membership,
            facts=dict(facts), language="en",
        )  # fmt: skip


@pytest.fixture
def space(db: Any) -> Space:
    return make_space()


@pytest.fixture
def people(space: Space) -> dict[str, Someone]:
    """A member, a supporter, three leads, a steward."""
    return {
        "member": join(space, "Mem", band="16-17"),
        "supporter": join(space, "Sup", "supporter"),
        "lead": join(space, "Lea", "safeguarding_lead"),
        "second": join(space, "Sec", "safeguarding_lead"),
        "third": join(space, "Thi", "safeguarding_lead"),
        "steward": join(space, "Ste", "steward"),
    }
