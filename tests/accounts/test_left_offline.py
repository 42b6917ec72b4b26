"""Whoever left while nothing reached the server is signed out by the next thing their browser asks."""

from typing import Any

import pytest
from django.conf import settings

from muruna.accounts import sessions
from muruna.accounts.models import Session
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/account/"), ("get", "/leaving/"), ("get", "/nothing-here/"),
                         ("post", "/account/"), ("post", "/exit/"), ("head", "/account/")]
)  # fmt: skip
def test_next_request_ends_the_session_and_shows_nothing(river: Visitor, method: str, path: str) -> None:
    old = river.cookie()
    river.client.cookies["x"] = "1"
    river.client.cookies["theme"] = "dark"
    answer = getattr(river.client, method)(path)

    assert not Session.objects.exists()
    assert sessions.open_session(old) is None
    assert river.handle not in answer.text
    for name in ("x", sessions.COOKIE, "theme", settings.LANGUAGE_COOKIE_NAME):
        assert answer.cookies[name]["max-age"] == 0
    assert '"cache"' in answer["Clear-Site-Data"]
    assert '"storage"' in answer["Clear-Site-Data"]


def test_kept_copy_stays_where_its_owner_left_without_a_network(river: Visitor) -> None:
    river.client.cookies["x"] = "1"
    river.client.cookies["k"] = "1"
    answer = river.client.get("/account/")

    assert answer["Clear-Site-Data"] == '"cache"'
    assert "k" not in answer.cookies


def test_coming_in_again_with_the_mark_still_there_begins_a_session_that_lasts(river: Visitor) -> None:
    old = river.cookie()
    river.client.cookies["x"] = "1"
    answer: Any = river.sign_in()

    assert answer.status_code == 303
    assert answer.cookies["x"]["max-age"] == 0
    assert sessions.open_session(old) is None
    assert river.client.get("/account/").status_code == 200


def test_open_page_hears_nothing_any_more(river: Visitor) -> None:
    old = river.cookie()
    assert sessions.live_channels(f"{sessions.COOKIE}={old}") is not None
    assert sessions.live_channels(f"{sessions.COOKIE}={old}; x=1") is None
    assert not Session.objects.exists()


def test_page_about_leaving_says_what_happens_without_a_network(river: Visitor) -> None:
    said = river.get("/leaving/")

    assert "Without a network" in said
    assert "JavaScript" in said
