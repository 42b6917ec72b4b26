"""The supporter's side of a proposal: yes, within every limit, or no without a reason."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, NotFound, find, find_locked
from muruna.foundation import news, outbox
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.matching.finishing import finish
from muruna.matching.locks import lock_waiting, locked_offer
from muruna.matching.logic.filters import Refusal, refusals
from muruna.matching.logic.needs import Supporter
from muruna.matching.models import Proposal, Request
from muruna.matching.pool import age_rules, peers, request_value, rules_of
from muruna.matching.serving import serve_request
from muruna.matching.waits import held_back
from muruna.ui.formats import language_name, moment

MATCHED = "request.matched"  # space, request
DECLINED = "proposal.declined"  # space, request
# Who says yes is there, whatever their hours say.
NO_MATTER_NOW = {Refusal.NOT_ON_DUTY}
WAS_ASKED = {Proposal.ACCEPTED, Proposal.DECLINED, Proposal.LAPSED}  # and has seen the question


def accept_proposal(*, actor: Actor, proposal_id: Any) -> Request:
    """Say yes: the request is matched, its words are erased, one place of the supporter is taken.

    Everything is looked at afresh under the locks. The request that is returned still carries its words in
    memory, for the conversation to begin with. Raises NotFound for what is not the actor's to answer, and
    ValidationError with the code "gone" (somebody was quicker, or it was taken back), "full", "closed"
    (something else stands in the way now) or "no_duty" (no lead on duty reads the language of a live talk
    with a minor).
    """
    with transaction.atomic():
        seen = Proposal.objects.filter(pk=proposal_id, supporter=actor.membership).first()
        if seen is not None and seen.state in WAS_ASKED:
            raise _gone()
        request_id = find(actor, Action.PROPOSAL_ANSWER, Proposal, proposal_id).request_id
        try:
            request = lock_waiting(request_id)
            proposal: Proposal = find_locked(actor, Action.PROPOSAL_ANSWER, Proposal, proposal_id)
        except NotFound:
            raise _gone() from None
        if proposal.answer_by is not None and proposal.answer_by <= now():
            raise _gone()
        offer = locked_offer(actor.membership)
        _refuse_what_stands_against(actor, request)
        offer.open_count += 1
        offer.save(update_fields=["open_count"])
        proposal.state, proposal.answer_by = Proposal.ACCEPTED, None
        proposal.save(update_fields=["state", "answer_by"])
        finish(request, Request.MATCHED)
        news.tell(request.membership.person_id)
        trace(actor, Action.PROPOSAL_ANSWER, proposal, reason="accepted")
        outbox.emit(MATCHED, space=actor.space.pk, request=request.pk)
        return request


def _refuse_what_stands_against(actor: Actor, request: Request) -> None:
    profile = rules_of(actor.space)
    mine = peers(actor.space, only=[actor.membership.pk], but_for=request.pk)
    if not mine:
        raise _closed()
    value = request_value(request, mine, profile)
    against = refusals(value, _as_if_free(mine[0].value), age_rules(profile), now()) - NO_MATTER_NOW
    if Refusal.LIMIT_REACHED in against:
        raise ValidationError(
            _("You have as many conversations as your limit allows. End one, or let this go to others."),
            code="full",
        )
    if against:
        raise _closed()
    waits = held_back(actor.space, request, mine[0].value.languages)
    if waits is not None:
        said = _(
            "No safeguarding lead who reads %(language)s is on duty now: this talk cannot begin yet. "
            "The question is kept."
        ) % {"language": language_name(waits.language)}
        if waits.next_hour is not None:
            said += " " + _("The next such duty begins on %(moment)s.") % {"moment": moment(waits.next_hour)}
        raise ValidationError(said, code="no_duty")


def _as_if_free(supporter: Supporter) -> Supporter:
    """Minutes of a shift limit who may be asked, not whether somebody may answer what they were asked."""
    load = replace(supporter.load, minutes_this_shift=0, minutes_this_week=0)
    return replace(supporter, load=load, free_until=now() + dt.timedelta(minutes=1))


def decline_proposal(*, actor: Actor, proposal_id: Any) -> None:
    """Say no, without a reason; the member keeps their place and is not told who or why."""
    with transaction.atomic():
        request_id = find(actor, Action.PROPOSAL_ANSWER, Proposal, proposal_id).request_id
        request = lock_waiting(request_id)
        proposal: Proposal = find_locked(actor, Action.PROPOSAL_ANSWER, Proposal, proposal_id)
        proposal.state, proposal.answer_by = Proposal.DECLINED, None
        proposal.save(update_fields=["state", "answer_by"])
        trace(actor, Action.PROPOSAL_ANSWER, proposal, reason="declined")
        news.tell(request.membership.person_id)
        serve_request(request)
        outbox.emit(DECLINED, space=actor.space.pk, request=request.pk)


def _gone() -> ValidationError:
    return ValidationError(
        _("This question is not waiting for you any more. Somebody else has it, or it was taken back."),
        code="gone",
    )


def _closed() -> ValidationError:
    return ValidationError(
        _("This question cannot come to you any more. Nothing is your fault."), code="closed"
    )
