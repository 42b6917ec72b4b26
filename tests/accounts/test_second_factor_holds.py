"""No way in past the code app: neither by the repeat of a recovery nor by the repeat of a sign-up."""

import uuid
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.logic.codes import code_secret
from muruna.accounts.models import Person, Session
from muruna.foundation.vault import new_recovery_phrase
from tests.accounts.conftest import OTHER_PASSPHRASE, PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db


def use_code_app(visitor: Visitor) -> None:
    secret = visitor.actor.keys.seal_own("totp", code_secret(b"x" * 20))
    Person.objects.filter(pk=visitor.actor.person.pk).update(totp_sealed=secret)


def recover(client: Client, **typed: str) -> Any:
    data = {"handle": "River Stone", "phrase": new_recovery_phrase("en"), "passphrase": PASSPHRASE}
    return client.post("/way-back/", data | {"again": PASSPHRASE} | typed)


def test_the_key_of_another_sending_opens_no_way_back(river: Visitor, another: Visitor) -> None:
    """Whoever knows the passphrase alone sends wrong words with a key of their own that was used before."""
    use_code_app(river)
    Session.objects.all().delete()
    key = str(uuid.uuid4())
    assert another.sign_in(handle="Kite", passphrase=OTHER_PASSPHRASE, key=key).status_code == 303

    answer = recover(Client(), key=key)

    assert answer.status_code == 422
    assert "s" not in answer.cookies
    assert not Session.objects.filter(person__handle_digest=river_digest()).exists()


def test_the_key_of_ones_own_sign_in_opens_no_way_back(river: Visitor) -> None:
    key = str(uuid.uuid4())
    assert river.sign_in(key=key).status_code == 303
    use_code_app(river)
    Session.objects.all().delete()

    assert recover(Client(), key=key).status_code == 422
    assert not Session.objects.exists()


def test_a_sign_up_that_is_sent_again_asks_for_no_less_than_sign_in(visitor: Visitor) -> None:
    key = str(uuid.uuid4())
    assert visitor.sign_up(key=key).status_code == 303
    use_code_app(visitor)
    Session.objects.all().delete()

    assert Visitor(Client()).sign_up(key=key).status_code == 422
    assert not Session.objects.exists()


def river_digest() -> bytes:
    from muruna.accounts.proving import handle_digest

    return handle_digest("River Stone")
