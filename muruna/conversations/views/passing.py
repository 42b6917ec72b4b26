"""Beginning from a match, and passing a conversation on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, NotFound, find
from muruna.conversations import queries
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.matches import accept_match
from muruna.conversations.forms import ConsentForm, PassOnForm, TakeOnForm
from muruna.conversations.models import HandOver
from muruna.conversations.views.frame import (
    Later,
    address,
    in_words,
    refusals_in_words,
    talk_address,
)
from muruna.matching.models import Proposal
from muruna.matching.pages import said_when_gone
from muruna.matching.queries import eligible_supporters
from muruna.spaces.models import Membership
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page


@said_when_gone
def accept(request: HttpRequest, id: UUID) -> HttpResponse:
    """A supporter accepts what a member chose."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    # Looked for only when the page is shown: the same press sent again finds the answer it had.
    def context() -> dict[str, Any]:
        return {"proposal": find(actor, Action.PROPOSAL_ANSWER, Proposal, id)}

    return form_page(
        request, ConfirmForm, template="conversations/accept.html", context=Later(context),
        deed=lambda _form: accept_match(actor=actor, proposal_id=id),
        done=lambda begun: talk_address(request, begun.pk),
    )  # fmt: skip


def pass_on(request: HttpRequest, id: UUID) -> HttpResponse:
    """The supporter asks whether somebody else may go on."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    people = _eligible(actor, seen)

    def deed(form: PassOnForm) -> HandOver:
        to = next(one for one in people if str(one.pk) == form.cleaned_data["to"])
        able = [one.pk for one in people]
        return hand_overs.propose_hand_over(actor=actor, conversation_id=id, to=to, eligible=able)

    return form_page(
        request, PassOnForm, template="conversations/pass_on.html", deed=in_words(deed),
        done=lambda _row: talk_address(request, id),
        context={"talk": seen, "people": people, "under_way": queries.hand_over_of(seen.conversation)},
        form_options={"people": people},
    )  # fmt: skip


def _eligible(actor: Any, seen: queries.Talk) -> list[Membership]:
    if not seen.am_supporter:
        raise NotFound
    member = None if seen.has_ended else queries.member_of(seen.conversation)
    found = eligible_supporters(actor.space, member) if member else []
    return [one for one in found if one.pk not in seen.people]


def consent(request: HttpRequest, id: UUID) -> HttpResponse:
    """The member decides."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def context() -> dict[str, Any]:
        hand_over = find(actor, Action.CONVERSATION_CONSENT_HAND_OVER, HandOver, id)
        seen = queries.talk(actor, hand_over.conversation_id)
        return {"hand_over": hand_over, "talk": seen, "gap": queries.gap_of(seen.conversation)}

    def deed(form: ConsentForm) -> HandOver:
        agrees, shares = form.decision
        return hand_overs.answer_hand_over(actor=actor, hand_over_id=id, agrees=agrees, shares_history=shares)

    return form_page(
        request, ConsentForm, template="conversations/consent.html", deed=deed,
        done=lambda row: talk_address(request, row.conversation_id), context=Later(context),
    )  # fmt: skip


def take_on(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whoever was asked goes on, or not."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: TakeOnForm) -> str:
        if form.cleaned_data["answer"] == "no":
            hand_overs.decline_hand_over(actor=actor, hand_over_id=id)
            return address(request, "talk-list")
        with refusals_in_words():
            begun = hand_overs.accept_hand_over(actor=actor, hand_over_id=id)
        return talk_address(request, begun.pk)

    return form_page(request, TakeOnForm, template="conversations/take_on.html", deed=deed,
                     done=lambda place: place, context=Later(lambda: _asked(actor, id)))  # fmt: skip


def _asked(actor: Any, id: UUID) -> dict[str, Any]:
    hand_over = find(actor, Action.CONVERSATION_HAND_OVER, HandOver, id)
    return {"hand_over": hand_over, "member": queries.member_of(hand_over.conversation)}
