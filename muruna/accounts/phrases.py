"""Passphrases and recovery phrases on their way: made before the deed, held until written down."""

from muruna.access import Actor
from muruna.accounts.logic.phrase_check import asked_positions
from muruna.accounts.models import Session
from muruna.accounts.proving import Proven
from muruna.foundation.vault import Slot, make_slot, new_recovery_phrase, normal_secret, recovery_secret


def prepare_passphrase(proven: Proven, passphrase: str) -> Slot:
    """The slow half of a change, done before the transaction: a slot for the new passphrase."""
    return make_slot(normal_secret(passphrase), proven.root)


def prepare_phrase(proven: Proven) -> tuple[str, Slot]:
    """A new recovery phrase and its slot: the slow half, done before the transaction."""
    phrase = new_recovery_phrase(proven.person.language)
    return phrase, make_slot(recovery_secret(phrase), proven.root)


def waiting_phrase(actor: Actor) -> str | None:
    """The recovery phrase that this session still holds, or None."""
    row = Session.objects.filter(pk=actor.session_id).first()
    if row is None or row.phrase_sealed is None:
        return None
    return str(actor.keys.open_own("phrase", row.phrase_sealed))


def phrase_positions(actor: Actor) -> list[int]:
    """Which words of the phrase this session is asked for: the same at every reload."""
    return asked_positions(actor.keys.digest(b"phrase-check:" + actor.session_id.bytes))
