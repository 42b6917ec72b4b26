"""Turning to whoever is there for a worrying answer: only if one wants to, and without saying why."""

from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, require
from muruna.language import current
from muruna.matching.actions.proposals import ask_for, put_to
from muruna.matching.logic.asking import Ask
from muruna.matching.logic.needs import Want
from muruna.matching.models import Request
from muruna.matching.queries import own_request
from muruna.wellbeing.named import named_here


def turn_to_responder(*, actor: Any, words: str, also_speaks: tuple[str, ...] = ()) -> Request:
    """Ask the named person for a talk; they may say no, and every limit of theirs holds.

    Raises NotFound where nobody is named, and ValidationError when they cannot be asked; then nothing is.
    """
    with transaction.atomic():
        require(actor, Action.REQUEST_WRITE, actor.space)
        languages = (current().code, *also_speaks)
        ask = Ask(words=words, languages=languages, wants=(Want.LISTENED.value,), is_live=False)
        request: Request = ask_for(actor=actor, ask=ask, supporter_id=_responder(actor))
        return request


def turn_waiting_request(*, actor: Any) -> Request:
    """Put what the actor has asked anybody for already to the named person; raises as `turn_to_responder`."""
    with transaction.atomic():
        require(actor, Action.REQUEST_WRITE, actor.space)
        waits = own_request(actor)
        if waits is None:
            raise NotFound
        put_to(actor=actor, request_id=waits.pk, supporter_id=_responder(actor))
        return waits


def _responder(actor: Any) -> Any:
    named = named_here(actor)
    if named is None:
        raise NotFound
    return named.responder_id
