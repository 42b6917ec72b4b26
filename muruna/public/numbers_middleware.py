"""Answers /numbers/ before anything that could fail: no session, no database, no routes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from muruna.language import CODES
from muruna.language.choice import COOKIE
from muruna.language.logic.negotiation import negotiate
from muruna.public.numbers import numbers_answer, warm


class NumbersMiddleware:
    """Stands right after the one that sets headers, before every one that asks the database.

    The server's router answers the page even earlier; this serves it under any other server and in tests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        warm()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        wish = negotiate(
            person=None,
            cookie=request.COOKIES.get(COOKIE),
            header=request.headers.get("Accept-Language"),
            offered=CODES,
        )
        found = numbers_answer(request.path_info, request.META.get("QUERY_STRING", ""), wish)
        if found is None:
            return self.get_response(request)
        status, headers, body = found
        return HttpResponse(body, status=status, headers=dict(headers))
