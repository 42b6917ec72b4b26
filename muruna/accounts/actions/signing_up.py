"""A new account: a name that only its owner reads, a passphrase, and a recovery phrase shown once."""

import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from muruna.access import Actor
from muruna.accounts import sessions
from muruna.accounts.actions.proving import (
    NotRight,
    ask_patience,
    count_place,
    forgive,
    handle_digest,
    open_by,
    put_slot,
)
from muruna.accounts.keys import Keys
from muruna.accounts.logic.handles import normal_handle, shown_handle
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import KeySlot, Person, Session
from muruna.foundation.deeds import KeyReused, once
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
class _Draft:
    """Everything of an account that takes time to make, before the database is touched."""

    account: NewAccount
    slots: dict[str, Slot] = field(repr=False)


def _draft(handle: str, passphrase: str, language: str) -> _Draft:
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
    return _Draft(NewAccount(actor_of(person, keys), root, phrase), slots)


def _save(draft: _Draft) -> NewAccount:
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
    return _save(_draft(handle, passphrase, language))


def sign_up(*, handle: str, passphrase: str, language: str, sending: uuid.UUID, address: str) -> str:
    """Open an account and its first session, once for each sending; returns the session cookie's text.

    A repeat of the same sending, however often and whenever, leads to the same account and the same cookie.
    Raises NameTaken, PleaseWait, or KeyReused when the sending came before with another name or passphrase.
    """
    # Without the passphrase: a digest of it under the host key would be quicker to guess than Argon2id.
    digest = host_digest("sign-up", normal_handle(handle))
    ask_patience("sign-up", handle, address)
    # Argon2id runs before the transaction: it must not hold the one write lock.
    draft = _draft(handle, passphrase, language)
    is_new = False

    def run() -> str:
        nonlocal is_new
        account = _save(draft)
        session, _cookie = sessions.begin_session(account.actor.person, account.root, sending)
        hold_phrase(account.actor.keys, session, account.recovery_phrase)
        is_new = True
        return str(session.pk)

    count_place(address)
    once(doer=NOBODYS_FORM, key=sending, digest=digest, run=run)
    forgive("sign-up", handle)
    if is_new:
        return sessions.cookie_of_sending(draft.account.root, sending)
    try:
        proven = open_by(KeySlot.PASSPHRASE, handle, normal_secret(passphrase))
    except NotRight:
        raise KeyReused from None
    return cookie_of_repeat(proven.person, proven.root, sending)


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
