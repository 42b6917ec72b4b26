"""Proving who one is: with the right name and passphrase, the recovery phrase, or the passphrase again."""

from dataclasses import dataclass, field
from typing import Any

from muruna.access import Actor
from muruna.accounts.logic.handles import normal_handle
from muruna.accounts.models import KeySlot, Person
from muruna.foundation.limits import address_prefix, limiter
from muruna.foundation.vault import Slot, WrongSecret, host_digest, normal_secret, open_slot, random_slot

NAME_FREE = 5  # slips of the pen before a name's delay begins to grow
PLACE_FREE = 30  # a whole class may sit behind one address


class NotRight(Exception):
    """Name, secret and code do not fit together; which of them is never said."""


class PleaseWait(Exception):
    """Too many tries: the next one is welcome after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = max(1, round(seconds + 0.5))


@dataclass(frozen=True)
class Proven:
    """A person who has just given their secret, and the root key it opened."""

    person: Person
    root: bytes = field(repr=False)


def handle_digest(handle: str) -> bytes:
    """What stands for a name in the database (32 bytes)."""
    return host_digest("handle", normal_handle(handle))


def ask_patience(purpose: str, handle: str, address: str) -> None:
    """Raises PleaseWait when this name or this network has tried too often; counts one try of the name."""
    name, place = handle_digest(handle).hex(), address_prefix(address)
    wait = max(
        limiter.seconds_to_wait(purpose, name, free=NAME_FREE),
        limiter.seconds_to_wait("place", place, free=PLACE_FREE) if place else 0.0,
    )
    if wait > 0:
        raise PleaseWait(wait)
    # Counted before the slow work, so that a hundred tries at one moment are not one.
    limiter.count(purpose, name)


def forgive(purpose: str, handle: str) -> None:
    """The name's tries are forgotten: someone got it right."""
    limiter.forgive(purpose, handle_digest(handle).hex())


def count_place(address: str) -> None:
    """One more try from this network that did not succeed, or one more new account."""
    if place := address_prefix(address):
        limiter.count("place", place)


def open_by(kind: str, handle: str, secret: str) -> Proven:
    """Open the root key of the person called `handle` by one of their slots; raises NotRight.

    An unknown name costs the same: one query and one Argon2id, over a slot of random bytes.
    """
    found = KeySlot.objects.filter(kind=kind, person__handle_digest=handle_digest(handle))
    row = found.select_related("person").first()
    slot = Slot(bytes(row.salt), bytes(row.verifier), bytes(row.wrapped)) if row else random_slot()
    try:
        root = open_slot(secret, slot)
    except WrongSecret:
        raise NotRight from None
    if row is None:
        raise NotRight
    return Proven(row.person, root)


def prove_passphrase(actor: Actor, passphrase: str) -> Proven:
    """The signed-in person gives their passphrase again; raises NotRight or PleaseWait."""
    who = str(actor.person.pk)
    if wait := limiter.seconds_to_wait("again", who, free=NAME_FREE):
        raise PleaseWait(wait)
    limiter.count("again", who)
    row = KeySlot.objects.get(person=actor.person, kind=KeySlot.PASSPHRASE)
    try:
        slot = Slot(bytes(row.salt), bytes(row.verifier), bytes(row.wrapped))
        root = open_slot(normal_secret(passphrase), slot)
    except WrongSecret:
        raise NotRight from None
    limiter.forgive("again", who)
    return Proven(actor.person, root)


def insist(actor: Actor, proven: Proven) -> None:
    """Raises NotRight unless it is the actor who has just proven themselves."""
    if proven.person.pk != actor.person.pk:
        raise NotRight


def put_slot(person: Any, kind: str, slot: Slot) -> None:
    """Make `slot` the person's one way in of this kind."""
    KeySlot.objects.update_or_create(
        person=person,
        kind=kind,
        defaults={"salt": slot.salt, "verifier": slot.verifier, "wrapped": slot.wrapped},
    )


def use_step(person: Person, step: int) -> None:
    """Spend a code's time step; raises NotRight when it, or a later one, was spent before."""
    # One conditional write decides, so that two at once cannot both win.
    fresh = Person.objects.filter(pk=person.pk, totp_last_step__lt=step)
    if not fresh.update(totp_last_step=step):
        raise NotRight
