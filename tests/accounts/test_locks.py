"""What opens an account: passphrase, twelve words, code app; and what opens nothing any more."""

import datetime as dt
import re
import uuid
from typing import Any

import pyotp
import pytest
from django.test import Client

from muruna.access import Action, visible
from muruna.accounts import sessions
from muruna.accounts.models import Person, Session
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.vault import CannotOpen
from tests.accounts.conftest import OTHER_PASSPHRASE, PASSPHRASE, REAL_COST, Visitor

pytestmark = pytest.mark.django_db


def test_the_real_cost_is_high() -> None:
    assert REAL_COST == (64 * 1024, 3)


def _post(visitor: Visitor, path: str, **data: str) -> Any:
    return visitor.client.post(path, {"key": str(uuid.uuid4()), **data})


def _change(visitor: Visitor, **changes: str) -> Any:
    data = {"current": PASSPHRASE, "passphrase": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE} | changes
    return _post(visitor, "/account/passphrase/", **data)


def _words(visitor: Visitor) -> str:
    return " ".join(re.findall(r"<li><bdi>([^<]+)</bdi></li>", visitor.get("/account/words/")))


def _code_app_on(visitor: Visitor) -> str:
    html = visitor.get("/account/code-app/")
    secret = re.search(r'id="secret"[^>]*>([A-Z2-7 ]+)<', html)
    assert secret
    plain = secret[1].replace(" ", "")
    sealed = visitor.hidden(html, "secret_sealed")
    answer = _post(visitor, "/account/code-app/", code=pyotp.TOTP(plain).at(now()), secret_sealed=sealed)
    assert answer.status_code == 303
    return plain


def test_a_new_passphrase_opens_the_same_keys_and_ends_other_sessions(river: Visitor) -> None:
    root = river.actor.keys.root
    elsewhere = Visitor(Client())
    elsewhere.sign_in()

    assert _change(river).status_code == 303

    assert sessions.open_session(elsewhere.cookie()) is None
    assert river.sign_in().status_code == 422
    assert river.sign_in(passphrase=OTHER_PASSPHRASE).status_code == 303
    assert river.actor.keys.root == root


def test_a_change_sent_again_gets_the_same_answer_and_another_body_does_not(river: Visitor) -> None:
    key = str(uuid.uuid4())
    assert _change(river, key=key).status_code == 303

    assert _change(river, key=key).status_code == 303
    assert _change(river, key=key, passphrase="x" * 9, again="x" * 9).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"current": "not my passphrase"},
        {"passphrase": "short", "again": "short"},
        {"again": "something else entirely"},
        {"current": ""},
    ],
)
def test_a_change_that_will_not_do_changes_nothing(river: Visitor, changes: dict[str, str]) -> None:
    answer = _change(river, **changes)

    assert answer.status_code == 422
    assert PASSPHRASE not in answer.content.decode()
    assert river.sign_in().status_code == 303


def test_the_twelve_words_set_a_new_passphrase_once(river: Visitor) -> None:
    words, root, old = _words(river), river.actor.keys.root, river.cookie()
    elsewhere = Visitor(Client())
    data = {
        "key": str(uuid.uuid4()), "handle": "River Stone", "phrase": "  " + words.upper() + " ",
        "passphrase": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE,
    }  # fmt: skip

    assert elsewhere.client.post("/way-back/", data).status_code == 303
    first = elsewhere.cookie()
    assert Visitor(Client()).client.post("/way-back/", data).status_code == 303  # the line was cut
    again = Visitor(Client()).client.post("/way-back/", data | {"key": str(uuid.uuid4())})

    assert elsewhere.actor.keys.root == root
    assert sessions.open_session(old) is None
    assert sessions.open_session(first) is not None
    assert again.status_code == 422  # the old words are spent
    assert _words(elsewhere) not in ("", words)
    assert not Person.objects.get().recovery_confirmed


CARELESS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def test_in_arabic_the_twelve_words_are_arabic_and_open_however_they_are_spelt(db: None) -> None:
    visitor = Visitor(Client(headers={"accept-language": "ar"}))
    visitor.sign_up()
    words, root = _words(visitor), visitor.actor.keys.root
    assert re.fullmatch("([ء-ي]{3,7} ){11}[ء-ي]{3,7}", words)
    assert '<ol class="words" dir="rtl">' in visitor.get("/account/words/")
    asked = [int(n) for n in re.findall(r'name="word_(\d+)"', visitor.get("/account/words/check/"))]
    typed = {f"word_{n}": words.split()[n - 1].translate(CARELESS) for n in asked}
    assert _post(visitor, "/account/words/check/", **typed).status_code == 303

    elsewhere = Visitor(Client())
    answer = _post(elsewhere, "/way-back/", handle="River Stone", phrase=words.translate(CARELESS),
                   passphrase=OTHER_PASSPHRASE, again=OTHER_PASSPHRASE)  # fmt: skip

    assert answer.status_code == 303
    assert elsewhere.actor.keys.root == root


def test_english_words_of_somebody_who_reads_arabic_go_on_opening(river: Visitor) -> None:
    words, root = _words(river), river.actor.keys.root
    assert '<ol class="words" dir="ltr">' in river.get("/account/words/")
    Person.objects.update(language="ar")
    elsewhere = Visitor(Client(headers={"accept-language": "ar"}))

    answer = _post(elsewhere, "/way-back/", handle="River Stone", phrase=words,
                   passphrase=OTHER_PASSPHRASE, again=OTHER_PASSPHRASE)  # fmt: skip

    assert words.isascii()
    assert answer.status_code == 303
    assert elsewhere.actor.keys.root == root


def test_words_that_cannot_be_a_phrase_are_told_apart_from_wrong_ones(river: Visitor) -> None:
    words = _words(river).split()
    cases = {
        "only three words": "has twelve words",
        " ".join([*words[:11], "zzzz"]): "Word number 12",
        " ".join([words[1], words[0], *words[2:]]): "fit together",
    }
    for phrase, sentence in cases.items():
        answer = _post(Visitor(Client()), "/way-back/", handle="River Stone", phrase=phrase,
                       passphrase=OTHER_PASSPHRASE, again=OTHER_PASSPHRASE)  # fmt: skip
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_a_new_phrase_needs_the_passphrase_and_replaces_the_old(river: Visitor) -> None:
    old = _words(river)

    assert _post(river, "/account/words/new/", current="not my passphrase").status_code == 422
    assert _post(river, "/account/words/new/", current=PASSPHRASE).status_code == 303

    assert _words(river) not in ("", old)


def test_a_code_works_once_and_then_never_again(river: Visitor) -> None:
    moment = now() + dt.timedelta(minutes=5)
    secret = _code_app_on(river)
    code = pyotp.TOTP(secret).at(moment)
    with stopped_at(moment):
        assert river.sign_in(code="").status_code == 422
        assert river.sign_in(code="000000" if code != "000000" else "111111").status_code == 422
        assert river.sign_in(code=f"{code[:3]} {code[3:]}").status_code == 303
        assert Visitor(Client()).sign_in(code=code).status_code == 422
    with stopped_at(moment + dt.timedelta(seconds=60)):
        assert Visitor(Client()).sign_in(code=code).status_code == 422


def test_a_sign_in_with_a_code_sent_twice_is_one_session_and_no_error(river: Visitor) -> None:
    moment = now() + dt.timedelta(minutes=5)
    code = pyotp.TOTP(_code_app_on(river)).at(moment)
    key = str(uuid.uuid4())
    twice = [Visitor(Client()), Visitor(Client())]
    with stopped_at(moment):
        assert [v.sign_in(code=code, key=key).status_code for v in twice] == [303, 303]

    assert twice[0].cookie() == twice[1].cookie()
    assert Session.objects.count() == 2  # river's own, and the one that was asked for twice


def test_the_code_app_is_turned_off_by_the_passphrase_or_when_asked_in_recovery(river: Visitor) -> None:
    words = _words(river)
    _code_app_on(river)
    assert _post(river, "/account/code-app/", current="not my passphrase").status_code == 422
    assert _post(river, "/account/code-app/", current=PASSPHRASE).status_code == 303
    assert Person.objects.get().totp_sealed is None
    Person.objects.update(totp_last_step=0)
    _code_app_on(river)

    recovery = {"handle": "River Stone", "passphrase": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE}
    _post(river, "/way-back/", phrase=words, **recovery)
    assert Person.objects.get().totp_sealed is not None
    _post(river, "/way-back/", phrase=_words(river), drop_code_app="on", **recovery)
    assert Person.objects.get().totp_sealed is None


def test_a_wrong_code_turns_nothing_on(river: Visitor) -> None:
    html = river.get("/account/code-app/")

    answer = _post(river, "/account/code-app/", code="12", secret_sealed=river.hidden(html, "secret_sealed"))
    spoiled = _post(river, "/account/code-app/", code="123456", secret_sealed="AAAA")

    assert (answer.status_code, spoiled.status_code) == (422, 422)
    assert Person.objects.get().totp_sealed is None


def test_an_idle_session_opens_nothing_and_its_row_is_gone(river: Visitor) -> None:
    old = river.cookie()
    with stopped_at(now() + dt.timedelta(hours=13)):
        assert river.client.get("/account/").status_code == 401
        assert sessions.open_session(old) is None
    assert not Session.objects.exists()


def test_a_ban_ends_every_session_of_a_person(river: Visitor) -> None:
    old = river.cookie()

    assert sessions.end_sessions_of(river.actor.person.pk) == 1

    assert sessions.open_session(old) is None


def test_neither_cookie_nor_row_alone_opens_the_root_key(river: Visitor, another: Visitor) -> None:
    selector, secret = (river.cookie() or "").split(".")
    _, others_secret = (another.cookie() or "").split(".")

    assert sessions.open_session(f"{selector}.{others_secret}") is None
    row = Session.objects.get(person=river.actor.person)
    root = river.actor.keys.root
    assert root not in bytes(row.root_sealed)
    assert secret.encode() not in bytes(row.root_sealed) + bytes(row.selector)
    with pytest.raises(CannotOpen):
        another.actor.keys.open_own("handle", river.actor.person.handle_sealed)


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(river: Visitor, another: Visitor) -> None:
    elsewhere, third = Visitor(Client()), Visitor(Client())
    elsewhere.sign_in(), third.sign_in()
    html = river.get("/account/devices/")
    assert html.count("This one, here") == 1
    assert html.count("Another one") == 2

    assert _post(river, "/account/devices/", which=str(elsewhere.actor.session_id)).status_code == 303
    assert sessions.open_session(elsewhere.cookie()) is None
    foreign = _post(river, "/account/devices/", which=str(another.actor.session_id))
    assert foreign.status_code == 404
    assert _post(river, "/account/devices/", which="nonsense").status_code in (404, 422)
    assert _post(river, "/account/devices/", which="others").status_code == 303

    assert sessions.open_session(third.cookie()) is None
    assert sessions.open_session(another.cookie()) is not None
    assert list(visible(river.actor, Action.SESSION_END, Session)) == [
        Session.objects.get(person=river.actor.person)
    ]
