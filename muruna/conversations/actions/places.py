"""A supporter's places, counted only under the lock of their offer, so that no limit is ever passed."""

from muruna.conversations.models import Conversation, Participant
from muruna.foundation.clock import today
from muruna.matching.models import SupportOffer
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import rights_today


class Full(Exception):
    """The supporter has as many conversations as they may have, or takes no new ones now."""


def take_place(supporter: Membership) -> None:
    """Count one more conversation for `supporter`, inside the caller's transaction; raises Full."""
    offer = SupportOffer.objects.select_for_update().filter(membership=supporter).first()
    right = rights_today(supporter).filter(role=Right.SUPPORTER).first()
    if offer is None or right is None or (offer.paused_until and offer.paused_until >= today()):
        raise Full
    if offer.open_count >= (1 if right.on_probation else offer.most_open):
        raise Full
    offer.open_count += 1
    offer.save(update_fields=["open_count"])


def free_place(supporter: Membership) -> None:
    """Count one conversation less for `supporter`, inside the caller's transaction."""
    offer = SupportOffer.objects.select_for_update().filter(membership=supporter).first()
    if offer is not None and offer.open_count > 0:
        offer.open_count -= 1
        offer.save(update_fields=["open_count"])


def free_place_of(conversation: Conversation) -> None:
    """Free the place of whoever is the supporter of `conversation` now."""
    part = conversation.participants.filter(is_here=True, part=Participant.SUPPORTER)
    for one in part.select_related("membership"):
        free_place(one.membership)
