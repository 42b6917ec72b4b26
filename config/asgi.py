"""The ASGI application: Django's synchronous pages, the live streams and the numbers page in one process."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from muruna.foundation.live.hub import Hub  # noqa: E402
from muruna.foundation.serve.ready import refuse_old_tables  # noqa: E402
from muruna.foundation.serve.router import Router  # noqa: E402


def _numbers_page(path: str, query: str, language: str) -> tuple[int, list[tuple[str, str]], bytes] | None:
    """Import the page when it is first asked for: foundation knows nothing of the packages above."""
    return import_module("muruna.public.numbers").numbers_page(path, query, language)  # type: ignore[no-any-return]


def _live_channels(cookie: str) -> list[str] | None:
    """Ask accounts which channels the bearer of this cookie may hear; None when signed out."""
    return import_module("muruna.accounts.sessions").live_channels(cookie)  # type: ignore[no-any-return]


hub = Hub(_live_channels)
application = Router(WSGIHandler(), live=hub, numbers=_numbers_page, ready=refuse_old_tables)
