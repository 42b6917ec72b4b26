"""Whatever is typed or sent, the answer is a sentence and never a fault of ours."""

import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client

from muruna.accounts import sessions
from muruna.accounts.models import Person
from muruna.foundation import limits
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db
BAD = {
    "empty": "",
    "long": "a" * 100_000,
    "nul": "a\x00b\x00c",
    "controls": "".join(map(chr, range(1, 32))),
    "emoji": "🦊🏳️‍🌈👩🏽‍🚀" * 30,
    "mixed": "abc \u202e מעורב \u2066 مختلط 123 \u202d" * 20,
    "half a character": "\ud83d",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%(name)s",
    "sql": "'; DROP TABLE accounts_person; --",
}
FORMS = {
    "/start/": ["handle", "passphrase", "again", "offered"],
    "/come-in/": ["handle", "passphrase", "code", "resume", "next"],
    "/way-back/": ["handle", "phrase", "passphrase", "again"],
    "/account/": ["language", "theme", "time_zone"],
    "/account/passphrase/": ["current", "passphrase", "again"],
    "/account/words/new/": ["current"],
    "/account/words/check/": [],
    "/account/code-app/": ["code", "secret_sealed", "next", "resume"],
    "/account/devices/": ["which"],
    "/account/blocked/": ["which"],
    "/account/kept/": ["which"],
    "/account/copy/": ["shape"],
    "/account/delete/": ["current", "understood"],
}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("kind", BAD)
def test_bad_words_in_every_field_get_a_sentence(river: Visitor, path: str, kind: str) -> None:
    fields = {name: BAD[kind] for name in FORMS[path]}
    for key in (str(uuid.uuid4()), BAD[kind]):
        limits.limiter._tries.clear()

        body = urlencode({**fields, "key": key, "for": BAD[kind]}, errors="surrogatepass")
        answer = river.client.post(path, body, content_type="application/x-www-form-urlencoded")

        assert 400 <= answer.status_code < 500, answer
        html = answer.content.decode()
        assert 'lang="en"' in html
        assert "<script>alert" not in html
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "cookie", ["", "x", "." * 66, "é" * 66, "a" * 22 + "." + "b" * 43, "\x00", "a" * 9000]
)
def test_a_bad_cookie_is_nobody(db: None, cookie: str) -> None:
    client = Client()
    client.cookies[sessions.COOKIE] = cookie

    assert client.get("/account/").status_code == 401
    assert client.post("/account/kept/", {"body": "x"}).status_code == 401


def test_a_sentence_stands_beside_what_was_typed(db: None) -> None:
    html = Visitor(Client(), handle="x").sign_up().content.decode()

    assert "Please use at least 2 letters or numbers." in html
    assert 'value="x"' in html
