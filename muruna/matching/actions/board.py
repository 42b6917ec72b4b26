"""Matching by hand: a coordinator proposes, within every hard filter; the member still chooses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked
from muruna.foundation import news
from muruna.foundation.trace import trace
from muruna.matching.models import Proposal, Request
from muruna.matching.queries import eligible_supporters
from muruna.spaces.models import Membership


def propose_by_hand(*, actor: Actor, request_id: Any, supporter_id: Any) -> Proposal:
    """Show this supporter to the member who waits; raises ValidationError when the rules keep them apart."""
    with transaction.atomic():
        request: Request = find_locked(actor, Action.WAITING_BOARD, Request, request_id)
        able = {str(one.pk): one for one in eligible_supporters(actor.space, request.membership, request)}
        supporter: Membership | None = able.get(str(supporter_id))
        if supporter is None or request.takes_first_free:
            raise ValidationError(_("This supporter cannot be proposed for this request any more."))
        proposal, _new = Proposal.objects.get_or_create(
            request=request, supporter=supporter, defaults={"space": actor.space, "state": Proposal.SHOWN}
        )
        if proposal.state == Proposal.LAPSED:
            proposal.state = Proposal.SHOWN
            proposal.save(update_fields=["state"])
        trace(actor, Action.WAITING_BOARD, proposal)
        news.tell(request.membership.person_id)
        return proposal
