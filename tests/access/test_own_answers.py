"""S10: what the server answers by itself, before or without Django, says the same to the browser."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from muruna.foundation.live.hub import Hub
from muruna.foundation.serve import answers
from muruna.foundation.serve.router import Router
from muruna.foundation.serve.static import StaticFiles
from muruna.public.numbers import numbers_answer
from tests.access.header_rules import faults

Told = Callable[[Any], Awaitable[Any]]


def scope(path: str = "/", method: str = "GET") -> dict[str, Any]:
    return {
        "type": "http", "path": path, "method": method, "headers": [], "query_string": b"", "client": None,
    }  # fmt: skip


def told(run: Told) -> HttpResponse:
    """What goes out, as an answer of Django's is read."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(run(send))  # type: ignore[arg-type]
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(one.get("body", b"") for one in sent)
    return HttpResponse(body, status=sent[0]["status"], headers=headers)


def router(path: str, method: str = "GET") -> Told:
    pages: Any = Router(None, numbers=lambda here, *_more: numbers_answer(here, "", "en"))  # type: ignore[arg-type]
    return lambda send: pages(scope(path, method), None, send)


def stream(method: str) -> Told:
    hub: Any = Hub(lambda cookie: None)
    hub.closing = True  # no room for one more
    return lambda send: hub.stream(scope("/live/", method), None, send)


WAYS: dict[str, Told] = {
    "a stream that must wait": stream("GET"),
    "a stream by another method": stream("POST"),
    "too long": lambda send: answers.say(scope(), send, 413),
    "away": router("/account/"),
    "numbers": router("/numbers/de/"),
    "numbers by another method": router("/numbers/", "POST"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_server_s_own_answers_carry_every_header(way: str) -> None:
    assert faults(told(WAYS[way])) == []


def test_files_carry_them_too_and_only_named_by_their_content_may_be_kept(
    tmp_path: Path, settings: Any
) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "plain.css").write_text("p{}")
    files = StaticFiles()

    kept = faults(told(lambda send: files(scope("/static/plain.css"), send)))
    assert [one for one in kept if not one.startswith("Cache-Control")] == []
    assert faults(told(lambda send: files(scope("/static/none.css"), send))) == []


# Planted fault: an answer without them.
def test_a_bare_answer_is_found() -> None:
    assert len(faults(told(lambda send: answers.answer(send, 200, [(b"content-type", b"text/plain")])))) > 5
