"""Who says the second yes about somebody who leads or stewards, and who is never asked."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from muruna.access import Actor
from muruna.foundation.clock import today
from muruna.spaces.logic.rights import BEGINNING_DAYS, GUARDED, WAIT_DAYS
from muruna.spaces.models import GuardedStep, Membership, Space
from muruna.spaces.queries import colleagues, guardians, rights_today

# The ids of the personas of the active space about whose place in it this person decides nothing.
Bar = Callable[[UUID], QuerySet[Any, Any]]
_bars: list[Bar] = []


def bars(look: Bar) -> Bar:
    """Register whom a person may not take off, nor let back; usable as a decorator."""
    _bars.append(look)
    return look


def not_barred(person: UUID) -> Q:
    """A condition on rows with a `membership`: this person may have a say about it."""
    allowed = Q()
    for look in _bars:
        allowed &= ~Q(membership__in=look(person))
    return allowed


def is_barred(person: UUID, membership: Membership) -> bool:
    """Whether this person has no say about `membership`."""
    return any(Membership.objects.filter(pk=membership.pk, pk__in=look(person)).exists() for look in _bars)


def is_guarded(membership: Membership) -> bool:
    """Whether a persona holds a right, at rest or not, that two people decide about."""
    return rights_today(membership).filter(role__in=GUARDED).exists()


def others(space: Space, apart: Collection[UUID]) -> QuerySet[Membership]:
    """Who may say yes to a new lead where nobody leads: whoever has coordinated or supervised for a while.

    In a community that has just begun nobody has: there the one who does it today may.
    """
    return colleagues(long_enough_in(space)).exclude(person__in=apart)


def long_enough_in(space: Space) -> dt.date:
    """The same for a new lead where nobody leads, which a community that has just begun need not wait for."""
    is_young = (today() - space.opened_on).days <= BEGINNING_DAYS
    return today() if is_young else long_enough()


def long_enough() -> dt.date:
    """Since when somebody must have coordinated or supervised, so that they were not made for one yes."""
    return today() - dt.timedelta(days=WAIT_DAYS)


def seconds(step: GuardedStep) -> list[Membership]:
    """Who may say the second yes to a step today; `access` says the same of one actor at a time."""
    asker = step.asked_by
    apart = {step.membership.person_id, *([asker.person_id] if asker else ())}
    rows = colleagues(long_enough()) if step.asks_others else Membership.objects.none()
    found = (guardians() | rows).exclude(person__in=apart).distinct()
    return [one for one in found if not is_barred(one.person_id, step.membership)]


def decided(actor: Actor, step: UUID) -> GuardedStep | None:
    """What two have decided, for whoever asked for it, said yes, or might have been the second."""
    done = GuardedStep.objects.filter(pk=step, done_on__isnull=False).exclude(membership__person=actor.person)
    if not actor.has(*GUARDED):
        mine = Q(asked_by__person=actor.person) | Q(agreed_by__person=actor.person)
        if colleagues(long_enough()).filter(pk=actor.membership.pk).exists():
            mine |= Q(asks_others=True) & not_barred(actor.person.pk)
        done = done.filter(mine)
    return done.select_related("membership", "asked_by", "agreed_by").first()
