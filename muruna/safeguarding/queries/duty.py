"""Who is on duty, and who may take a case without being part of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from muruna.accounts.queries import blocked_person_ids
from muruna.foundation import clock
from muruna.language.logic.scripts import languages_said
from muruna.safeguarding.logic.duty import Gap, gaps
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.logic.hours import Window, hours_of
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders


@dataclass(frozen=True)
class OnDuty:
    """A lead who answers now, and until when (aware, in the space's time zone)."""

    lead: Membership
    until: dt.datetime


def _occurrences(window: Any, zone: ZoneInfo, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    start = dt.datetime.combine(day, window.starts, zone)
    last = day if window.ends > window.starts else day + dt.timedelta(days=1)
    return start, dt.datetime.combine(last, window.ends, zone)


def lead_on_duty(
    space: Space,
    now: dt.datetime,
    *,
    language: str = "",
    never: Iterable[UUID] = (),
    must_read: bool = False,
) -> OnDuty | None:
    """The safeguarding lead who is on duty at `now`, one who reads `language` first; `never` are conflicted.

    With `must_read` nobody else counts.

    None when nobody is: the page must say so, with the next hour and the numbers beside it.
    """
    zone = ZoneInfo(space.time_zone)
    valid = {m.pk: m for m in holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=list(never))}
    found = []
    for window in DutyWindow.objects.filter(lead__in=valid):
        for back in (0, 1):  # yesterday's window may run past midnight
            day = now.astimezone(zone).date() - dt.timedelta(days=back)
            if window.weekday != day.weekday() or (must_read and language not in window.languages):
                continue
            start, end = _occurrences(window, zone, day)
            if start <= now < end:
                found.append(
                    (language not in window.languages, str(window.lead_id), valid[window.lead_id], end)
                )
    if not found:
        return None
    _reads, _id, lead, until = min(found, key=lambda row: row[:2])
    return OnDuty(lead, until)


def _coming(
    space: Space, now: dt.datetime, *, never: Iterable[UUID], reads: str = ""
) -> list[tuple[dt.datetime, str, Membership]]:
    """Every duty that begins within nine days after `now`, of leads who are not in `never`."""
    zone = ZoneInfo(space.time_zone)
    today = now.astimezone(zone).date()
    valid = {one.pk: one for one in holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=list(never))}
    starts = [
        (_occurrences(window, zone, today + dt.timedelta(days=ahead))[0], window.lead_id)
        for window in DutyWindow.objects.filter(lead__in=valid)
        for ahead in range(9)
        if window.weekday == (today + dt.timedelta(days=ahead)).weekday()
        and (not reads or reads in window.languages)
    ]
    return [(start, str(lead), valid[lead]) for start, lead in starts if start > now]


def next_duty(
    space: Space, now: dt.datetime, *, never: Iterable[UUID] = (), reads: str = ""
) -> dt.datetime | None:
    """When the next duty begins after `now` (aware), of a lead who `reads` a language, if any is."""
    return min((start for start, *_rest in _coming(space, now, never=never, reads=reads)), default=None)


def next_lead(space: Space, now: dt.datetime, *, never: Iterable[UUID] = ()) -> Membership | None:
    """The lead whose duty begins next after `now`, if any is planned."""
    coming = sorted(_coming(space, now, never=never), key=lambda row: row[:2])
    return coming[0][2] if coming else None


def unread_on_duty(
    space: Space, now: dt.datetime, text: str, *, beside: str, never: Iterable[UUID] = ()
) -> str:
    """A language of these words that nobody on duty reads now; "" when all of them are read.

    Theirs are those that the text is surely in, and that of what it stands `beside`; `never` are conflicted.
    """
    conflicted = list(never)
    for language in (*sorted(languages_said(text, beside) - {beside}), beside):
        if lead_on_duty(space, now, language=language, never=conflicted, must_read=True) is None:
            return language
    return ""


def may_talk_live(space: Space, member: Membership, language: str, now: dt.datetime) -> bool:
    """A live conversation of `member` may start: the profile asks for no duty, or somebody trained is there.

    There means on duty, reading `language`, and not `member` themselves. Whatever is written is kept either
    way; when the answer is no the page says so, with `next_duty(..., reads=language)` and the numbers.
    """
    if not space.effective().live_waits_for_duty(member.age_band):
        return True
    return lead_on_duty(space, now, language=language, never={member.pk}, must_read=True) is not None


def who_answers(space: Space, never: Iterable[UUID] = (), *, language: str = "") -> dict[str, Any]:
    """What a page says of duty now: "now" on duty, or when the "next" one begins; `never` are conflicted."""
    moment, conflicted = clock.now(), set(never)
    duty = lead_on_duty(space, moment, language=language, never=conflicted)
    return {"now": duty, "next": None if duty else next_duty(space, moment, never=conflicted)}


def apart_from(parts: Iterable[Membership]) -> set[UUID]:
    """Who is no neutral eye for something of these people: themselves, and leads whom a block keeps apart."""
    people = list(parts)
    apart = {person for one in people for person in blocked_person_ids(one.person)}
    blocked = {lead.pk for lead in unconflicted_leads(()) if lead.person_id in apart} if apart else set()
    return {one.pk for one in people} | blocked


def duties(space: Space) -> list[DutyWindow]:
    """Every duty of leads whose right is valid, by day and hour."""
    rows = DutyWindow.objects.filter(lead__in=holders(Right.SAFEGUARDING_LEAD)).select_related("lead")
    return list(rows.order_by("weekday", "starts", "pk"))


def uncovered(space: Space) -> dict[str, tuple[Gap, ...]]:
    """The space's hours that no lead covers, by language."""
    by_language: dict[str, list[Window]] = {}
    for duty in duties(space):
        for language in duty.languages:
            by_language.setdefault(language, []).append(Window(duty.weekday, duty.starts, duty.ends))
    return gaps(hours_of(space.time_zone, space.hours).windows, by_language, space.languages)


def unconflicted_leads(never: Iterable[UUID]) -> list[Membership]:
    """Safeguarding leads of the space who are no part of the matter; empty means: the external contact."""
    return list(holders(Right.SAFEGUARDING_LEAD).exclude(pk__in=list(never)).select_related("person"))
