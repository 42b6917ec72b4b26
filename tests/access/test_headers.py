"""S10: what answers say to the browser; test_walk.py holds every answer of every route to the same rules."""

import pytest
from django.conf import settings
from django.test import Client

from muruna.foundation import headers
from tests.access.header_rules import faults, policy
from tests.access.walking import ask
from tests.access.world import World

pytestmark = pytest.mark.django_db


def test_addresses_that_do_not_exist_and_forms_without_a_token_too(world: World) -> None:
    careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for answer in (
        careful.get("/no/such/page/"),
        careful.post("/come-in/", {"key": "x"}),
        careful.get("/s/zzzz9999/"),
        careful.generic("DELETE", "/come-in/"),
    ):
        assert faults(answer) == [], answer.request["PATH_INFO"]


def test_leaving_quickly_may_leave_and_nothing_else_may() -> None:
    csp = policy(headers.CSP)
    assert csp["form-action"] == ["'self'", settings.EXIT_URL]
    assert not any(
        "http" in value for name, values in csp.items() if name != "form-action" for value in values
    )
    assert "unsafe" not in headers.CSP


# Planted faults: one header at a time is missing or loosened.
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "origin"),
        ("X-Content-Type-Options", ""),
        ("Cross-Origin-Opener-Policy", "unsafe-none"),
        ("Permissions-Policy", "camera=(self)"),
        ("Permissions-Policy", headers.SECURITY_HEADERS["Permissions-Policy"].replace("camera=(), ", "")),
        (
            "Content-Security-Policy",
            headers.CSP.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ),
        ("Content-Security-Policy", headers.CSP.replace("img-src", "img-src https://cdn.example")),
        ("Content-Security-Policy", headers.CSP.replace("form-action 'self'", "form-action *")),
    ],
)
def test_a_loosened_header_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    client = world.people["member"].client()
    assert faults(ask(client, "GET", "/account/")) == []
    monkeypatch.setitem(headers.SECURITY_HEADERS, name, value)
    assert faults(ask(client, "GET", "/account/"))


def test_a_page_that_may_be_kept_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(headers.SECURITY_HEADERS, "Cache-Control", "private, max-age=60")
    assert faults(ask(world.people["member"].client(), "GET", "/account/")) == [
        "Cache-Control: private, max-age=60"
    ]
