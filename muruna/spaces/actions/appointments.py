"""A second person's yes to rights that open what is reported: nobody makes a lead or a steward alone."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked
from muruna.foundation import news, outbox
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces import events, guarding
from muruna.spaces.logic.rights import GUARDED, WAIT_DAYS, Second, Wish, second_for
from muruna.spaces.models import Appointment, Membership, Right
from muruna.spaces.queries import guardians, holders, roles_today


def second_needed(actor: Actor, membership: Membership, role: str) -> Second:
    """Whether a right that `actor` gives to `membership` needs a second person now."""
    apart = {actor.person.pk, membership.person_id}
    ever = Right.objects.filter(role__in=GUARDED).exclude(membership__person=actor.person)
    opened_days_ago = (today() - actor.space.opened_on).days
    has_lead = holders(Right.SAFEGUARDING_LEAD).exists()
    return second_for(
        role,
        has_others=guardians().exclude(person__in=apart).exists(),
        had_others=ever.exists(),
        opened_days_ago=opened_days_ago,
        may_ask_others=not has_lead and guarding.others(actor.space, apart).exists(),
    )


def appoint(actor: Actor, membership: Membership, wish: Wish, second: Second) -> Appointment:
    """Write down a right that waits; called by the deed that gives it, which has asked and looked."""
    begins_on = today() + dt.timedelta(days=WAIT_DAYS) if second == Second.TIME else None
    appointment, _new = Appointment.objects.update_or_create(
        membership=membership,
        role=wish.role,
        defaults={
            "space": actor.space,
            "ends_on": wish.ends_on,
            "given_by": actor.membership,
            "begins_on": begins_on,
            "asks_others": second == Second.OTHERS,
            "day": today(),
        },
    )
    apart = {actor.person.pk, membership.person_id}
    asked = guarding.others(actor.space, apart) if second == Second.OTHERS else guardians()
    for one in asked.exclude(person__in=apart):
        news.tell(one.person_id)
    trace(actor, Action.RIGHT_GIVE, appointment, reason=wish.role)
    return appointment


@all_or_nothing
def confirm_appointment(*, actor: Actor, appointment: Any) -> Right:
    """The second yes: the right begins today. Raises NotFound for its giver and for whoever would hold it.

    Raises ValidationError when the one who gave it may not any more, or when it makes no sense any more.
    """
    found: Appointment = find_locked(actor, Action.RIGHT_CONFIRM, Appointment, appointment.pk)
    if not _still_stands(found):
        raise ValidationError(_("This is no longer so. Please look at the page again."))
    trace(actor, Action.RIGHT_CONFIRM, found, reason=found.role)
    return _begin(found)


@all_or_nothing
def refuse_appointment(*, actor: Actor, appointment: Any) -> None:
    """The second person's no: nothing of it stays."""
    found: Appointment = find_locked(actor, Action.RIGHT_CONFIRM, Appointment, appointment.pk)
    trace(actor, Action.RIGHT_CONFIRM, found, reason="refused")
    if found.given_by is not None:
        news.tell(found.given_by.person_id)
    found.delete()


@all_or_nothing
def take_back_appointment(*, actor: Actor, appointment: Any) -> None:
    """A steward lets go of what waits."""
    found: Appointment = find_locked(actor, Action.RIGHT_GIVE, Appointment, appointment.pk)
    trace(actor, Action.RIGHT_GIVE, found, reason="taken_back")
    found.delete()


@all_or_nothing
def begin_what_has_waited() -> int:
    """Begin, in the active space, rights whose day has come; how many. What makes no sense now goes."""
    due = Appointment.objects.select_for_update().filter(begins_on__lte=today())
    begun = 0
    for one in due:
        if _still_stands(one):
            _begin(one)
            begun += 1
        else:
            one.delete()
    return begun


def _still_stands(one: Appointment) -> bool:
    return (
        one.given_by is not None
        and Right.STEWARD in roles_today(one.given_by)
        and one.membership.state == Membership.ACTIVE
        and one.role not in roles_today(one.membership)
        and one.ends_on >= today()
    )


def _begin(one: Appointment) -> Right:
    right: Right = Right.objects.create(
        space_id=one.space_id,
        membership=one.membership,
        role=one.role,
        starts_on=today(),
        ends_on=one.ends_on,
        given_by=one.given_by,
        told_until=today() + dt.timedelta(days=WAIT_DAYS) if one.asks_others else None,
    )
    one.delete()
    ids = {"space": right.space_id, "membership": right.membership_id, "right": right.pk}
    outbox.emit(events.RIGHT_GIVEN, **ids)
    news.tell(right.membership.person_id)
    return right
