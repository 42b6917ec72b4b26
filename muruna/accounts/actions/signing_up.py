"""A new account: a name that only its owner reads, a passphrase, and a recovery phrase shown once."""

import uuid

from muruna.accounts import sessions
from muruna.accounts.models import KeySlot
from muruna.accounts.opening import (
    NOBODYS_FORM,
    cookie_of_repeat,
    draft_account,
    hold_phrase,
    save_draft,
    sign_up_digest,
)
from muruna.accounts.proving import NotRight, ask_patience, count_place, forgive, open_by
from muruna.foundation.deeds import KeyReused, once
from muruna.foundation.vault import normal_secret


def sign_up(*, handle: str, passphrase: str, language: str, sending: uuid.UUID, address: str) -> str:
    """Open an account and its first session, once for each sending; returns the session cookie's text.

    A repeat of the same sending, however often and whenever, leads to the same account and the same cookie.
    Raises NameTaken, PleaseWait, or KeyReused when the sending came before with another name or passphrase.
    """
    ask_patience("sign-up", handle, address)
    # Argon2id runs before the transaction: it must not hold the one write lock.
    draft = draft_account(handle, passphrase, language)
    is_new = False

    def run() -> str:
        nonlocal is_new
        account = save_draft(draft)
        session, _cookie = sessions.begin_session(account.actor.person, account.root, sending)
        hold_phrase(account.actor.keys, session.pk, account.recovery_phrase)
        is_new = True
        return str(session.pk)

    count_place(address)
    once(doer=NOBODYS_FORM, key=sending, digest=sign_up_digest(handle), run=run)
    forgive("sign-up", handle)
    if is_new:
        return sessions.cookie_of_sending(draft.account.root, sending)
    try:
        proven = open_by(KeySlot.PASSPHRASE, handle, normal_secret(passphrase))
    except NotRight:
        raise KeyReused from None
    if proven.person.totp_sealed is not None:  # the code app came later: from then on sign-in is the way
        raise KeyReused
    return cookie_of_repeat(proven.person, proven.root, sending)
