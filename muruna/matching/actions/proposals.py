"""The member's side of a proposal: to choose, to let the first free come, to ask for somebody else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muruna.access import Action, Actor, find, find_locked
from muruna.foundation import live, news
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.matching.actions.requests import write_request
from muruna.matching.locks import lock_waiting
from muruna.matching.logic.asking import ANSWER_DAYS, ANSWER_LIVE, Ask
from muruna.matching.logic.filters import is_edge
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.pool import age_rules, blocks_here, peers, request_value, rules_of
from muruna.matching.queries import can_be_asked, eligible_supporters
from muruna.matching.serving import serve_request

_ASKED_ALREADY = gettext_lazy(
    "You have asked somebody already. You can wait for the answer, or take it back."
)
_CANNOT_NOW = gettext_lazy(
    "This person cannot take a question just now. You can ask later, or ask somebody else."
)


def choose_proposal(*, actor: Actor, proposal_id: Any) -> Proposal:
    """Put the question to this supporter; raises ValidationError when they cannot take it any more."""
    with transaction.atomic():
        request_id = find(actor, Action.PROPOSAL_CHOOSE, Proposal, proposal_id).request_id
        request = lock_waiting(request_id)
        proposal: Proposal = find_locked(actor, Action.PROPOSAL_CHOOSE, Proposal, proposal_id)
        if proposal.state == Proposal.CHOSEN:
            return proposal
        if Proposal.objects.filter(request=request, state=Proposal.CHOSEN).exists():
            raise ValidationError(_ASKED_ALREADY)
        # Two members who choose the same supporter at once come one after the other.
        SupportOffer.objects.select_for_update().filter(membership=proposal.supporter_id).first()
        everyone, profile = peers(actor.space, only=[proposal.supporter_id]), rules_of(actor.space)
        value = request_value(request, everyone, profile, blocks_here(request))
        if not any(is_edge(value, peer.value, age_rules(profile), now()) for peer in everyone):
            raise ValidationError(_("This person cannot take a question just now. You have kept your place."))
        proposal.state = Proposal.CHOSEN
        proposal.answer_by = now() + (ANSWER_LIVE if request.is_live else ANSWER_DAYS)
        proposal.save(update_fields=["state", "answer_by"])
        trace(actor, Action.PROPOSAL_CHOOSE, proposal)
        news.tell(proposal.supporter.person_id)
        return proposal


def release_choice(*, actor: Actor, proposal_id: Any) -> None:
    """Take a question back that has no answer yet; the supporter is shown again like the others."""
    with transaction.atomic():
        request_id = find(actor, Action.PROPOSAL_CHOOSE, Proposal, proposal_id).request_id
        request = lock_waiting(request_id)
        proposal: Proposal = find_locked(actor, Action.PROPOSAL_CHOOSE, Proposal, proposal_id)
        proposal.state, proposal.answer_by = Proposal.SHOWN, None
        proposal.save(update_fields=["state", "answer_by"])
        trace(actor, Action.PROPOSAL_CHOOSE, proposal, reason="taken_back")
        live.changed(person=proposal.supporter.person_id)
        serve_request(request)


def decline_shown(*, actor: Actor, request_id: Any) -> None:
    """Somebody else, please: whoever is shown is put aside, and the place in the queue stays."""
    with transaction.atomic():
        request: Request = find_locked(actor, Action.REQUEST_CHANGE, Request, request_id)
        Proposal.objects.filter(request=request, state=Proposal.SHOWN).update(state=Proposal.CLOSED)
        trace(actor, Action.REQUEST_CHANGE, request, reason="somebody_else")
        serve_request(request)


def take_first_free(*, actor: Actor, request_id: Any, takes: bool = True) -> None:
    """Let every supporter who fits see the question, the first to say yes has it; or choose oneself again."""
    with transaction.atomic():
        request: Request = find_locked(actor, Action.REQUEST_CHANGE, Request, request_id)
        if takes and Proposal.objects.filter(request=request, state=Proposal.CHOSEN).exists():
            raise ValidationError(_ASKED_ALREADY)
        request.takes_first_free = takes
        request.save(update_fields=["takes_first_free"])
        trace(actor, Action.REQUEST_CHANGE, request, reason="first_free" if takes else "own_choice")
        serve_request(request)


def ask_for(*, actor: Actor, ask: Ask, supporter_id: Any) -> Request:
    """Ask one supporter, whom the member knows already; they may say no, and every limit holds.

    Raises ValidationError while the rules keep the two apart, or for what cannot be asked; then nothing is.
    """
    with transaction.atomic():
        request = write_request(actor=actor, ask=ask)
        able = {one.pk: one for one in eligible_supporters(actor.space, request.membership, request)}
        if supporter_id not in able:
            raise ValidationError(_CANNOT_NOW)
        Proposal.objects.filter(request=request).delete()
        proposal = Proposal.objects.create(
            space=actor.space, request=request, supporter=able[supporter_id], state=Proposal.SHOWN
        )
        choose_proposal(actor=actor, proposal_id=proposal.pk)
        return request


def put_to(*, actor: Actor, request_id: Any, supporter_id: Any) -> Proposal:
    """Put a request that waits to one supporter whom the member names, and to nobody else meanwhile.

    Raises ValidationError while somebody else is asked, or the rules keep the two apart; then all stays.
    """
    with transaction.atomic():
        request: Request = find_locked(actor, Action.REQUEST_CHANGE, Request, request_id)
        asked = Proposal.objects.filter(request=request, state=Proposal.CHOSEN).first()
        if asked is None:
            if not can_be_asked(request, supporter_id):
                raise ValidationError(_CANNOT_NOW)
            if request.takes_first_free:
                take_first_free(actor=actor, request_id=request.pk, takes=False)
            asked, _new = Proposal.objects.update_or_create(
                request=request, supporter_id=supporter_id,
                defaults={"space": actor.space, "state": Proposal.SHOWN, "answer_by": None},
            )  # fmt: skip
        elif asked.supporter_id != supporter_id:
            raise ValidationError(_ASKED_ALREADY)
        return choose_proposal(actor=actor, proposal_id=asked.pk)
