"""Asking from a conversation: for somebody else when it rests, or for the same one when it is over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, find
from muruna.conversations import queries
from muruna.conversations.actions.endings import ask_same_again
from muruna.conversations.actions.resting import ask_anew
from muruna.conversations.models import FollowUp, Gap
from muruna.conversations.views.frame import Later, address, talk_address
from muruna.matching.asking_page import around, asking_page


def anew(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask for somebody else, with the words that this talk began with already there."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def gap() -> Gap:
        found: Gap = find(actor, Action.CONVERSATION_END, Gap, id)
        return found

    # Looked for only when the page is shown: the same press sent again finds the answer it had.
    return asking_page(
        request, "conversations/anew.html",
        deed=lambda ask: ask_anew(actor=actor, gap_id=id, ask=ask),
        words="" if request.method == "POST" else queries.first_words(actor, gap().conversation),
        context=Later(lambda: around(actor) | {"back": talk_address(request, gap().conversation_id)}),
    )  # fmt: skip


def same_again(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the one with whom one has talked whether they would talk again."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def context() -> dict[str, Any]:
        follow_up = find(actor, Action.CONVERSATION_LIST, FollowUp, id)
        back = address(request, "talk-look-back", id=id)
        return around(actor) | {"supporter": follow_up.supporter, "back": back}

    return asking_page(
        request, "conversations/same_again.html",
        deed=lambda ask: ask_same_again(actor=actor, follow_up_id=id, ask=ask),
        words="", context=Later(context),
    )  # fmt: skip
