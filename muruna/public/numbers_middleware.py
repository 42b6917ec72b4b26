"""Answers /numbers/ before anything that could fail: no session, no database, no routes."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from muruna.language import CODES
from muruna.language.choice import COOKIE
from muruna.language.logic.negotiation import negotiate
from muruna.public.numbers import numbers_page, warm

_PATH = re.compile(r"/numbers/(?:([a-z]{2})/)?\Z")


class NumbersMiddleware:
    """Stands right after the one that sets headers, before every one that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        warm()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _PATH.match(request.path_info)
        if match is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        # All twelve languages here, whether or not the rest of the site is offered in them.
        language = negotiate(
            person=request.GET.get("l"),
            cookie=request.COOKIES.get(COOKIE),
            header=request.headers.get("Accept-Language"),
            offered=CODES,
        )
        answer = HttpResponse(numbers_page(language, match[1]), content_type="text/html; charset=utf-8")
        answer["Content-Language"] = language
        answer["Vary"] = "Accept-Language, Cookie"
        answer["Cache-Control"] = "no-store"  # a shared phone should not keep it
        return answer
