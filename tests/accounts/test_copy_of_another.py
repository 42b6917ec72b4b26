"""Two people on one device: deleting an account takes its own copy from the browser, and nobody else's."""

import uuid
from typing import Any

import pytest

from muruna.accounts.device import COPY_COOKIE, owner_mark
from muruna.accounts.models import Person
from tests.accounts.conftest import PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db
ALL = '"cache", "cookies", "storage"'


def delete(who: Visitor, owner: str, key: str) -> Any:
    page = who.get("/account/delete/") if who.cookie() else ""
    assert not page or who.hidden(page, "owner") == owner
    words = {"current": PASSPHRASE, "understood": "on", "key": key, "owner": owner}
    return who.client.post("/account/delete/", words)


@pytest.mark.parametrize("whose", ["own", "another's", "nobody's"])
def test_deleting_an_account_leaves_the_copy_of_another(river: Visitor, whose: str) -> None:
    owner, key = owner_mark(river.actor), str(uuid.uuid4())
    if whose != "nobody's":
        river.client.cookies[COPY_COOKIE] = owner if whose == "own" else "f" * 32

    for _sent_twice in range(2):
        answer = delete(river, owner, key)

        assert answer.status_code == 200
        assert answer["Clear-Site-Data"] == ('"cache"' if whose == "another's" else ALL)
        assert ("somebody else keeps" in answer.text) == (whose == "another's")
        assert (COPY_COOKIE in answer.cookies) == (whose != "another's")
    assert not Person.objects.exists()
