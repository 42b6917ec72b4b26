"""Changing what opens an account, and how its pages look."""

import zoneinfo
from collections.abc import Sequence

from django.db import transaction

from muruna.access import Action, Actor, require
from muruna.accounts import sessions
from muruna.accounts.logic.codes import matching_step
from muruna.accounts.models import KeySlot, Person, Session
from muruna.accounts.opening import hold_phrase
from muruna.accounts.phrases import phrase_positions, waiting_phrase
from muruna.accounts.proving import NotRight, Proven, insist, put_slot, use_step
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.foundation.vault import Slot, same_word
from muruna.language import CODES

THEMES = ("auto", "light", "dark")


class NothingToConfirm(Exception):
    """No recovery phrase waits in this session to be written down."""


def change_passphrase(*, actor: Actor, proven: Proven, slot: Slot) -> None:
    """Let a new passphrase (see `phrases.prepare_passphrase`) open the account; all other sessions end."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        insist(actor, proven)
        put_slot(actor.person, KeySlot.PASSPHRASE, slot)
        sessions.end_sessions_of(actor.person.pk, but=actor.session_id)
        trace(actor, Action.ACCOUNT_CHANGE, actor.person, reason="passphrase")


def renew_recovery_phrase(*, actor: Actor, proven: Proven, phrase: str, slot: Slot) -> None:
    """Replace the recovery phrase; the new one waits in this session until it was written down."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        insist(actor, proven)
        put_slot(actor.person, KeySlot.RECOVERY, slot)
        Person.objects.filter(pk=actor.person.pk).update(recovery_confirmed=False)
        Session.objects.filter(person=actor.person).update(phrase_sealed=None)
        hold_phrase(actor.keys, actor.session_id, phrase)
        trace(actor, Action.ACCOUNT_CHANGE, actor.person, reason="recovery")


def confirm_recovery_phrase(*, actor: Actor, words: Sequence[str]) -> list[int]:
    """Check the three words and, if right, forget the phrase for good; returns the wrong positions.

    Raises NothingToConfirm.
    """
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        phrase = waiting_phrase(actor)
        if phrase is None:
            raise NothingToConfirm
        asked = zip(phrase_positions(actor), words, strict=True)
        wrong = [place for place, typed in asked if not same_word(typed, phrase.split()[place - 1])]
        if not wrong:
            Session.objects.filter(person=actor.person).update(phrase_sealed=None)
            Person.objects.filter(pk=actor.person.pk).update(recovery_confirmed=True)
            trace(actor, Action.ACCOUNT_CHANGE, actor.person, reason="recovery-kept")
        return wrong


def start_code_app(*, actor: Actor, secret: str, code: str) -> None:
    """From now on sign-in asks for a code of this secret; raises NotRight when `code` is not of it."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        step = matching_step(secret, code, now())
        if step is None:
            raise NotRight
        use_step(actor.person, step)
        Person.objects.filter(pk=actor.person.pk).update(totp_sealed=actor.keys.seal_own("totp", secret))
        trace(actor, Action.ACCOUNT_CHANGE, actor.person, reason="code-app-on")


def stop_code_app(*, actor: Actor, proven: Proven) -> None:
    """Sign-in asks for no code any more."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        insist(actor, proven)
        Person.objects.filter(pk=actor.person.pk).update(totp_sealed=None)
        trace(actor, Action.ACCOUNT_CHANGE, actor.person, reason="code-app-off")


def change_look(*, actor: Actor, language: str, theme: str, time_zone: str) -> None:
    """Keep the language, the theme and the time zone of the person's pages; raises ValueError for others."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        if (
            language not in CODES
            or theme not in THEMES
            or time_zone not in {"auto", *zoneinfo.available_timezones()}
        ):
            raise ValueError("not a choice")
        Person.objects.filter(pk=actor.person.pk).update(language=language, theme=theme, time_zone=time_zone)


def change_language(*, actor: Actor, code: str) -> None:
    """Keep the language chosen by the switch on every page."""
    require(actor, Action.ACCOUNT_CHANGE, actor.person)
    Person.objects.filter(pk=actor.person.pk).update(language=code)


def end_session(*, actor: Actor, session: Session) -> None:
    """End one of the person's sessions: its cookie opens nothing from now on."""
    with transaction.atomic():
        require(actor, Action.SESSION_END, session)
        sessions.end(Session.objects.filter(pk=session.pk))


def end_other_sessions(*, actor: Actor) -> int:
    """End all of the person's sessions but this one; returns how many there were."""
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        return sessions.end_sessions_of(actor.person.pk, but=actor.session_id)
