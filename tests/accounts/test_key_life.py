"""S5: whatever a person does with their locks, the right ones open the same keys, the wrong ones none."""

import datetime as dt
import secrets
import uuid
from typing import Any

import pyotp
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from muruna.accounts import phrases, sessions
from muruna.accounts.actions import changing
from muruna.accounts.actions.signing_in import recover, sign_in, sign_out
from muruna.accounts.actions.signing_up import sign_up
from muruna.accounts.keyring import container_key, drop_reader, start_container
from muruna.accounts.logic.codes import code_secret
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import Person
from muruna.accounts.proving import NotRight, prove_passphrase
from muruna.foundation import limits
from muruna.foundation.clock import stopped_at
from muruna.foundation.vault import CannotOpen

PASSPHRASES = tuple(
    f"{word} kettle orchid violin thunder maple" for word in ("amber", "copper", "silver", "jade")
)
START = dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC)


class KeyLife(RuleBasedStateMachine):
    """One person, what should open their keys, and everything that opened them once."""

    @initialize()
    def begin(self) -> None:
        self.moment = START
        self.handle = f"river {uuid.uuid4().hex}"
        self.passphrase, self.code_secret = PASSPHRASES[0], None
        self.old_phrases: list[str] = []
        self.live: list[str] = []
        self.dead: list[str] = []
        cookie = sign_up(
            handle=self.handle, passphrase=self.passphrase, language="en", sending=uuid.uuid4(), address=""
        )
        self.live.append(cookie)
        actor = self.actor()
        self.root = actor.keys.root
        self.container = uuid.uuid4()
        self.content_key = start_container(self.container, [actor.person])
        self.phrase = str(phrases.waiting_phrase(actor))

    def actor(self) -> Any:
        with stopped_at(self.moment):
            opened = sessions.open_session(self.live[-1])
        assert opened
        return actor_of(opened[0].person, opened[1], opened[0].pk)

    def tick(self) -> None:
        limits.limiter._tries.clear()
        self.moment += dt.timedelta(seconds=90)

    def code(self) -> str:
        return pyotp.TOTP(self.code_secret).at(self.moment) if self.code_secret else ""

    def only(self, cookie: str) -> None:
        self.dead += [one for one in self.live if one != cookie]
        self.live = [cookie]

    @rule()
    def come_in(self) -> None:
        self.tick()
        with stopped_at(self.moment):
            self.live.append(
                sign_in(handle=self.handle, passphrase=self.passphrase, code=self.code(),
                        sending=uuid.uuid4(), address="")
            )  # fmt: skip

    @rule(wrong=st.sampled_from(PASSPHRASES))
    def try_another_passphrase(self, wrong: str) -> None:
        self.tick()
        if wrong != self.passphrase:
            with stopped_at(self.moment), pytest.raises(NotRight):
                sign_in(
                    handle=self.handle, passphrase=wrong, code=self.code(), sending=uuid.uuid4(), address=""
                )

    @rule(new=st.sampled_from(PASSPHRASES))
    def change_passphrase(self, new: str) -> None:
        self.tick()
        with stopped_at(self.moment):
            actor = self.actor()
            proven = prove_passphrase(actor, self.passphrase)
            slot = phrases.prepare_passphrase(proven, new)
            changing.change_passphrase(actor=actor, proven=proven, slot=slot)
        self.passphrase = new
        self.only(self.live[-1])

    @rule(new=st.sampled_from(PASSPHRASES), drop=st.booleans())
    def come_back_by_the_twelve_words(self, new: str, drop: bool) -> None:
        self.tick()
        with stopped_at(self.moment):
            cookie = recover(handle=self.handle, phrase=self.phrase, passphrase=new, drop_code_app=drop,
                             sending=uuid.uuid4(), address="")  # fmt: skip
        self.old_phrases.append(self.phrase)
        self.only(cookie)
        self.phrase, self.passphrase = str(phrases.waiting_phrase(self.actor())), new
        self.code_secret = None if drop else self.code_secret

    @precondition(lambda self: self.old_phrases)
    @rule(new=st.sampled_from(PASSPHRASES))
    def try_spent_words(self, new: str) -> None:
        self.tick()
        with stopped_at(self.moment), pytest.raises(NotRight):
            recover(handle=self.handle, phrase=self.old_phrases[-1], passphrase=new, drop_code_app=True,
                    sending=uuid.uuid4(), address="")  # fmt: skip

    @rule()
    def turn_the_code_app_on_or_off(self) -> None:
        self.tick()
        with stopped_at(self.moment):
            actor = self.actor()
            if self.code_secret is None:
                self.code_secret = code_secret(secrets.token_bytes(20))
                changing.start_code_app(actor=actor, secret=self.code_secret, code=self.code())
            else:
                with pytest.raises(NotRight):
                    sign_in(handle=self.handle, passphrase=self.passphrase, code="", sending=uuid.uuid4(),
                            address="")  # fmt: skip
                changing.stop_code_app(actor=actor, proven=prove_passphrase(actor, self.passphrase))
                self.code_secret = None

    @precondition(lambda self: len(self.live) > 1)
    @rule()
    def sign_out_of_the_first(self) -> None:
        with stopped_at(self.moment):
            opened = sessions.open_session(self.live[0])
        assert opened
        sign_out(actor=actor_of(opened[0].person, opened[1], opened[0].pk))
        self.dead.append(self.live.pop(0))

    @rule()
    def share_and_stop_sharing(self) -> None:
        actor = self.actor()
        other = uuid.uuid4()
        start_container(other, [actor.person])
        drop_reader(other, actor.person)
        with pytest.raises(CannotOpen):
            container_key(actor, other)

    @invariant()
    def the_right_cookies_open_the_same_keys_and_dead_ones_nothing(self) -> None:
        if not getattr(self, "live", None):
            return
        with stopped_at(self.moment):
            for cookie in self.live:
                opened = sessions.open_session(cookie)
                assert opened
                assert opened[1].root == self.root
            assert [cookie for cookie in self.dead if sessions.open_session(cookie)] == []
        assert container_key(self.actor(), self.container) == self.content_key
        assert Person.objects.filter(pk=self.actor().person.pk).count() == 1


KeyLife.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.mark.django_db
def test_no_order_of_steps_loses_or_leaks_a_key() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(KeyLife, settings=KeyLife.TestCase.settings)


@pytest.mark.django_db
def test_the_machine_notices_a_session_that_outlives_its_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    # The planted fault: a change of passphrase that ends no session.
    monkeypatch.setattr(sessions, "end_sessions_of", lambda person_id, but=None: 0)

    machine = KeyLife()
    machine.begin()
    machine.come_in()
    machine.change_passphrase(new=PASSPHRASES[1])

    with pytest.raises(AssertionError):
        machine.the_right_cookies_open_the_same_keys_and_dead_ones_nothing()
