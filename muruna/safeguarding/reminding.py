"""Asking again where nobody has taken a case up in time: a promised moment never passes in silence."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from muruna.foundation import news, outbox
from muruna.foundation.clock import now
from muruna.safeguarding.models import WAITING_FOR_IT, Case, CasePerson
from muruna.safeguarding.queries.duty import lead_on_duty, next_lead
from muruna.safeguarding.queries.standing import is_late, late_cases
from muruna.safeguarding.sealing import team_of
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders

AGAIN = {Case.WORRY: dt.timedelta(hours=1), Case.REPORT: dt.timedelta(days=1)}


def ask_again(space: Space) -> int:
    """Ask the next lead of every case of the active space that is late, and tell its team; how many."""
    due = Q(asked_again_at=None)
    for kind, wait in AGAIN.items():
        due |= Q(kind=kind, asked_again_at__lte=now() - wait)
    ids = list(late_cases().filter(due).values_list("pk", flat=True))
    return sum(_ask(space, Case.objects.filter(due, pk=pk)) for pk in ids)


def _ask(space: Space, rows: QuerySet[Case]) -> bool:
    with transaction.atomic():
        case = rows.select_for_update().first()
        if case is None or not is_late(case):  # somebody took it up meanwhile
            return False
        is_first = case.asked_again_at is None
        case.asked = _next(space, case)
        case.asked_again_at = now().replace(second=0, microsecond=0)
        case.save(update_fields=["asked", "asked_again_at"])
        for one in _to_tell(case, is_first=is_first):
            news.tell(one)
        outbox.emit("case.asked_again", space=space.pk, case=case.pk)
        return True


def _next(space: Space, case: Case) -> Membership | None:
    """Whoever of its team is on duty now or next, another than was asked last where there is one."""
    team = [one.pk for one in team_of(case)]
    outside = set(holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=team).values_list("pk", flat=True))
    for never in (outside | {case.asked_id}, outside):
        duty = lead_on_duty(space, now(), never=never - {None})
        found = duty.lead if duty else next_lead(space, now(), never=never - {None})
        if found is not None:
            return found
    return None


def _to_tell(case: Case, *, is_first: bool) -> set[UUID]:
    """Its team and, as a number without a name, the coordinators; those who wait are told once."""
    team = {one.person_id for one in team_of(case)}
    parts = CasePerson.objects.filter(case=case)
    apart = set(parts.values_list("membership__person", flat=True))
    coordinators = set(holders(Right.COORDINATOR).values_list("person", flat=True)) - apart
    waiting = parts.filter(part__in=WAITING_FOR_IT).values_list("membership__person", flat=True)
    return team | coordinators | (set(waiting) if is_first else set())
