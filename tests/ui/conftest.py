"""A request as the middleware leaves it, for pages that are drawn without a server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from muruna.access import NOBODY


@pytest.fixture
def asked() -> Callable[..., HttpRequest]:
    """`asked("post", "/x", {...}, language="ar")`: signed out, unless `actor` is given."""

    def make(method: str = "get", path: str = "/x", data: Any = None, **more: Any) -> HttpRequest:
        headers = more.pop("headers", {})
        request = getattr(RequestFactory(), method)(path, data or {}, headers=headers)
        request.actor = more.pop("actor", NOBODY)
        request.language = more.pop("language", "en")
        request._messages = CookieStorage(request)
        for name, value in more.items():
            setattr(request, name, value)
        return request

    return make
