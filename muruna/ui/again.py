"""A form that was done and comes again, because the line was cut before its answer, gets the same answer.

A deed may take away what its own page stands on: whoever leaves a community cannot open its pages any more.
So this looks when a page has refused a form, at whether the very same one was done before.
"""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from muruna.access import NOBODY
from muruna.foundation.models import Deed
from muruna.ui.pages import body_digest, moved_to

REFUSED = {404, 422}


class AgainMiddleware:
    """Stands after the one that sets request.actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method == "POST" and answer.status_code in REFUSED:
            earlier = _earlier_address(request)
            if earlier:
                return moved_to(earlier, request=request)
        return answer


def _earlier_address(request: HttpRequest) -> str:
    """Where this sender's same form led when it was done; empty when it never was, or had other words."""
    actor = getattr(request, "actor", None) or NOBODY
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return ""
    if not actor.is_signed_in:
        return ""
    deed = Deed.objects.filter(doer=actor.person.pk, key=key).first()
    if deed is None or bytes(deed.body_digest) != body_digest(request, actor):
        return ""
    return deed.answer if isinstance(deed.answer, str) and deed.answer.startswith("/") else ""
