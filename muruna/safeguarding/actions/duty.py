"""A lead's own weekly duty."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.logic.hours import Window, overlaps
from muruna.spaces.models import Membership


@all_or_nothing
def set_duty(
    *, actor: Actor, weekdays: list[int], starts: dt.time, ends: dt.time, languages: list[str]
) -> list[DutyWindow]:
    """Be on duty at these hours each week, on the space's clock; an end before the start is the next day's.

    Raises NotFound, and ValidationError when it overlaps what the actor has set before.
    """
    require(actor, Action.DUTY_SET, actor.space)
    Membership.objects.select_for_update().get(pk=actor.membership.pk)  # one change of one lead at a time
    had = [
        Window(one.weekday, one.starts, one.ends) for one in DutyWindow.objects.filter(lead=actor.membership)
    ]
    wanted = [Window(day, starts, ends) for day in sorted(set(weekdays))]
    if overlaps((*had, *wanted)):
        raise ValidationError(
            _("You are on duty then already. Take the other hours away first, or choose hours beside them."),
            code="overlap",
        )
    made = [
        DutyWindow.objects.create(
            space=actor.space,
            lead=actor.membership,
            weekday=one.weekday,
            starts=starts,
            ends=ends,
            languages=[code for code in languages if code in actor.space.languages],
        )
        for one in wanted
    ]
    trace(actor, Action.DUTY_SET, actor.space)
    return made


@all_or_nothing
def drop_duty(*, actor: Actor, duty_id: UUID) -> None:
    """Be on duty at these hours no more; raises NotFound for another lead's."""
    find_locked(actor, Action.DUTY_SET, DutyWindow, duty_id).delete()
    trace(actor, Action.DUTY_SET, actor.space)
