"""A space is never without a steward: what every deed asks that could end the last one's right."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.foundation import outbox
from muruna.foundation.clock import today
from muruna.spaces import events
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders, rights_today


def keep_a_steward(membership: Membership) -> None:
    """Lock the space and raise ValidationError when `membership` is its only active steward.

    The lock comes before any other, so that two stewards who end each other's right take turns.
    """
    Space.objects.select_for_update().get(pk=membership.space_id)
    stewards = set(holders(Right.STEWARD).values_list("pk", flat=True))
    if stewards == {membership.pk}:
        raise ValidationError(
            _("This is the only steward of this community. First give this right to somebody else."),
            code="last_steward",
        )


def end_rights_of(membership: Membership) -> None:
    """End every right that `membership` holds today."""
    for right in rights_today(membership).select_for_update():
        end_now(right)


def end_now(right: Right) -> None:
    """End `right` at once: yesterday was its last day; one that began today leaves no row."""
    ids = {"space": right.space_id, "membership": right.membership_id, "right": right.pk}
    yesterday = today() - dt.timedelta(days=1)
    if right.starts_on > yesterday:
        right.delete()
    else:
        right.ends_on = yesterday
        right.save(update_fields=["ends_on"])
    outbox.emit(events.RIGHT_ENDED, **ids)
