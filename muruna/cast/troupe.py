"""The people of the demo world as actors: each signs up, and opens their own keys, as anybody does."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.actions.changing import change_look, confirm_recovery_phrase
from muruna.accounts.actions.signing_in import sign_out
from muruna.accounts.actions.signing_up import sign_up
from muruna.accounts.keys import Keys
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import KeySlot
from muruna.accounts.phrases import phrase_positions, waiting_phrase
from muruna.accounts.proving import open_by
from muruna.foundation.vault import normal_secret, suggest_passphrase
from muruna.spaces.models import Membership, Space
from muruna.spaces.queries import roles_today


def passphrase_of(handle: str) -> str:
    """The six words of somebody invented: always the same, English, so that any keyboard can type them."""
    # Not a secret: it is printed for everybody. Outside the demo nobody's passphrase comes from here.
    return str(suggest_passphrase("en", random.Random(f"muruna demo: {handle}")))  # noqa: S311


def enter(*, handle: str, language: str, time_zone: str) -> Actor:
    """Sign somebody up, write down and confirm their recovery phrase, and sign out; the keys stay in hand."""
    cookie = sign_up(
        handle=handle, passphrase=passphrase_of(handle), language=language, sending=uuid.uuid4(), address=""
    )
    opened = sessions.open_session(cookie)
    if opened is None:
        raise RuntimeError(f"{handle} has signed up and is not signed in")
    session, keys = opened
    actor = actor_of(session.person, keys, session.pk)
    words = str(waiting_phrase(actor)).split()
    confirm_recovery_phrase(actor=actor, words=[words[position - 1] for position in phrase_positions(actor)])
    change_look(actor=actor, language=language, theme="auto", time_zone=time_zone)
    sign_out(actor=actor)
    return replace(actor, session_id=None)


def open_keys(handle: str) -> Actor:
    """The actor of somebody in the database; raises accounts' NotRight when their words no longer fit."""
    proven = open_by(KeySlot.PASSPHRASE, handle, normal_secret(passphrase_of(handle)))
    keys = Keys(proven.person.pk, proven.root, bytes(proven.person.private_key_sealed))
    return actor_of(proven.person, keys)


@dataclass
class Troupe:
    """Everybody who has entered, by handle."""

    _actors: dict[str, Actor] = field(default_factory=dict)

    def invite(self, person: Mapping[str, Any], time_zone: str) -> Actor:
        """The person outside any space; the first time, they sign up."""
        handle = person["handle"]
        if handle not in self._actors:
            self._actors[handle] = enter(handle=handle, language=person["language"], time_zone=time_zone)
        return self._actors[handle]

    def outside(self, handle: str) -> Actor:
        """Somebody who has entered, outside any space."""
        return self._actors[handle]

    def inside(self, handle: str, space: Space) -> Actor:
        """Somebody in the active `space`, with the roles that they hold today."""
        return within(self._actors[handle], space)


def within(actor: Actor, space: Space) -> Actor:
    """`actor` as their persona in the active `space`, as a page of that space would see them."""
    membership = Membership.objects.filter(person=actor.person, state=Membership.ACTIVE).first()
    roles = roles_today(membership) if membership else frozenset()
    return replace(actor, space=space, membership=membership, roles=roles)
