"""Each page in the language of the person who reads it."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.cache import patch_vary_headers

from muruna.language import language_of, offered
from muruna.language.choice import COOKIE, person_language
from muruna.language.logic.negotiation import negotiate
from muruna.language.switch import wished


class LanguageMiddleware:
    """Sets request.language and the active translation; stands after the one that sets request.actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        go_on = self.get_response
        try:
            wish = wished(request)
        except (SuspiciousOperation, MultiPartParserError) as refusal:
            # A form too big or not to be understood is refused in its reader's language, like every page.
            wish, go_on = "", partial(response_for_exception, exc=refusal)
        code = negotiate(
            # The switch's own page is read in the new language; it is kept once the form's mark was checked.
            person=wish or person_language(request),
            cookie=request.COOKIES.get(COOKIE),
            header=request.headers.get("Accept-Language"),
            offered=[language.code for language in offered()],
        )
        request.language = code
        with translation.override(language_of(code).django_code):
            answer = go_on(request)
        answer.headers.setdefault("Content-Language", code)
        patch_vary_headers(answer, ("Accept-Language", "Cookie"))
        return answer
