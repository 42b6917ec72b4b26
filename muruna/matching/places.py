"""A supporter's places for conversations: counted only under the lock of their offer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.foundation import outbox
from muruna.matching.locks import locked_offer
from muruna.matching.logic.needs import OPEN_MOST_IN_PROBATION
from muruna.matching.models import SupportOffer
from muruna.spaces.models import Membership
from muruna.spaces.queries import support_rights

FREE = "supporter.free"  # space, membership


def open_place(*, supporter: Membership) -> None:
    """Take a place outside a match, as for a hand-over; raises ValidationError ("full") at the limit."""
    with transaction.atomic():
        offer = locked_offer(supporter)
        right = next(iter(support_rights(supporter)), None)
        most = 0 if right is None else OPEN_MOST_IN_PROBATION if right.on_probation else offer.most_open
        if offer.open_count >= most:
            raise ValidationError(
                _("This supporter has as many conversations as their limit allows."), code="full"
            )
        offer.open_count += 1
        offer.save(update_fields=["open_count"])


def close_place(*, supporter: Membership) -> None:
    """Give a place back when a conversation has ended; who waits is looked at again."""
    with transaction.atomic():
        offer = SupportOffer.objects.select_for_update().filter(membership=supporter).first()
        if offer is None or offer.open_count == 0:
            return
        offer.open_count -= 1
        offer.save(update_fields=["open_count"])
        outbox.emit(FREE, space=offer.space_id, membership=supporter.pk)
