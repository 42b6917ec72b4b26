"""What the worker does by itself: look at who waits, let questions move on, let old things go."""

import datetime as dt
from typing import Any

from django.db import transaction

from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.matching.finishing import finish
from muruna.matching.logic.shifts import DAYS_OF_A_WEEK
from muruna.matching.models import Request, Shift, Waited
from muruna.matching.pool import rules_of
from muruna.matching.serving import serve_space
from muruna.spaces.models import Membership, Space

KEEP_FINISHED = dt.timedelta(days=7)
KEEP_WAITS = dt.timedelta(days=90)


def serve_everywhere() -> None:
    """Look at everybody who waits, space by space."""
    for space in Space.objects.order_by("pk"):
        with in_space(space):
            serve_space(space)


def serve_one(space_id: Any) -> None:
    """Look at everybody who waits in one space; a space that is gone needs nothing."""
    space = Space.objects.filter(pk=space_id).first()
    if space is not None:
        with in_space(space):
            serve_space(space)


def end_for(space_id: Any, membership_id: Any) -> None:
    """Somebody left or was suspended: their own request ends, and what waits for them moves on."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None:
        return
    with in_space(space), transaction.atomic():
        own = Request.objects.select_for_update().filter(membership=membership_id, state=Request.WAITING)
        for request in own:
            finish(request, Request.WITHDRAWN)
        serve_space(space)


def may_still_ask(space_id: Any, membership_id: Any) -> bool:
    """Whether somebody's age is one at which people ask for a peer in their space."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None:
        return False
    with in_space(space):
        member = Membership.objects.filter(pk=membership_id).first()
        return member is not None and member.age_band in rules_of(space).asking_bands


def let_old_things_go() -> None:
    """End requests whose day is over, and delete what has served its purpose."""
    for space in Space.objects.order_by("pk"):
        with in_space(space):
            for row in Request.objects.filter(state=Request.WAITING, ends_on__lt=today()):
                _expire(row)
            Request.objects.filter(finished_on__lt=today() - KEEP_FINISHED).delete()
            Waited.objects.filter(day__lt=today() - KEEP_WAITS).delete()
            Shift.objects.filter(day__lt=today() - dt.timedelta(days=DAYS_OF_A_WEEK)).delete()


def _expire(row: Request) -> None:
    with transaction.atomic():
        locked = Request.objects.select_for_update().filter(pk=row.pk, state=Request.WAITING).first()
        if locked is not None:
            finish(locked, Request.EXPIRED)
