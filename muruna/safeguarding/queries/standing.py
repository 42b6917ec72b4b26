"""Where a case stands, as everybody who may know of it is told: who has it, or that nobody has yet."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from muruna.access import Actor
from muruna.foundation.clock import now, today
from muruna.safeguarding.models import Case, CasePerson
from muruna.spaces.models import Right
from muruna.spaces.queries import holders

CLOSED, TAKEN, LATE, WAITING, NOBODY = "closed", "taken", "late", "waiting", "nobody"


@dataclass(frozen=True)
class Standing:
    """How far somebody has it: names are of leads, and empty where none can be given."""

    state: str
    taken_by: str = ""
    asked: str = ""
    answer_by: dt.datetime | None = None
    asked_again_at: dt.datetime | None = None
    is_promised_anew: bool = False  # because whoever was asked, or had it, cannot look at it any more


def team_here() -> QuerySet[CasePerson]:
    """Of an outer query of cases, those of the team who may open it today."""
    held = holders(Right.SAFEGUARDING_LEAD)
    return CasePerson.objects.filter(case=OuterRef("pk"), part=CasePerson.TEAM, membership__in=held)


def standing(case: Case) -> Standing:
    """Where one case stands; best fetched with `taken_by`, `asked` and `has_team`."""
    if case.state == Case.CLOSED:
        return Standing(CLOSED)
    if not case.has_team:  # type: ignore[attr-defined]
        return Standing(NOBODY)
    if case.answered_at is not None:
        return Standing(TAKEN, case.taken_by.name if case.taken_by else "")
    return Standing(
        LATE if is_late(case) else WAITING,
        asked=case.asked.name if case.asked else "",
        answer_by=case.answer_by,
        asked_again_at=case.asked_again_at,
        is_promised_anew=bool(
            case.asked_again_at and (not case.answer_by or case.asked_again_at < case.answer_by)
        ),
    )


def standings(cases: Iterable[UUID]) -> dict[UUID, Standing]:
    """Where these cases stand; one that is there no more has closed."""
    wanted = set(cases)
    rows = Case.objects.filter(pk__in=wanted).annotate(has_team=Exists(team_here()))
    rows = rows.select_related("taken_by", "asked")
    return {one: Standing(CLOSED) for one in wanted} | {row.pk: standing(row) for row in rows}


def is_late(case: Case) -> bool:
    """Nobody has it although the moment that was promised, or the day when none was, has passed."""
    if case.state == Case.CLOSED or case.answered_at is not None:
        return False
    return case.answer_by < now() if case.answer_by else case.opened_on < today()


def late_cases() -> QuerySet[Case]:
    """Cases of the active space that are late."""
    passed = Q(answer_by__lt=now()) | Q(answer_by=None, opened_on__lt=today())
    return Case.objects.filter(passed, state=Case.OPEN, answered_at=None)


def late_count(actor: Actor) -> int:
    """How many are late in which the actor, who coordinates, has no part; nothing else of them."""
    if not actor.has(Right.COORDINATOR):
        return 0
    return int(late_cases().exclude(people__membership__person=actor.person).count())
