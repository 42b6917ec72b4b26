"""Coming in: by passphrase (and code), or back in by the recovery phrase."""

import hashlib
import hmac
import uuid

from django.db import transaction

from muruna.access import Action, Actor, require
from muruna.accounts import sessions
from muruna.accounts.keys import Keys
from muruna.accounts.logic.codes import matching_step
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import KeySlot, Person, Session
from muruna.accounts.opening import cookie_of_repeat, hold_phrase
from muruna.accounts.proving import (
    NotRight,
    Proven,
    ask_patience,
    count_place,
    forgive,
    handle_digest,
    open_by,
    put_slot,
    use_step,
)
from muruna.foundation.clock import now
from muruna.foundation.deeds import once
from muruna.foundation.models import Deed
from muruna.foundation.trace import trace
from muruna.foundation.vault import make_slot, new_recovery_phrase, normal_secret, recovery_secret


def sign_in(*, handle: str, passphrase: str, code: str, sending: uuid.UUID, address: str) -> str:
    """Begin a session, once for each sending; returns the session cookie's text.

    Raises NotRight (never saying what), PleaseWait, or KeyReused.
    """
    ask_patience("sign-in", handle, address)
    try:
        proven = open_by(KeySlot.PASSPHRASE, handle, normal_secret(passphrase))
        cookie = _begin_once(proven, code, sending)
    except NotRight:
        count_place(address)
        raise
    forgive("sign-in", handle)
    return cookie


def _begin_once(proven: Proven, code: str, sending: uuid.UUID) -> str:
    person, keys = proven.person, _keys_of(proven)
    step = None
    if person.totp_sealed is not None:
        step = matching_step(keys.open_own("totp", person.totp_sealed), code, now())
        if step is None:
            raise NotRight

    def run() -> str:
        if step is not None:
            use_step(person, step)
        session, cookie = sessions.begin_session(person, proven.root, sending)
        began.append(cookie)
        return str(session.pk)

    began: list[str] = []
    # The same click sent twice is one use of its code, and one session.
    once(doer=person.pk, key=sending, digest=keys.digest(b"sign-in"), run=run)
    return began[0] if began else cookie_of_repeat(person, proven.root, sending)


def _keys_of(proven: Proven) -> Keys:
    return Keys(proven.person.pk, proven.root, bytes(proven.person.private_key_sealed))


def recover(
    *, handle: str, phrase: str, passphrase: str, drop_code_app: bool, sending: uuid.UUID, address: str
) -> str:
    """Set a new passphrase by the recovery phrase; returns the cookie of the only session that remains.

    `phrase` as typed (raises BadPhrase when it cannot be one), `passphrase` already checked. The old phrase
    opens nothing afterwards: a new one waits in the session to be written down. Raises NotRight, PleaseWait.
    """
    secret = recovery_secret(phrase)
    ask_patience("recover", handle, address)
    try:
        proven = open_by(KeySlot.RECOVERY, handle, secret)
    except NotRight:
        count_place(address)
        return _cookie_of_cut_line(handle, passphrase, sending)
    cookie = _recover_once(proven, passphrase, drop_code_app, sending)
    forgive("recover", handle)
    forgive("sign-in", handle)
    return cookie


def _cookie_of_cut_line(handle: str, passphrase: str, sending: uuid.UUID) -> str:
    """The cookie of a recovery whose answer never arrived: its phrase is spent, its passphrase stands.

    Only that very recovery counts. Any other deed with this key, of whomever, would let a passphrase in
    without its code. Raises NotRight.
    """
    people = Person.objects.filter(handle_digest=handle_digest(handle)).values("pk")
    deed = Deed.objects.filter(key=sending, doer__in=people).first()
    if deed is None:
        raise NotRight
    proven = open_by(KeySlot.PASSPHRASE, handle, normal_secret(passphrase))
    if not hmac.compare_digest(bytes(deed.body_digest), _keys_of(proven).digest(_recovery_body(passphrase))):
        raise NotRight
    return cookie_of_repeat(proven.person, proven.root, sending)


def _recovery_body(passphrase: str) -> bytes:
    secret = normal_secret(passphrase).encode("utf-8", "surrogatepass")
    return b"recover:" + hashlib.sha256(secret).digest()


def _recover_once(proven: Proven, passphrase: str, drop_code_app: bool, sending: uuid.UUID) -> str:
    person, keys = proven.person, _keys_of(proven)
    new_phrase = new_recovery_phrase(person.language)
    by_passphrase = make_slot(normal_secret(passphrase), proven.root)
    by_phrase = make_slot(recovery_secret(new_phrase), proven.root)
    began: list[str] = []

    def run() -> str:
        put_slot(person, KeySlot.PASSPHRASE, by_passphrase)
        put_slot(person, KeySlot.RECOVERY, by_phrase)
        person.recovery_confirmed = False
        if drop_code_app:
            person.totp_sealed = None
        person.save(update_fields=["recovery_confirmed", "totp_sealed"])
        sessions.end_sessions_of(person.pk)
        session, cookie = sessions.begin_session(person, proven.root, sending)
        hold_phrase(keys, session.pk, new_phrase)
        trace(actor_of(person, keys, session.pk), Action.ACCOUNT_CHANGE, person, reason="recovered")
        began.append(cookie)
        return str(session.pk)

    once(doer=person.pk, key=sending, digest=keys.digest(_recovery_body(passphrase)), run=run)
    return began[0] if began else cookie_of_repeat(person, proven.root, sending)


def sign_out(*, actor: Actor) -> None:
    """End this session: its cookie opens nothing from now on."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_SEE, actor.person)
        sessions.end(Session.objects.filter(pk=actor.session_id))
