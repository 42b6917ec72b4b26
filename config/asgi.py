"""The ASGI application: Django's synchronous pages, the live streams and the numbers page in one process."""

import os
from collections.abc import Callable
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import close_old_connections  # noqa: E402

from muruna.foundation.live.hub import Hub  # noqa: E402
from muruna.foundation.serve.ready import refuse_another_host_key, refuse_old_tables  # noqa: E402
from muruna.foundation.serve.router import Router  # noqa: E402
from muruna.language import CODES  # noqa: E402
from muruna.language.choice import COOKIE as LANGUAGE_COOKIE  # noqa: E402
from muruna.language.logic.negotiation import negotiate  # noqa: E402


def _numbers_page(
    path: str, query: str, cookie: str, accept_language: str
) -> tuple[int, list[tuple[str, str]], bytes] | None:
    """The numbers page in whichever of the twelve languages is wished for, offered elsewhere or not.

    Imported when first asked for: foundation knows nothing of the packages above it.
    """
    wish = next(
        (part.partition("=")[2] for part in cookie.split("; ") if part.startswith(f"{LANGUAGE_COOKIE}=")),
        None,
    )
    language = negotiate(person=None, cookie=wish, header=accept_language, offered=CODES)
    answer = import_module("muruna.public.numbers").numbers_answer
    return answer(path, query, language)  # type: ignore[no-any-return]


def _live_channels(cookie: str) -> list[str] | None:
    """Ask accounts which channels the bearer of this cookie may hear; None when signed out."""
    return import_module("muruna.accounts.sessions").live_channels(cookie)  # type: ignore[no-any-return]


def _language_at(cookie: str) -> str:
    """Ask accounts which language the bearer of this cookie has chosen; "" when signed out."""
    close_old_connections()
    try:
        return import_module("muruna.accounts.sessions").language_at(cookie)  # type: ignore[no-any-return]
    finally:
        close_old_connections()


def _warm_numbers() -> None:
    import_module("muruna.public.numbers").warm()


def _ready() -> None:
    """Before the first page: tables as this program knows them, sealed with the key that is here."""
    for deed in before_opening:
        deed()
    refuse_old_tables()
    refuse_another_host_key()
    while once_open:
        once_open.pop(0)()


before_opening: list[Callable[[], object]] = []  # `muruna serve` brings the tables up to date here
once_open: list[Callable[[], object]] = []  # ... and starts its worker here
_warm_numbers()  # a wrong file stops the start, and not the reader who needs the page
hub = Hub(_live_channels)
application = Router(WSGIHandler(), live=hub, numbers=_numbers_page, ready=_ready, language_at=_language_at)
