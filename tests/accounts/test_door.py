"""Signing up and coming in: once, quietly, and without losing what was typed."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from muruna.accounts import sessions
from muruna.accounts.landing import home
from muruna.accounts.models import KeySlot, Person, Session
from muruna.foundation import limits
from muruna.foundation.vault import slots
from tests.accounts.conftest import OTHER_PASSPHRASE, PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db
LETTERS = re.compile(r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*')


def _alike(html: str) -> str:
    return LETTERS.sub(r"\1", html)


def test_sign_up_opens_an_account_with_three_slots_that_look_alike(visitor: Visitor) -> None:
    answer = visitor.sign_up()

    person = Person.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, "/account/words/")
    assert b"river" not in bytes(person.handle_sealed).lower()
    assert {slot.kind for slot in person.slots.all()} == set(KeySlot.KINDS)
    assert len({(len(s.salt), len(s.verifier), len(s.wrapped)) for s in person.slots.all()}) == 1


def test_sign_up_takes_the_six_words_that_it_offered(visitor: Visitor) -> None:
    words = visitor.hidden(visitor.get("/start/"), "offered")
    assert visitor.sign_up(offered=words, passphrase="", again="", written="on").status_code == 303

    visitor.client.post("/out/")

    assert visitor.sign_in(passphrase=words).status_code == 303


def test_six_other_words_keep_the_name_that_was_typed(visitor: Visitor) -> None:
    before = visitor.hidden(visitor.get("/start/"), "offered")

    html = visitor.client.post("/start/", {"another": "1", "handle": "River Stone"}).content.decode()

    assert visitor.hidden(html, "offered") != before
    assert 'value="River Stone"' in html
    assert visitor.get("/start/words/") != visitor.get("/start/words/")


def test_six_words_must_be_written_down(visitor: Visitor) -> None:
    html = visitor.get("/start/")
    words = visitor.hidden(html, "offered")

    answer = visitor.sign_up(offered=words, passphrase="", again="")

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [
        ("short words", "at least 15 characters"),
        ("passwordpassword", "easy to guess"),
        ("River StoneRiver Stone", "easy to guess"),
    ],
)
def test_a_weak_passphrase_is_refused_in_words(visitor: Visitor, passphrase: str, sentence: str) -> None:
    answer = visitor.sign_up(passphrase=passphrase, again=passphrase)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert passphrase not in answer.content.decode()


def test_two_different_passphrases_are_refused(visitor: Visitor) -> None:
    assert visitor.sign_up(again=OTHER_PASSPHRASE).status_code == 422


@pytest.mark.parametrize("handle", ["", "x", "y" * 41, "\u200f\u200f", "--", "   "])
def test_a_name_that_will_not_do_is_refused(visitor: Visitor, handle: str) -> None:
    assert visitor.sign_up(handle=handle).status_code == 422
    assert not Person.objects.exists()


def test_the_same_name_typed_otherwise_is_taken(river: Visitor) -> None:
    someone = Visitor(Client(), handle="  RIVER   ｓtone ", passphrase=OTHER_PASSPHRASE)

    answer = someone.sign_up()

    assert answer.status_code == 422
    assert "choose another name" in answer.content.decode()
    assert Person.objects.count() == 1


def test_the_recovery_phrase_is_shown_until_three_words_come_back(river: Visitor) -> None:
    words = re.findall(r"<li><bdi>([a-z]+)</bdi></li>", river.get("/account/words/"))
    assert len(words) == 12
    html = river.get("/account/words/check/")
    asked = [int(n) for n in re.findall(r'name="word_(\d+)"', html)]
    assert len(asked) == 3

    wrong = river.client.post("/account/words/check/", _words(html, river, {n: "zzz" for n in asked}))
    assert wrong.status_code == 422
    right = river.client.post("/account/words/check/", _words(html, river, {n: words[n - 1] for n in asked}))

    assert right.status_code == 303
    assert Person.objects.get().recovery_confirmed
    assert Session.objects.get().phrase_sealed is None
    assert words[0] + "</bdi>" not in river.get("/account/words/")


def _words(html: str, visitor: Visitor, typed: dict[int, str]) -> dict[str, str]:
    return {"key": visitor.hidden(html, "key"), **{f"word_{n}": word for n, word in typed.items()}}


def test_only_the_session_that_made_the_phrase_shows_it(river: Visitor) -> None:
    elsewhere = Visitor(Client())
    elsewhere.sign_in()

    html = elsewhere.get("/account/words/")

    assert "<li><bdi>" not in html
    assert "not written your twelve words down" in html


def test_sign_in_opens_the_same_keys_in_a_fresh_session(river: Visitor) -> None:
    root, before = river.actor.keys.root, river.cookie()

    answer = river.sign_in()

    assert answer.status_code == 303
    assert river.actor.keys.root == root
    assert river.cookie() != before
    assert sessions.open_session(before) is None
    assert Session.objects.count() == 1


def test_sign_in_leads_to_the_page_that_was_asked_for_and_nowhere_else(river: Visitor) -> None:
    assert river.sign_in(next="/account/kept/")["Location"] == "/account/kept/"
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org"):
        assert river.sign_in(next=elsewhere)["Location"] == home()


def test_whoever_comes_in_at_the_door_of_somebody_else_s_page_lands_at_home(another: Visitor) -> None:
    """On a shared phone; a page that is not there and one of somebody else are not told apart."""
    shared = Visitor(Client(), handle=another.handle, passphrase=another.passphrase)

    for place in ("/nowhere/", "/s/somewhere/", f"/s/somewhere/talks/{uuid.uuid4()}/"):
        landed = shared.client.get(shared.sign_in(next=place)["Location"])
        assert (landed.status_code, landed.get("Location")) == (302, home())
        assert shared.client.get(home()).status_code == 200
        assert shared.client.get(place).status_code == 404  # asked for from within, it says so


def test_whoever_lands_where_no_page_is_to_be_read_lands_at_home(river: Visitor) -> None:
    landed = river.client.get(river.sign_in(next="/language/")["Location"])

    assert (landed.status_code, landed.get("Location")) == (302, home())
    assert river.client.get("/language/").status_code == 405  # asked for from within, it says so


def test_a_page_of_one_s_own_opens_and_what_is_looked_for_later_is_said_to_be_missing(river: Visitor) -> None:
    landed = river.client.get(river.sign_in(next="/account/kept/")["Location"])

    assert landed.status_code == 200
    assert river.client.get("/nowhere/").status_code == 404


def test_an_unknown_name_looks_and_works_like_a_known_one(
    river: Visitor, monkeypatch: pytest.MonkeyPatch, query_count: Any
) -> None:
    stretched: list[bytes] = []
    real = slots.stretched
    monkeypatch.setattr(
        slots, "stretched", lambda secret, salt: (stretched.append(salt), real(secret, salt))[1]
    )
    pages, counts, queries = [], [], []
    for handle in ("River Stone", "River Sting"):
        visitor = Visitor(Client(), handle=handle)
        stretched.clear()
        answers: list[Any] = []
        queries.append(query_count(lambda v=visitor, a=answers: a.append(v.sign_in(passphrase="x" * 20))))
        counts.append(len(stretched))
        pages.append(_alike(answers[0].content.decode()).replace(handle, "?"))
        assert answers[0].status_code == 422

    assert pages[0] == pages[1]
    assert counts == [1, 1]
    assert queries[0] == queries[1]


def test_many_tries_mean_a_wait_told_in_seconds_and_never_a_lock(
    river: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(limits.limiter, "clock", lambda: clock[0])
    for _ in range(5):
        assert river.sign_in(passphrase="wrong wrong wrong").status_code == 422

    answer = river.sign_in()

    assert answer.status_code == 429
    assert answer["Retry-After"] == "2"
    assert "Please wait 2 seconds" in answer.content.decode()
    assert 'value="River Stone"' in answer.content.decode()
    assert PASSPHRASE not in answer.content.decode()
    clock[0] += 61
    assert river.sign_in().status_code == 303


def test_no_address_reaches_the_database(river: Visitor) -> None:
    river.client.post("/come-in/", {"handle": "x"}, REMOTE_ADDR="203.0.113.77")

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert "203.0.113" not in repr(cursor.fetchall())


def test_sign_out_and_exit_end_the_session_and_wipe_the_browser(river: Visitor) -> None:
    old = river.cookie()
    answer = river.client.post("/exit/", headers={"Sec-Fetch-Site": "same-origin"})

    assert (answer.status_code, answer["Location"]) == (303, "https://www.wikipedia.org")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert sessions.open_session(old) is None
    river.sign_in()
    old = river.cookie()
    assert river.client.post("/out/").status_code == 303
    assert sessions.open_session(old) is None


def test_no_cookie_tells_after_signing_out_that_somebody_was_signed_in(river: Visitor, settings: Any) -> None:
    Person.objects.update(theme="dark")
    river.sign_in()
    river.get("/me/")
    jar = river.client.cookies
    before = {name for name, morsel in jar.items() if morsel.value}
    ages = {name: morsel["max-age"] for name, morsel in jar.items() if morsel.value}

    river.client.post("/out/")

    assert {sessions.COOKIE, settings.CSRF_COOKIE_NAME, "theme"} <= before
    assert set(ages.values()) == {""}, ages  # each goes when the browser closes, too
    assert [name for name, morsel in jar.items() if morsel.value] == []


def test_another_site_cannot_press_exit(river: Visitor) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        assert river.client.post("/exit/", headers=headers).status_code == 200
    assert sessions.open_session(river.cookie()) is not None


@pytest.mark.django_db(transaction=True)
def test_the_same_sign_up_five_times_at_once_is_one_account_and_one_cookie() -> None:
    page = Visitor(Client())
    html = page.get("/start/")
    data = {
        "key": page.hidden(html, "key"),
        "handle": page.handle,
        "offered": page.hidden(html, "offered"),
        "passphrase": PASSPHRASE,
        "again": PASSPHRASE,
    }

    def send(_: int) -> tuple[int, str]:
        client = Client()
        try:
            answer = client.post("/start/", data)
            return answer.status_code, client.cookies[sessions.COOKIE].value
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(send, range(5)))

    assert Person.objects.count() == Session.objects.count() == 1
    assert {status for status, _ in answers} == {303}
    assert len({cookie for _, cookie in answers}) == 1
    assert sessions.open_session(answers[0][1]) is not None


def test_the_same_key_with_another_passphrase_is_told_so(river: Visitor) -> None:
    key = str(uuid.uuid4())
    first = Visitor(Client(), handle="Kite")
    assert first.sign_up(key=key).status_code == 303

    again = Visitor(Client(), handle="Kite").sign_up(
        key=key, passphrase=OTHER_PASSPHRASE, again=OTHER_PASSPHRASE
    )

    assert again.status_code == 422
    assert "sent before" in again.content.decode()


def test_a_sign_in_sent_again_after_signing_out_never_revives_the_old_cookie(river: Visitor) -> None:
    key = str(uuid.uuid4())
    river.sign_in(key=key)
    old = river.cookie()
    river.client.post("/out/")

    river.sign_in(key=key)

    assert river.cookie() != old
    assert sessions.open_session(old) is None
