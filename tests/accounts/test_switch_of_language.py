"""Whoever asks for another language in the middle of a form keeps the page and every word of it."""

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import Person, Session
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db
BUTTON = re.compile(
    r'<button type="submit" form="([^"]+)" formaction="([^"]+)"[^>]* name="read_in" value="ar"'
)
NAME = "نهر River"


def _switch(visitor: Visitor, page: str, **typed: Any) -> Any:
    """Press the button of the other language, as a browser without scripts does."""
    found = BUTTON.search(page)
    assert found, "no switch that takes the form along"
    form = re.search(rf'<form[^>]* id="{found[1]}".*?</form>', page, re.DOTALL)
    assert form, "the switch belongs to no form"
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))
    return visitor.client.post(unescape(found[2]), {**fields, **typed, "read_in": "ar"})


def test_a_newcomer_keeps_name_and_six_words_and_gets_no_account(visitor: Visitor) -> None:
    page = visitor.get("/start/?x=1")
    offered, key = visitor.hidden(page, "offered"), visitor.hidden(page, "key")

    answer = _switch(visitor, page, handle=NAME, written="on")

    again = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="ar" dir="rtl"' in again
    assert visitor.hidden(again, "handle") == NAME
    assert visitor.hidden(again, "offered") == offered
    assert f">{offered}<" in again
    assert visitor.hidden(again, "key") == key
    assert not Person.objects.exists()
    assert visitor.client.cookies["l"].value == "ar"


def test_the_page_after_a_refusal_comes_again_as_typed(visitor: Visitor) -> None:
    page = visitor.client.post("/way-back/", {"key": str(uuid.uuid4()), "handle": NAME, "phrase": "one two"})
    assert page.status_code == 422

    answer = _switch(visitor, page.content.decode(), handle=NAME, phrase="one two three")

    assert answer.request["PATH_INFO"] == "/way-back/"
    assert ">\none two three</textarea>" in answer.content.decode()


def test_recovery_words_are_seen_while_typed_and_kept_after_a_slip(visitor: Visitor) -> None:
    slip = visitor.client.post("/way-back/", {"key": str(uuid.uuid4()), "handle": NAME, "phrase": "كلمة two"})

    for page in (visitor.get("/way-back/"), slip.content.decode()):
        box = re.search(r'<textarea id="phrase"[^>]*>', page)
        assert box
        assert 'autocomplete="off"' in box[0]
        assert 'spellcheck="false"' in box[0]
        assert "hide-typed" in page
    assert "كلمة two</textarea>" in slip.content.decode()


def test_a_passphrase_is_not_written_into_the_page(visitor: Visitor) -> None:
    answer = _switch(visitor, visitor.get("/come-in/"), handle=NAME, passphrase="canary canary")

    assert NAME in answer.content.decode()
    assert "canary" not in answer.content.decode()


def test_what_a_signed_in_person_chose_stays_unsaved_and_the_language_is_theirs(river: Visitor) -> None:
    answer = _switch(river, river.get("/account/"), theme="dark", language="en", time_zone="auto")

    page = answer.content.decode()
    assert re.search(r'value="dark" checked', page)
    assert re.search(r'<option value="ar" selected>', page)
    person = Person.objects.get()
    assert (person.language, person.theme) == ("ar", "auto")


def test_no_other_site_can_fill_in_a_form(river: Visitor) -> None:
    strict = Visitor(Client(enforce_csrf_checks=True))

    answer = strict.client.post("/way-back/", {"handle": "from elsewhere", "read_in": "ar"})

    assert answer.status_code == 403
    assert "from elsewhere" not in answer.content.decode()
    assert "l" not in strict.client.cookies


def test_words_come_back_even_when_the_session_ended_meanwhile(river: Visitor) -> None:
    Session.objects.all().delete()
    fields = {"for": _mark(), "in-words": "body", "body": "Sam", "read_in": "ar"}

    door = river.client.post("/account/kept/", fields)
    page = river.sign_in(resume=river.hidden(door.content.decode(), "resume")).content.decode()

    assert door.status_code == 401
    assert "Sam</textarea>" in page


def test_words_that_find_no_form_are_shown_all_the_same(river: Visitor) -> None:
    fields = {"for": _mark(), "in-words": "body", "body": "Some words.", "read_in": "ar"}

    answer = river.client.post("/account/kept/", fields)

    assert answer.status_code == 200
    assert "Some words.</textarea>" in answer.content.decode()


def test_an_unknown_language_is_an_ordinary_sending(visitor: Visitor) -> None:
    answer = visitor.client.post("/way-back/", {"handle": NAME, "read_in": "xx"})

    assert answer.status_code == 422


def _mark() -> str:
    from muruna.accounts.middleware import mark_of

    return mark_of(Person.objects.get().pk)
