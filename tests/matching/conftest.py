"""A space with people in it: members who ask, supporters who answer, a coordinator."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.keys import Keys
from muruna.accounts.models import Block, Person
from muruna.foundation.clock import stopped_at, today
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import host_digest, new_identity, new_key, seal
from muruna.matching.logic.asking import Ask
from muruna.matching.models import SupportOffer
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import roles_today

MONDAY = dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)
ALWAYS = [[day, "00:00", "00:00"] for day in range(7)]
WORDS = "Everybody at home asks questions and I do not know what to answer."


def new_person(name: str) -> tuple[Person, Keys, bytes]:
    """A person with keys and no door to come in by: signing in is not what these tests are about."""
    root, identity, person = new_key(), new_identity(), Person(language="en")
    person.handle_digest = host_digest("handle", f"{name}-{person.pk}")
    person.public_key = identity.public
    person.private_key_sealed = seal(root, identity.private, b"identity:" + person.pk.bytes)
    keys = Keys(person.pk, root, person.private_key_sealed)
    person.handle_sealed = keys.seal_own("handle", name)
    person.save(force_insert=True)
    return person, keys, root


@pytest.fixture
def monday() -> Iterator[dt.datetime]:
    """The clock stands at Monday, five in the afternoon."""
    with stopped_at(MONDAY):
        yield MONDAY


@dataclass
class One:
    """Somebody in the space, with open keys."""

    membership: Membership
    keys: Keys
    cookie: str

    @property
    def person(self) -> Person:
        return self.membership.person

    @property
    def actor(self) -> Actor:
        return Actor(
            person=self.person,
            membership=self.membership,
            space=self.membership.space,
            keys=self.keys,
            roles=roles_today(self.membership),
        )

    @property
    def client(self) -> Client:
        client = Client()
        client.cookies[sessions.COOKIE] = self.cookie
        return client


@dataclass
class World:
    """One space and its people by name."""

    space: Space
    people: dict[str, One] = field(default_factory=dict)

    def path(self, rest: str = "") -> str:
        return f"/s/{self.space.code}/{rest}"

    def add(self, name: str, *, age: str = "18-24", roles: tuple[str, ...] = (), **right: Any) -> One:
        person, keys, root = new_person(name)
        if roles:  # people with roles have a second factor; what it is does not matter here
            person.totp_sealed = keys.seal_own("totp", "x")
            person.save(update_fields=["totp_sealed"])
        member = Membership.objects.create(space=self.space, person=person, name=name, age_band=age)
        for role in roles:
            Right.objects.create(
                space=self.space,
                membership=member,
                role=role,
                tracks=right.get("tracks", ["adults", "under-18"]) if role == Right.SUPPORTER else [],
                on_probation=right.get("on_probation", False),
                starts_on=today(),
                ends_on=today() + dt.timedelta(days=200),
            )
        _session, cookie = sessions.begin_session(person, root)
        one = One(member, keys, cookie)
        self.people[name] = one
        return one

    def supporter(
        self, name: str, *, age: str = "25+", offer: dict[str, Any] | None = None, **right: Any
    ) -> One:
        one = self.add(name, age=age, roles=(Right.SUPPORTER,), **right)
        given = {"languages": ["en"], "hours": ALWAYS, "lived": []} | (offer or {})
        SupportOffer.objects.create(space=self.space, membership=one.membership, **given)
        return one

    def block(self, blocker: One, blocked: One, *, room: uuid.UUID | None = None) -> None:
        Block.objects.create(
            blocker=blocker.person, blocked=blocked.person, room=room or self.space.pk,
            label_sealed=blocker.keys.seal_own("block", "x"),
        )  # fmt: skip

    def __getitem__(self, name: str) -> One:
        return self.people[name]


def shown(*ids: str) -> list[dict[str, Any]]:
    """Experiences with both consents."""
    return [{"id": id, "matcher_may_use": True, "match_may_see": True} for id in ids]


def hidden(*ids: str) -> list[dict[str, Any]]:
    """Experiences that only the search may use."""
    return [{"id": id, "matcher_may_use": True, "match_may_see": False} for id in ids]


def ask(**changes: Any) -> Ask:
    """A request in English, now."""
    return Ask(**({"words": WORDS, "languages": ("en",)} | changes))


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """An online community, its scope active."""
    with made_world() as made:
        yield made


def made_world(profile: str = "school") -> Any:
    """A fresh space with a lead who is always on duty."""
    from contextlib import contextmanager

    @contextmanager
    def making() -> Iterator[World]:
        space = Space.objects.create(
            name="Cedar", profile=profile, languages=["en", "ar"], external_contact="A house outside"
        )
        with in_space(space):
            made = World(space)
            lead = made.add("Yara", age="25+", roles=(Right.SAFEGUARDING_LEAD,))
            for day in range(7):
                DutyWindow.objects.create(
                    space=space,
                    lead=lead.membership,
                    weekday=day,
                    starts=dt.time(0),
                    ends=dt.time(0),
                    languages=["en"],
                )
            yield made

    return making()


@pytest.fixture
def form_of() -> Callable[[str, str], dict[str, str]]:
    """The hidden fields of the form on a page that is sent to `action`."""

    def read(html: str, action: str) -> dict[str, str]:
        for tag, body in re.findall(r"<form([^>]*)>(.*?)</form>", html, re.S):
            if f'action="{action}"' in tag:
                return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', body))
        raise AssertionError(f"no form goes to {action}")

    return read
