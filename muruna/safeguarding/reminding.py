"""Asking again where nobody has taken a case up in time: a promised moment never passes in silence."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from muruna.foundation import news, outbox
from muruna.foundation.clock import now
from muruna.safeguarding.models import WAITING_FOR_IT, Case, CasePerson
from muruna.safeguarding.queries.duty import lead_on_duty, next_duty, next_lead
from muruna.safeguarding.queries.standing import is_late, late_cases
from muruna.safeguarding.sealing import here
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders

ANSWER_WITHIN = dt.timedelta(minutes=60)  # once somebody is on duty
AGAIN = {Case.WORRY: dt.timedelta(hours=1), Case.REPORT: dt.timedelta(days=1)}


def ask_again(space: Space) -> int:
    """Ask the next lead of every case of the active space that is late, and tell its team; how many."""
    due = Q(asked_again_at=None) | Q(asked_again_at__lt=F("answer_by"))  # a promise was made after that
    for kind, wait in AGAIN.items():
        due |= Q(kind=kind, asked_again_at__lte=now() - wait)
    ids = list(late_cases().filter(due).values_list("pk", flat=True))
    return sum(_ask(space, Case.objects.filter(due, pk=pk)) for pk in ids)


def ask_anew(space: Space) -> int:
    """Where whoever was asked, or had it, can open it no more, ask the next one at once; how many.

    So it is, too, where no promise could be made, and somebody is there again.
    """
    return sum(ask_next(case) for case in Case.objects.filter(state=Case.OPEN))


def ask_next(case: Case) -> bool:
    """Make a hollow promise of a case anew, and tell whoever was told the earlier one; whether it was."""
    if not _is_hollow(case):
        return False
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        had = (case.answered_at, case.asked_id, case.answer_by)
        case.asked, case.answer_by = _promise(case)
        if case.state != Case.OPEN or had == (None, case.asked_id, case.answer_by):
            return False
        case.taken_by = case.answered_at = None
        case.asked_again_at = now().replace(second=0, microsecond=0)
        case.save(update_fields=["taken_by", "answered_at", "asked", "answer_by", "asked_again_at"])
        for one in _to_tell(case, is_first=True):
            news.tell(one)
        outbox.emit("case.asked_again", space=case.space_id, case=case.pk)
        return True


def _is_hollow(case: Case) -> bool:
    """Whether it rests on somebody who cannot open the case now, or there is no promise at all."""
    team = {one.pk for one in here(case)}
    if case.answered_at is not None:
        return case.taken_by_id not in team
    if case.asked_id is not None:
        return case.asked_id not in team
    if case.answer_by is None:
        return True
    # Nobody was on duty, so nobody was asked by name: what was promised was the hour of somebody's duty.
    begins = case.answer_by - ANSWER_WITHIN
    return not is_late(case) and lead_on_duty(case.space, begins, never=_outside(team)) is None


def _promise(case: Case) -> tuple[Membership | None, dt.datetime | None]:
    """Who of its team is asked now, and by when an answer is promised: within an hour of the next duty."""
    moment, never = now(), _outside({one.pk for one in here(case)})
    whom = CasePerson.objects.filter(case=case, part=CasePerson.CONCERNED)
    language = whom.values_list("membership__person__language", flat=True).first() or ""
    duty = lead_on_duty(case.space, moment, language=language, never=never)
    begins = moment if duty else next_duty(case.space, moment, never=never)
    asked = duty.lead if duty else next_lead(case.space, moment, never=never)
    return asked, (begins + ANSWER_WITHIN).replace(second=0, microsecond=0) if begins else None


def _outside(team: Collection[UUID]) -> set[UUID]:
    return set(holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=team).values_list("pk", flat=True))


def _ask(space: Space, rows: QuerySet[Case]) -> bool:
    with transaction.atomic():
        case = rows.select_for_update().first()
        if case is None or not is_late(case):  # somebody took it up meanwhile
            return False
        is_first = case.asked_again_at is None or bool(
            case.answer_by and case.asked_again_at < case.answer_by
        )
        case.asked = _next(space, case)
        case.asked_again_at = now().replace(second=0, microsecond=0)
        case.save(update_fields=["asked", "asked_again_at"])
        for one in _to_tell(case, is_first=is_first):
            news.tell(one)
        outbox.emit("case.asked_again", space=space.pk, case=case.pk)
        return True


def _next(space: Space, case: Case) -> Membership | None:
    """Whoever of its team is on duty now or next, another than was asked last where there is one."""
    outside = _outside([one.pk for one in here(case)])
    for never in (outside | {case.asked_id}, outside):
        duty = lead_on_duty(space, now(), never=never - {None})
        found = duty.lead if duty else next_lead(space, now(), never=never - {None})
        if found is not None:
            return found
    return None


def _to_tell(case: Case, *, is_first: bool) -> set[UUID]:
    """Its team and, as a number without a name, the coordinators; those who wait are told once."""
    team = {one.person_id for one in here(case)}
    parts = CasePerson.objects.filter(case=case)
    apart = set(parts.values_list("membership__person", flat=True))
    coordinators = set(holders(Right.COORDINATOR).values_list("person", flat=True)) - apart
    waiting = parts.filter(part__in=WAITING_FOR_IT).values_list("membership__person", flat=True)
    return team | coordinators | (set(waiting) if is_first else set())
