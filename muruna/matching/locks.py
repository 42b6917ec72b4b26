"""Rows locked for a deed, in one order everywhere: the request, what hangs on it, then the offer."""

from typing import Any

from muruna.access import Action, Actor, NotFound, find_locked
from muruna.matching.models import Request, SupportOffer
from muruna.spaces.models import Membership


def lock_waiting(request_id: Any) -> Request:
    """The waiting request's row, before anything that hangs on it; raises NotFound when it waits no more."""
    request = (
        Request.objects.select_for_update(of=("self",))
        .select_related("membership__person")
        .filter(pk=request_id, state=Request.WAITING)
        .first()
    )
    if request is None:
        raise NotFound
    return request


def locked_offer(supporter: Membership) -> SupportOffer:
    """The offer's row, locked until the transaction ends and read after the lock; raises NotFound."""
    offer = SupportOffer.objects.select_for_update().filter(membership=supporter).first()
    if offer is None:
        raise NotFound
    return offer


def own_locked(actor: Actor) -> SupportOffer:
    """The actor's own offer, locked; raises NotFound."""
    row = SupportOffer.objects.filter(membership=actor.membership).values_list("pk", flat=True).first()
    own: SupportOffer = find_locked(actor, Action.OFFER_CHANGE, SupportOffer, row)
    return own
