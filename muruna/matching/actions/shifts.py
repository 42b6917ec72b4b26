"""Being free now for live questions: up to two hours, and eight in seven days."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.foundation import outbox
from muruna.foundation.clock import now, today
from muruna.foundation.trace import trace
from muruna.matching.locks import own_locked
from muruna.matching.logic.shifts import begin_of_shift, minutes_ahead, minutes_left
from muruna.matching.models import Shift, SupportOffer
from muruna.matching.places import FREE
from muruna.matching.queries import minutes_this_week
from muruna.matching.serving import serve_space


def begin_shift(*, actor: Actor, minutes: int) -> SupportOffer:
    """Be free for live questions for the next `minutes`; raises ValidationError beyond the limits."""
    with transaction.atomic():
        require(actor, Action.OFFER_CHANGE, actor.space)
        row = own_locked(actor)
        moment = now()
        if row.paused_until is not None and row.paused_until >= today():
            raise ValidationError(_("You are taking a pause. End it first, if you like to be here now."))
        left = minutes_left(row.shift_began_at, row.free_until, minutes_this_week(row), moment)
        if minutes < 1 or minutes > left:
            raise ValidationError(
                _("That is longer than the limits allow: two hours at a time, eight in seven days.")
            )
        _count(row, minutes - minutes_ahead(row.free_until, moment))
        row.shift_began_at = begin_of_shift(row.shift_began_at, row.free_until, moment)
        row.free_until = moment + dt.timedelta(minutes=minutes)
        row.save(update_fields=["shift_began_at", "free_until"])
        trace(actor, Action.OFFER_CHANGE, row, reason="shift")
        outbox.emit(FREE, space=actor.space.pk, membership=actor.membership.pk)
        serve_space(actor.space)
        return row


def end_shift(*, actor: Actor) -> None:
    """Be free no longer; what was promised and not used is given back to the week."""
    with transaction.atomic():
        require(actor, Action.OFFER_CHANGE, actor.space)
        row = own_locked(actor)
        ahead = minutes_ahead(row.free_until, now())
        if row.free_until is None or row.free_until <= now():
            return
        _count(row, -ahead)
        row.free_until = now()
        row.save(update_fields=["free_until"])
        trace(actor, Action.OFFER_CHANGE, row, reason="shift_ended")
        serve_space(actor.space)


def _count(row: SupportOffer, minutes: int) -> None:
    shift, _new = Shift.objects.get_or_create(
        membership=row.membership, day=today(), defaults={"space_id": row.space_id}
    )
    # A shift that began before midnight gives back on a day that may have nothing to give.
    amount = Greatest(F("minutes") + minutes, 0)
    Shift.objects.filter(pk=shift.pk).update(minutes=amount)
