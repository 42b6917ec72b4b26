"""Who is on duty, and who may take a case without being part of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from muruna.safeguarding.models import DutyWindow
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders


@dataclass(frozen=True)
class OnDuty:
    """A lead who answers now, and until when (aware, in the space's time zone)."""

    lead: Membership
    until: dt.datetime


def _occurrences(window: DutyWindow, zone: ZoneInfo, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    start = dt.datetime.combine(day, window.starts, zone)
    last = day if window.ends > window.starts else day + dt.timedelta(days=1)
    return start, dt.datetime.combine(last, window.ends, zone)


def lead_on_duty(
    space: Space, now: dt.datetime, *, language: str = "", never: Iterable[UUID] = ()
) -> OnDuty | None:
    """The safeguarding lead who is on duty at `now`, one who reads `language` first; `never` are conflicted.

    None when nobody is: the page must say so, with the next hour and the numbers beside it.
    """
    zone = ZoneInfo(space.time_zone)
    valid = {m.pk: m for m in holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=list(never))}
    found = []
    for window in DutyWindow.objects.filter(lead__in=valid):
        for back in (0, 1):  # yesterday's window may run past midnight
            day = now.astimezone(zone).date() - dt.timedelta(days=back)
            if window.weekday != day.weekday():
                continue
            start, end = _occurrences(window, zone, day)
            if start <= now < end:
                found.append((language not in window.languages, str(window.lead_id), valid[window.lead_id], end))
    if not found:
        return None
    _reads, _id, lead, until = min(found, key=lambda row: row[:2])
    return OnDuty(lead, until)


def next_duty(space: Space, now: dt.datetime) -> dt.datetime | None:
    """When the next duty begins after `now` (aware); None when no duty is planned at all."""
    zone = ZoneInfo(space.time_zone)
    today = now.astimezone(zone).date()
    valid = holders(Right.SAFEGUARDING_LEAD)
    starts = [
        _occurrences(window, zone, today + dt.timedelta(days=ahead))[0]
        for window in DutyWindow.objects.filter(lead__in=valid)
        for ahead in range(9)
        if window.weekday == (today + dt.timedelta(days=ahead)).weekday()
    ]
    return min((start for start in starts if start > now), default=None)


def unconflicted_leads(never: Iterable[UUID]) -> list[Membership]:
    """Safeguarding leads of the space who are no part of the matter; empty means: the external contact."""
    return list(holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=list(never)).select_related("person"))
