"""Leads who are to leave a case: what waits for a second yes, and who may say it."""

import datetime as dt

from muruna.access import Action, Actor, find, visible
from muruna.foundation.clock import today
from muruna.safeguarding.models import Case, CasePerson, SteppingAside
from muruna.safeguarding.sealing import here
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders

DAYS_TOLD = 30


def seconds_for(wish: SteppingAside) -> list[Membership]:
    """Who may say the second yes today; `access` says the same of one actor at a time."""
    parts = CasePerson.objects.filter(case=wish.case_id).values("membership__person")
    stewards = list(holders(Right.STEWARD).exclude(person__in=parts))
    apart = {wish.lead_id, wish.asked_by_id}
    return [one for one in (*here(wish.case), *stewards) if one.pk not in apart]


def asides_of(actor: Actor, case: Case) -> list[tuple[SteppingAside, list[Membership]]]:
    """Who left a case's team or is to leave it, with those who may say the second yes; raises NotFound."""
    find(actor, Action.CASE_SEE, Case, case.pk)
    rows = SteppingAside.objects.filter(case=case).select_related("case", "lead", "asked_by", "agreed_by")
    return [(one, [] if one.done_on else seconds_for(one)) for one in rows.order_by("day", "pk")]


def waiting_asides(actor: Actor) -> list[SteppingAside]:
    """What waits for the actor's own yes or no."""
    rows = visible(actor, Action.CASE_APPROVE, SteppingAside)
    return list(rows.order_by("day", "pk"))


def taken_off(actor: Actor) -> list[SteppingAside]:
    """Cases that others took the actor off lately: that it was so, and nothing of the case."""
    since = today() - dt.timedelta(days=DAYS_TOLD)
    rows = SteppingAside.objects.filter(lead=actor.membership, done_on__gte=since)
    return list(rows.exclude(asked_by=actor.membership).order_by("-done_on", "pk"))
