"""A supporter accepts: the match and the conversation come into being together, or not at all."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.conversations.actions.messages import begin_conversation
from muruna.conversations.bounds import keep_bounds
from muruna.conversations.models import Conversation
from muruna.matching.actions import accept_proposal
from muruna.matching.models import Request


def accept_match(*, actor: Any, proposal_id: UUID) -> Conversation:
    """Accept what a member chose: a conversation begins with the words they asked with, sealed for the two.

    Of what they asked for, what nobody may stand against stays with the talk.

    Raises NotFound, and ValidationError when a limit is reached or somebody was quicker.
    """
    with transaction.atomic():
        request: Request = accept_proposal(actor=actor, proposal_id=proposal_id)
        # Matching has erased the words where the host key opened them; what it returns still carries them.
        conversation = begin_conversation(
            actor=actor,
            member=request.membership,
            supporter=actor.membership,
            request_id=request.pk,
            words=request.words,
            asked_at=request.waiting_since,
        )
        keep_bounds(conversation, request)
        return conversation
