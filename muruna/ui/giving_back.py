"""Words that could not be sent, given back to whoever typed them, where a page has no form left."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.access import NOBODY
from muruna.language.switch import typed, was_taken
from muruna.ui.pages import page


def unsent_words(request: HttpRequest) -> list[str]:
    """What somebody typed into the form that came, without its secrets; nothing that another person typed."""
    sent = typed(request) or (request.POST if request.method == "POST" else None)
    mark = getattr(request, "actor", NOBODY).mark
    if not sent or not mark or sent.get("for", mark) != mark:
        return []
    secret = sent.get("in-secret", "").split()
    names = [one for one in [*sent.get("in-words", "").split(), "text"] if one not in secret]
    return [text for name in dict.fromkeys(names) for text in sent.getlist(name) if text.strip()]


def give_back(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int
) -> HttpResponse:
    """A page that says what happened, with the words that were typed; it extends ui/words_back.html."""
    words = unsent_words(request)
    if typed(request) is not None:
        was_taken(request)
    # The words stand on this page alone: no switch of language leads away from them.
    stays = {"come_back_to": ""} if words else {}
    return page(request, template, {**context, **stays, "unsent": words}, status=status)
