"""Pages and forms as a browser gets them: once, kept when wrong, and with the frame around them."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from muruna.foundation.models import Deed
from muruna.ui import faults
from muruna.ui.pages import form_page, page
from muruna.ui.stylebook import SampleForm, style_page

GOOD = {
    "name": "Noor",
    "words": "hello",
    "wish": "listen",
    "language": "en",
    "secret": "six words",
    "agree": "on",
}
Asked = Callable[..., Any]


def send(request: Any, done_deeds: list[str], refuse: bool = False) -> Any:
    def deed(form: SampleForm) -> str:
        done_deeds.append(form.cleaned_data["words"])
        if refuse:
            raise ValidationError("Somebody was faster.")
        return form.cleaned_data["words"]

    return form_page(
        request, SampleForm, template="ui/stylebook.html", deed=deed, done=lambda words: f"/done/{words}/",
        context={"then": None, "listed": _NoPages(), "talk": False}, said="Sent.",
    )  # fmt: skip


class _NoPages:
    def has_other_pages(self) -> bool:
        return False


def test_form_page_shows_an_empty_form_with_a_key(asked: Asked) -> None:
    response = send(asked(), [])

    assert response.status_code == 200
    assert re.search(r'name="key" value="[0-9a-f-]{36}"', response.content.decode())


def test_what_must_be_filled_in_is_marked_and_what_need_not_be_says_so(asked: Asked) -> None:
    html = send(asked(), []).content.decode()

    for name in ("name", "words", "language", "secret", "agree"):
        field = re.search(rf'<(?:input|textarea|select)\b[^>]*name="{name}"[^>]*>', html)
        assert field
        assert re.search(r"\srequired\b", field[0]), name
    assert re.findall(r'<legend[^>]*>([^<]*)<span class="optional">', html) == ["When is a good time? "]


def test_bad_form_comes_back_with_everything_typed(asked: Asked) -> None:
    done: list[str] = []
    typed = {
        **GOOD,
        "key": str(uuid.uuid4()),
        "words": "<b>مرحبا</b>\x00",
        "wish": "no such",
        "secret": "hidden!",
    }

    response = send(asked("post", data=typed), done)

    html = response.content.decode()
    assert response.status_code == 422
    assert done == []
    assert "&lt;b&gt;مرحبا&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "hidden!" not in html
    assert typed["key"] in html
    assert 'aria-invalid="true"' in html or "field-wrong" in html
    assert 'href="#wish"' in html


@pytest.mark.django_db
def test_form_sent_twice_is_done_once_and_answers_the_same(asked: Asked) -> None:
    done: list[str] = []
    typed = {**GOOD, "key": str(uuid.uuid4())}

    answers = [send(asked("post", data=typed), done) for _ in range(3)]

    assert done == ["hello"]
    assert {(a.status_code, a["Location"]) for a in answers} == {(303, "/done/hello/")}


@pytest.mark.django_db
def test_used_key_with_other_words_does_nothing_and_loses_nothing(asked: Asked) -> None:
    done: list[str] = []
    typed = {**GOOD, "key": str(uuid.uuid4())}
    send(asked("post", data=typed), done)

    response = send(asked("post", data={**typed, "words": "changed my mind"}), done)

    html = response.content.decode()
    assert (response.status_code, done) == (422, ["hello"])
    assert "changed my mind" in html
    assert typed["key"] not in html


@pytest.mark.django_db
def test_refused_deed_says_why_and_leaves_the_key_free(asked: Asked) -> None:
    done: list[str] = []
    typed = {**GOOD, "key": str(uuid.uuid4())}

    response = send(asked("post", data=typed), done, refuse=True)

    assert response.status_code == 422
    assert "Somebody was faster." in response.content.decode()
    assert Deed.objects.count() == 0
    assert send(asked("post", data=typed), done).status_code == 303


@pytest.mark.django_db
def test_our_script_is_told_without_a_page(asked: Asked) -> None:
    request = asked("post", data={**GOOD, "key": str(uuid.uuid4())}, headers={"X-Fragment": "1"})

    with transaction.atomic():
        response = send(request, [])

    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.django_db
def test_deed_record_holds_no_words(asked: Asked) -> None:
    send(asked("post", data={**GOOD, "key": str(uuid.uuid4()), "name": "Canarybird"}), [])

    deed = Deed.objects.get()
    assert "Canarybird" not in json.dumps(deed.answer)
    assert b"Canarybird" not in bytes(deed.body_digest)


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("ar", "rtl")])
def test_frame_has_language_direction_exit_numbers_and_neutral_title(
    asked: Asked, language: str, way: str
) -> None:
    with translation.override(language):
        html = faults.not_found(asked(language=language)).content.decode()

    assert f'<html lang="{language}" dir="{way}">' in html
    assert 'action="/exit/"' in html
    assert 'href="/numbers/"' in html
    assert html.count("<h1") == 1
    assert re.search(r"<title>[^<]+ · Notes</title>", html)
    assert 'action="/language/"' in html


@pytest.mark.parametrize(("fault", "status"), [("not_found", 404), ("bad_request", 400), ("broken", 500)])
def test_fault_stands_without_database_and_without_actor(asked: Asked, fault: str, status: int) -> None:
    request = asked()
    del request.actor, request.language, request._messages

    response = getattr(faults, fault)(request)  # no database mark: any query would raise

    assert response.status_code == status
    assert b"<h1>" in response.content


def test_broken_page_still_speaks_when_templates_are_broken(asked: Asked, monkeypatch: Any) -> None:
    def falls(*_a: Any, **_k: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("muruna.ui.faults.page", falls)

    response = faults.broken(asked())

    assert response.status_code == 500
    assert b"try again" in response.content


def test_own_context_wins_and_navigation_is_shown(asked: Asked) -> None:
    request = asked(nav=[("Start", "/s/x/", True)])

    html = page(request, "ui/fault.html", {"name": "N", "heading": "H", "text": "T"}).content.decode()

    assert '<a href="/s/x/" aria-current="page">' in html
    assert "<h1>H</h1>" in html


def test_style_page_is_for_builders_only(asked: Asked, settings: Any) -> None:
    from django.http import Http404

    settings.DEBUG = False
    with pytest.raises(Http404):
        style_page(asked())

    settings.DEBUG = True
    for query in ({}, {"wrong": "1", "nav": "1"}, {"talk": "1"}):
        assert style_page(asked(data=query)).status_code == 200


def test_persons_words_are_escaped_and_carry_their_language(asked: Asked) -> None:
    from django.template import engines

    parts = '{% import "ui/parts.html" as ui with context %}'
    source = parts + '{{ ui.bubble("<i>مرحبا</i>", author="<b>N", lang="ar") }}'

    html = engines["jinja2"].from_string(source).render({}, asked())

    assert '<div class="said" lang="ar" dir="auto">&lt;i&gt;مرحبا&lt;/i&gt;</div>' in html
    assert "<b>N" not in html


def test_live_bubble_carries_its_place_in_the_sequence(asked: Asked) -> None:
    from django.template import engines

    source = '{% import "ui/parts.html" as ui with context %}{{ ui.bubble("hi", id="m7", sequence=7) }}'

    assert 'id="m7" data-sequence="7"' in engines["jinja2"].from_string(source).render({}, asked())
