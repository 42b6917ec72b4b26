"""Two spaces and one person of each kind, with real keys and sessions; every word of theirs is a canary."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.test import Client

from muruna.access import NOBODY, Actor
from muruna.accounts import sessions
from muruna.accounts.models import Person, Session
from muruna.accounts.opening import open_account
from muruna.foundation import clock
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import roles_today, suspended_persona

CANARY = "Zanzibar"  # stands in every text of space A, and nowhere in the interface

# kind: (space, state, age band, roles); kinds without a space have only an account.
KINDS: dict[str, tuple[str, str, str, tuple[str, ...]] | None] = {
    "newcomer": None,
    "minor": ("A", "active", "13-15", ()),
    "member": ("A", "active", "25+", ()),
    "friend": ("A", "active", "18-24", ()),  # another member, who is no part of the member's things
    "supporter": ("A", "active", "25+", ("supporter",)),
    "second": ("A", "active", "25+", ("supporter",)),  # another supporter
    "facilitator": ("A", "active", "25+", ("facilitator",)),
    "supervisor": ("A", "active", "25+", ("supervisor",)),
    "coordinator": ("A", "active", "25+", ("coordinator",)),
    "steward": ("A", "active", "25+", ("steward",)),
    "lead": ("A", "active", "25+", ("safeguarding_lead",)),
    "named": ("A", "active", "25+", ("safeguarding_lead",)),  # a lead whom a case is about
    "blocked": ("A", "active", "25+", ()),  # the member has blocked them
    "asked": ("A", "asked", "25+", ()),
    "left": ("A", "left", "25+", ()),
    "suspended": ("A", "suspended", "25+", ("supporter",)),
    "ended": ("A", "active", "25+", ()),  # was coordinator until yesterday
    "unready": ("A", "active", "25+", ("steward",)),  # has no second factor yet
    "foreigner": ("B", "active", "25+", Right.ROLES),  # the most powerful person of another space
    "twin": ("B", "active", "25+", Right.ROLES),  # as powerful there, and a plain member here
}


class Browser(Client):
    """A browser in which somebody is signed in; it shows an error page where others would raise.

    "Still here" was written for a day ahead: written anew and undone at every step of a long walk, it would
    leave a second database with ten thousand dead rows that each look must pass.
    """

    def __init__(self, person: Person | None, root: bytes, language: str) -> None:
        super().__init__(raise_request_exception=False, headers={"accept-language": language})
        self.person = person
        if person is not None:
            session, self.cookies[sessions.COOKIE] = sessions.begin_session(person, root)
            ahead = clock.now() + dt.timedelta(days=1)
            Session.objects.filter(pk=session.pk).update(used_at=ahead, ends_at=ahead + dt.timedelta(days=1))


@dataclass
class Someone:
    """A person of one kind; their personas by the letter of the space."""

    kind: str
    person: Person | None = None
    root: bytes = b""
    account: Actor = NOBODY
    memberships: dict[str, Membership] = field(default_factory=dict)

    def actor(self, space: Space | None, *, resting: bool = False) -> Actor:
        """As the middleware makes them, on a page of `space` (whose scope must be active) or outside any.

        `resting`: on a page that stays open to somebody suspended.
        """
        if space is None or self.person is None:
            return self.account
        mine = Membership.objects.filter(person=self.person, state=Membership.ACTIVE).first()
        if resting and mine is None and (found := suspended_persona(self.person)):
            return replace(self.account, space=space, membership=found, rests=True)
        if mine is None:
            return self.account
        return replace(self.account, space=space, membership=mine, roles=roles_today(mine))

    def client(self, language: str = "en") -> Browser:
        """A browser of theirs."""
        return Browser(self.person, self.root, language)


@dataclass
class World:
    """The spaces by letter, the people by kind."""

    spaces: dict[str, Space]
    people: dict[str, Someone]
    _known: dict[Any, list[Any]] = field(default_factory=dict)

    def known(self, key: Any, find: Callable[[], list[Any]]) -> list[Any]:
        """What `find` found when it was first asked: all that a walk does is undone, so it stays true."""
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]

    def forget(self) -> None:
        """After the world has grown."""
        self._known.clear()

    def persona(self, kind: str, letter: str = "A") -> Membership:
        return self.people[kind].memberships[letter]


def make_world() -> World:
    """Everybody, and nothing yet that they have done."""
    spaces = {"A": _space("A", f"{CANARY} house"), "B": _space("B", "Other house")}
    people = {"signed_out": Someone("signed_out")}
    for kind, life in KINDS.items():
        people[kind] = someone = open_person(kind, has_second_factor=kind != "unready")
        if life:
            join(spaces[life[0]], someone, *life)
    join(spaces["A"], people["twin"], "A", "active", "25+", ())
    _give(
        spaces["A"], people["ended"].memberships["A"], Right.COORDINATOR, until=today() - dt.timedelta(days=1)
    )
    return World(spaces, people)


def _space(letter: str, name: str) -> Space:
    return Space.objects.create(
        name=name,
        code="aaaa2222" if letter == "A" else "bbbb3333",
        profile="organisation",
        # A is the older: letters to the site go to its people.
        opened_on=today() - dt.timedelta(days=300 if letter == "A" else 100),
        languages=["en", "ar"],
        hours=[[day, "00:00", "23:59"] for day in range(7)],
        country="DE",
        external_contact=f"{CANARY} office" if letter == "A" else "Other office",
    )


def open_person(kind: str, *, has_second_factor: bool = True) -> Someone:
    """An account with real keys, and no persona yet."""
    new = open_account(
        handle=f"{kind} of the walk", passphrase="amber kettle orchid violin thunder", language="en"
    )
    person, keys = new.actor.person, new.actor.keys
    person.recovery_confirmed = True
    if has_second_factor:
        person.totp_sealed = keys.seal_own("totp", "JBSWY3DPEHPK3PXP")
    person.save()
    return Someone(kind, person, new.root, new.actor)


def join(space: Space, someone: Someone, letter: str, state: str, band: str, roles: tuple[str, ...]) -> None:
    """A persona of theirs in a space, with roles that are valid today."""
    word = CANARY if letter == "A" else "Persona"
    with in_space(space):
        mine = Membership.objects.create(
            space=space,
            person=someone.person,
            state=state,
            name=f"{word} {someone.kind}",
            pronouns=f"{word} they",
            identity=f"{word} words of {someone.kind}",
            asked_because=f"{word} asks" if state == "asked" else "",
            age_band=band,
        )
        for role in roles:
            _give(space, mine, role)
    someone.memberships[letter] = mine


def _give(space: Space, membership: Membership, role: str, until: dt.date | None = None) -> None:
    with in_space(space):
        Right.objects.create(
            space=space,
            membership=membership,
            role=role,
            tracks=["adults"] if role == Right.SUPPORTER else [],
            starts_on=today() - dt.timedelta(days=30),
            ends_on=until or today() + dt.timedelta(days=200),
        )
