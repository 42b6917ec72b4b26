"""Words sent too late come back to whoever wrote them, and to nobody else."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest
from django.test import Client

from muruna.accounts.middleware import mark_of
from muruna.accounts.models import Session
from muruna.foundation.clock import now, stopped_at
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db
WORDS = "I wrote this for an hour.\nسطر ثانٍ <b>&amp; more</b>"
PLACE = "/account/kept/?page=2"


def _late(visitor: Visitor, client: Client | None = None, **changes: str) -> str:
    """The door's page after a form came too late."""
    fields = {
        "csrfmiddlewaretoken": "x", "key": str(uuid.UUID(int=7)), "for": visitor.actor.mark, "body": WORDS,
        "kind": "note", "current": "never to be carried around",
    }  # fmt: skip
    fields |= changes
    Session.objects.all().delete()
    answer = (client or visitor.client).post(PLACE, fields)
    assert answer.status_code == 401
    return answer.content.decode()


def test_words_sent_after_the_session_ended_come_back_with_the_same_key(river: Visitor) -> None:
    html = _late(river)
    assert "What you wrote is not lost" in html
    assert "I wrote this" not in html

    answer = river.sign_in(resume=river.hidden(html, "resume"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS.replace("\n", "\r\n") in unescape(page) or WORDS in unescape(page)
    assert f'action="{PLACE}"' in page
    assert river.hidden(page, "key") == str(uuid.UUID(int=7))
    assert river.hidden(page, "kind") == "note"
    assert "never to be carried" not in page


def test_a_page_that_has_secrets_alone_says_so(river: Visitor) -> None:
    page = river.get("/account/delete/")

    assert river.hidden(page, "in-secret") == "current"
    assert 'name="in-words"' not in page


def test_a_short_word_is_carried_too(river: Visitor) -> None:
    html = _late(river, body="Sam", **{"in-words": "body"})

    page = river.sign_in(resume=river.hidden(html, "resume")).content.decode()

    assert re.search(r'<textarea[^>]* name="body"[^>]*>\s*Sam</textarea>', page)


@pytest.mark.parametrize("letter", ["a", "س", "字", "🌸"])
def test_a_hundred_thousand_letters_of_any_script_come_back(river: Visitor, letter: str) -> None:
    html = _late(river, body=letter * 100_000)

    page = river.sign_in(resume=river.hidden(html, "resume")).content.decode()

    assert letter * 100_000 in page


def test_a_slip_at_the_door_still_keeps_the_words(river: Visitor) -> None:
    html = _late(river)

    slip = river.sign_in(resume=river.hidden(html, "resume"), passphrase="oh no not this one")

    assert slip.status_code == 422
    answer = river.sign_in(resume=river.hidden(slip.content.decode(), "resume"))
    assert "I wrote this for an hour" in answer.content.decode()


def test_nobody_else_is_shown_the_words(river: Visitor, another: Visitor) -> None:
    sealed = river.hidden(_late(river), "resume")

    answer = another.sign_in(resume=sealed)

    assert answer.status_code == 303
    assert "I wrote this" not in answer.content.decode()


def test_whoever_writes_is_told_before_what_happens_when_somebody_else_comes_in_first(river: Visitor) -> None:
    assert "If somebody else comes in here first, it is gone" in _late(river)


def test_a_page_left_open_by_another_gives_the_words_back_to_them_alone(
    river: Visitor, another: Visitor
) -> None:
    """River's page is still open in another tab when somebody else comes in and presses Send there."""
    strict = Visitor(Client(enforce_csrf_checks=True))
    strict.client.cookies = another.client.cookies
    fields = {
        "for": river.actor.mark,
        "key": str(uuid.uuid4()),
        "body": WORDS,
        "csrfmiddlewaretoken": "stale",
    }

    answer = strict.client.post(PLACE, fields)
    html = answer.content.decode()

    assert answer.status_code == 403
    assert "I wrote this" not in html
    assert "somebody else" in html
    sealed = river.hidden(html, "resume")
    assert "I wrote this" not in another.sign_in(resume=sealed).content.decode()
    assert "I wrote this" in river.sign_in(resume=sealed).content.decode()


def test_words_that_wait_at_a_door_outlive_coming_in_by_another(river: Visitor, another: Visitor) -> None:
    """Two tabs: the door of one holds the words; somebody came in at the other, and its mark is stale."""
    sealed = river.hidden(_late(river), "resume")
    door = {
        "key": str(uuid.uuid4()), "handle": river.handle, "passphrase": river.passphrase, "code": "",
        "resume": sealed, "csrfmiddlewaretoken": "stale",
    }  # fmt: skip
    strict = Visitor(Client(enforce_csrf_checks=True))

    nobody_in = strict.client.post("/come-in/", door)
    assert nobody_in.status_code == 401
    assert strict.hidden(nobody_in.content.decode(), "resume") == sealed

    another.sign_in()
    strict.client.cookies = another.client.cookies
    other_in = strict.client.post("/come-in/", door)
    assert other_in.status_code == 403
    assert "I wrote this" not in other_in.content.decode()
    assert strict.hidden(other_in.content.decode(), "resume") == sealed

    river.sign_in()
    strict.client.cookies = river.client.cookies
    own = strict.client.post("/come-in/", door)
    assert own.status_code == 403
    assert "I wrote this for an hour" in own.content.decode()


def test_the_words_end_after_half_an_hour(river: Visitor) -> None:
    sealed = river.hidden(_late(river), "resume")

    with stopped_at(now() + dt.timedelta(minutes=31)):
        assert river.sign_in(resume=sealed).status_code == 303


@pytest.mark.parametrize("spoiled", ["AAAA", "é", "x" * 5000, "===="])
def test_a_spoiled_parcel_is_only_a_plain_sign_in(river: Visitor, spoiled: str) -> None:
    assert river.sign_in(resume=spoiled).status_code == 303


def test_a_form_of_nobody_is_not_carried(river: Visitor) -> None:
    assert river.hidden(_late(river, **{"for": ""}), "resume") == ""


def test_nothing_of_the_words_is_stored(river: Visitor, query_count: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mark = mark_of(river.actor.person.pk)
    Session.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        river.client.post(PLACE, {"for": mark, "body": WORDS})

    assert not [q for q in queries if re.match(r"\s*(INSERT|UPDATE)", q["sql"], re.I)]


def test_a_stale_token_gives_the_words_back_at_once(river: Visitor) -> None:
    strict = Visitor(Client(enforce_csrf_checks=True))
    strict.client.cookies = river.client.cookies
    fields = {
        "for": river.actor.mark,
        "key": str(uuid.uuid4()),
        "body": WORDS,
        "csrfmiddlewaretoken": "stale",
    }

    answer = strict.client.post(PLACE, fields)
    foreign = strict.client.post(PLACE, fields | {"for": "somebody else"})

    assert answer.status_code == foreign.status_code == 403
    assert "Your text is still here" in answer.content.decode()
    assert "I wrote this" in answer.content.decode()
    assert "I wrote this" not in foreign.content.decode()


def test_our_own_forms_pass_although_the_origin_is_hidden_and_foreign_ones_do_not(db: None) -> None:
    def send(**headers: str) -> int:
        visitor = Visitor(Client(enforce_csrf_checks=True))
        html = visitor.get("/come-in/")
        token = visitor.hidden(html, "csrfmiddlewaretoken")
        return visitor.client.post("/come-in/", {"csrfmiddlewaretoken": token}, headers=headers).status_code

    assert send(Origin="null", Sec_Fetch_Site="same-origin") == 422
    assert send(Origin="null") == 422
    assert send(Origin="null", Sec_Fetch_Site="cross-site") == 403
    assert send(Origin="https://example.org") == 403


def test_a_switch_of_language_sends_words_on_to_the_page_that_they_were_meant_for(river: Visitor) -> None:
    """On the door's address they would be taken for a sign-in, and be gone."""
    page = river.sign_in(resume=river.hidden(_late(river), "resume")).content.decode()

    buttons = re.findall(r'<button type="submit" form="[^"]+" formaction="([^"]+)"[^>]* name="read_in"', page)

    assert set(buttons) == {PLACE}
    words = {"body": WORDS, "for": river.actor.mark, "in-words": "body", "read_in": "ar"}
    again = river.client.post(buttons[0], words).content.decode()
    assert "I wrote this for an hour" in again
    assert f'action="{PLACE}"' in again
    assert '<html lang="ar"' in again


def test_a_letter_to_the_people_here_comes_back_when_its_page_had_grown_old(river: Visitor) -> None:
    """Written signed out; in another tab of the browser somebody came in meanwhile."""
    strict = Visitor(Client(enforce_csrf_checks=True))
    letter = {"words": WORDS, "in-words": "words", "key": str(uuid.uuid4()), "csrfmiddlewaretoken": "stale"}

    for cookies in (strict.client.cookies, river.client.cookies):
        strict.client.cookies = cookies
        answer = strict.client.post("/contact/", letter, headers={"Sec-Fetch-Site": "same-origin"})

        assert answer.status_code == 403
        assert "I wrote this for an hour" in unescape(answer.content.decode())
        assert 'action="/contact/"' in answer.content.decode()


def test_no_other_site_fills_a_deed_of_whoever_is_signed_in(river: Visitor) -> None:
    strict = Visitor(Client(enforce_csrf_checks=True))
    strict.client.cookies = river.client.cookies

    for place, origin in (("/account/delete/", "same-origin"), ("/contact/", "cross-site")):
        answer = strict.client.post(
            place, {"body": WORDS, "in-words": "body"}, headers={"Sec-Fetch-Site": origin}
        )

        assert answer.status_code == 403
        assert "I wrote this" not in answer.content.decode()
