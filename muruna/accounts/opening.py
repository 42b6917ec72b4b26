"""Opening an account: its keys, its three slots, and the phrase that is shown once."""

import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.keys import Keys
from muruna.accounts.logic.handles import normal_handle, shown_handle
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import KeySlot, Person, Session
from muruna.accounts.proving import handle_digest, put_slot
from muruna.foundation.vault import (
    Slot,
    host_digest,
    make_slot,
    new_identity,
    new_key,
    new_recovery_phrase,
    normal_secret,
    random_slot,
    recovery_secret,
    seal,
)

NOBODYS_FORM = uuid.UUID(int=0)


class NameTaken(Exception):
    """Somebody signs in with this name already."""


@dataclass(frozen=True)
class NewAccount:
    """An account that has just been opened; the phrase exists nowhere else in clear."""

    actor: Actor
    root: bytes = field(repr=False)
    recovery_phrase: str = field(repr=False)


@dataclass(frozen=True)
class Draft:
    """Everything of an account that takes time to make, before the database is touched."""

    account: NewAccount
    slots: dict[str, Slot] = field(repr=False)


def draft_account(handle: str, passphrase: str, language: str) -> Draft:
    """The slow half of a new account (two Argon2id); both secrets must have passed their checks."""
    person = Person(id=uuid.uuid4(), handle_digest=handle_digest(handle), language=language)
    root, identity, phrase = new_key(), new_identity(), new_recovery_phrase(language)
    person.public_key = identity.public
    person.private_key_sealed = seal(root, identity.private, b"identity:" + person.pk.bytes)
    keys = Keys(person.pk, root, person.private_key_sealed)
    person.handle_sealed = keys.seal_own("handle", shown_handle(handle))
    slots = {
        KeySlot.PASSPHRASE: make_slot(normal_secret(passphrase), root),
        KeySlot.RECOVERY: make_slot(recovery_secret(phrase), root),
        KeySlot.PASSKEY: random_slot(),
    }
    return Draft(NewAccount(actor_of(person, keys), root, phrase), slots)


def save_draft(draft: Draft) -> NewAccount:
    """The quick half: its rows. Raises NameTaken."""
    person = draft.account.actor.person
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            for kind, slot in draft.slots.items():
                put_slot(person, kind, slot)
    except IntegrityError:
        raise NameTaken from None
    return draft.account


def open_account(*, handle: str, passphrase: str, language: str) -> NewAccount:
    """Make a person with their keys; both secrets must have passed their checks. Raises NameTaken."""
    return save_draft(draft_account(handle, passphrase, language))


def sign_up_digest(handle: str) -> bytes:
    """What stands for a sign-up's body: its name only.

    A digest of the passphrase under the host key would be quicker to guess than Argon2id allows.
    """
    return host_digest("sign-up", normal_handle(handle))


def cookie_of_repeat(person: Person, root: bytes, sending: uuid.UUID) -> str:
    """The cookie for a sending that had succeeded before: the same while its session lives, else a new one."""
    cookie = sessions.cookie_of_sending(root, sending)
    if sessions.open_session(cookie) is not None:
        return cookie
    # A session that was ended must never come back to life with its old cookie.
    return sessions.begin_session(person, root)[1]


def hold_phrase(keys: Keys, session: Session, phrase: str) -> None:
    """Keep a new recovery phrase with this session alone, sealed, until it was written down."""
    session.phrase_sealed = keys.seal_own("phrase", phrase)
    session.save(update_fields=["phrase_sealed"])
