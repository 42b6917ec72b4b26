"""S5: a kill between two steps of a change of locks leaves the old ones or the new ones, never neither."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from muruna.accounts import phrases
from muruna.accounts.actions import changing, signing_in
from muruna.accounts.models import KeySlot, Session
from muruna.accounts.proving import NotRight, open_by, prove_passphrase
from muruna.foundation import limits
from muruna.foundation.vault import Slot, new_recovery_phrase, normal_secret, recovery_secret
from tests.accounts.conftest import OTHER_PASSPHRASE, PASSPHRASE, Visitor
from tests.harness.dying import deaths, in_pieces

pytestmark = pytest.mark.django_db
Change = tuple[Callable[[], Any], str, str]  # the deed; the passphrase and the phrase that it makes


def opened_by(river: Visitor, **secrets: str) -> set[str]:
    """Which of these open the account, by their name; all must open the same key."""
    found = {}
    for name, secret in secrets.items():
        kind = KeySlot.RECOVERY if "words" in name else KeySlot.PASSPHRASE
        plain = recovery_secret(secret) if "words" in name else normal_secret(secret)
        try:
            found[name] = open_by(kind, river.handle, plain).root
        except NotRight:
            continue
    assert len(set(found.values())) <= 1
    return set(found)


def new_passphrase(river: Visitor) -> Change:
    actor = river.actor
    proven = prove_passphrase(actor, PASSPHRASE)
    slot = phrases.prepare_passphrase(proven, OTHER_PASSPHRASE)
    old = str(phrases.waiting_phrase(actor))
    return (
        lambda: changing.change_passphrase(actor=actor, proven=proven, slot=slot), OTHER_PASSPHRASE, old
    )  # fmt: skip


def new_words(river: Visitor) -> Change:
    actor = river.actor
    proven = prove_passphrase(actor, PASSPHRASE)
    phrase, slot = phrases.prepare_phrase(proven)
    return (
        lambda: changing.renew_recovery_phrase(actor=actor, proven=proven, phrase=phrase, slot=slot),
        PASSPHRASE, phrase,
    )  # fmt: skip


def way_back(river: Visitor, monkeypatch: pytest.MonkeyPatch) -> Change:
    old = str(phrases.waiting_phrase(river.actor))
    new = new_recovery_phrase("en")
    monkeypatch.setattr(signing_in, "new_recovery_phrase", lambda language: new)
    sending = uuid.uuid4()

    def deed() -> None:
        limits.limiter._tries.clear()
        signing_in.recover(
            handle=river.handle, phrase=old, passphrase=OTHER_PASSPHRASE, drop_code_app=False,
            sending=sending, address="",
        )  # fmt: skip

    return deed, OTHER_PASSPHRASE, new


CHANGES: dict[str, Callable[[Visitor, pytest.MonkeyPatch], Change]] = {
    "a new passphrase": lambda river, _patch: new_passphrase(river),
    "new words": lambda river, _patch: new_words(river),
    "the way back": way_back,
}


def faults(river: Visitor, change: Change) -> list[str]:
    """What each death left, where it is neither what was before nor what was to come."""
    deed, passphrase, words = change
    secrets = {
        "old passphrase": PASSPHRASE, "new passphrase": passphrase,
        "old words": str(phrases.waiting_phrase(river.actor)), "new words": words,
    }  # fmt: skip
    elsewhere = Visitor(river.client.__class__(), handle=river.handle)
    assert elsewhere.sign_in().status_code == 303
    before = (opened_by(river, **secrets), Session.objects.count(), _holds(river))
    found = []
    for is_whole in deaths(deed):
        left = (opened_by(river, **secrets), Session.objects.count(), _holds(river))
        if is_whole:
            assert left != before
            assert {secrets[name] for name in left[0]} == {passphrase, words}
        elif left != before:
            found.append(f"{left}, not {before}")
    return found


def _holds(river: Visitor) -> bool:
    """Whether this browser's session holds a recovery phrase to be written down."""
    return Session.objects.exclude(phrase_sealed=None).exists()


@pytest.mark.parametrize("change", CHANGES)
def test_a_kill_between_two_steps_leaves_the_old_locks(
    river: Visitor, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults(river, CHANGES[change](river, monkeypatch)) == []


# Planted faults: a change in pieces; one that takes the old lock away before it puts the new one in.
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_pieces_is_found(river: Visitor, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = CHANGES[change](river, monkeypatch)
    in_pieces(monkeypatch)

    assert faults(river, made)


def test_a_lock_taken_away_first_leaves_neither_and_is_found(
    river: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasty(person: Any, kind: str, slot: Slot) -> None:
        KeySlot.objects.filter(person=person, kind=kind).delete()
        values = {"salt": slot.salt, "verifier": slot.verifier, "wrapped": slot.wrapped}
        KeySlot.objects.create(person=person, kind=kind, **values)

    made = new_passphrase(river)
    monkeypatch.setattr(changing, "put_slot", hasty)
    assert faults(river, made) == []  # in one transaction even this holds
    in_pieces(monkeypatch)

    assert any("passphrase" not in one.partition("}")[0] for one in faults(river, made))
