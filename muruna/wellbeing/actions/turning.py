"""Turning to whoever is there for a worrying answer: only if one wants to, and without saying why."""

from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, require
from muruna.language import current
from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.logic.needs import Want
from muruna.matching.models import Proposal, Request
from muruna.wellbeing.asked import WITH_RESPONDER, asked_here


def turn_to_responder(*, actor: Any, words: str) -> Request:
    """Ask the named person for a talk, as one asks anybody here; if they cannot now, the question waits.

    Raises NotFound where nobody is named, and ValidationError as `write_request`.
    """
    with transaction.atomic():
        require(actor, Action.REQUEST_WRITE, actor.space)
        named = next((one.permission for id, one in asked_here(actor).items() if id in WITH_RESPONDER), None)
        if named is None:
            raise NotFound
        ask = Ask(words=words, languages=(current().code,), wants=(Want.LISTENED.value,), is_live=False)
        request: Request = write_request(actor=actor, ask=ask)
        proposal = Proposal.objects.filter(request=request, supporter=named.responder).first()
        if proposal is not None:
            choose_proposal(actor=actor, proposal_id=proposal.pk)
        return request
