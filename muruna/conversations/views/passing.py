"""Beginning from a match, and passing a conversation on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, NotFound, find
from muruna.conversations import queries
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.matches import accept_match
from muruna.conversations.bounds import who_could_go_on
from muruna.conversations.forms import ConsentForm, PassOnForm, TakeOnForm
from muruna.conversations.models import Conversation, HandOver
from muruna.conversations.views.frame import (
    Later,
    address,
    in_words,
    refusals_in_words,
    talk_address,
)
from muruna.matching.models import Proposal, SupportOffer
from muruna.matching.overview import names_of
from muruna.spaces.models import Membership
from muruna.ui.forms import ConfirmForm
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page


@said_when_gone("matching/gone.html", Action.OFFER_CHANGE)
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
        done=lambda _row: talk_address(request, id), form_options={"people": people},
        context={"talk": seen, "people": people, **_where_it_stands(seen)},
    )  # fmt: skip


def take_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """The supporter takes the question back whether somebody else may go on."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.CONVERSATION_HAND_OVER, Conversation, id)
    return form_page(
        request, ConfirmForm, template="conversations/take_back.html",
        deed=lambda _form: hand_overs.take_back_hand_over(actor=actor, conversation_id=id),
        done=lambda _answer: talk_address(request, id), context={"back": talk_address(request, id)},
    )  # fmt: skip


def _where_it_stands(seen: queries.Talk) -> dict[str, Any]:
    return {"under_way": queries.hand_over_of(seen.conversation), "gap": queries.gap_of(seen.conversation)}


def _eligible(actor: Any, seen: queries.Talk) -> list[Membership]:
    if not seen.am_supporter:
        raise NotFound
    if seen.has_ended:
        return []
    return who_could_go_on(actor.space, seen.conversation)


@said_when_gone("conversations/no_longer.html")
def consent(request: HttpRequest, id: UUID) -> HttpResponse:
    """The member decides."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: ConsentForm) -> HandOver:
        agrees, shares = form.decision
        return hand_overs.answer_hand_over(actor=actor, hand_over_id=id, agrees=agrees, shares_history=shares)

    return form_page(
        request, ConsentForm, template="conversations/consent.html", deed=deed,
        done=lambda row: talk_address(request, row.conversation_id),
        context=Later(lambda: _proposed(actor, id)),
    )  # fmt: skip


def _proposed(actor: Any, id: UUID) -> dict[str, Any]:
    """Who could go on, and what a member knows of them before deciding."""
    hand_over = find(actor, Action.CONVERSATION_CONSENT_HAND_OVER, HandOver, id)
    seen = queries.talk(actor, hand_over.conversation_id)
    offer = SupportOffer.objects.filter(membership=hand_over.to_id).first()
    speaks, gap = names_of(offer.languages if offer else ()), queries.gap_of(seen.conversation)
    return {"hand_over": hand_over, "talk": seen, "gap": gap, "offer": offer, "speaks": speaks}


@said_when_gone("conversations/no_longer.html")
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
