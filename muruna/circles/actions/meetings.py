"""A meeting from its plan to its end: opened, entered, left, ended, its words erased."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked
from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import newest_epoch
from muruna.accounts.models import ContentGrant
from muruna.circles.logic.series import Series, occurrences
from muruna.circles.logic.show import DOORS_EARLY, QUESTIONS, STAGES, counted, is_over, may_open
from muruna.circles.models import AfterCheck, Circle, Meeting, Presence, Room, Seat
from muruna.circles.nearness import hear
from muruna.circles.queries import meetings as queries
from muruna.circles.rooms import erase_rooms, open_rooms, renew_back, renew_floor, renew_guide
from muruna.circles.turns import give_next
from muruna.foundation import live, outbox
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace

CHECK_DAYS = 7
ENDED_BECAUSE = ("finished", "too_few", "safety", "other")
BY_ITSELF = "by_itself"
JUST_NOW = dt.timedelta(seconds=60)  # twice as long as from one look at the clock to the next


class NobodyOnDuty(Exception):
    """No trained reader of the circle's language is there: a meeting of these ages does not open."""


class IsAsked(Exception):
    """Somebody has asked whoever would leave for help alone."""


class IsLast(Exception):
    """Nobody else who holds the circle is there: everybody inside would be left without."""


def plan_meetings(circle: Circle) -> int:
    """Put every start of the circle's series that is still to come into its calendar; how many."""
    series = Series(circle.first_on, circle.at, circle.minutes, circle.time_zone, circle.rule)
    starts = [start for start in occurrences(series) if start > now()]
    for start in starts:
        Meeting.objects.create(space=circle.space, circle=circle, starts_at=start, minutes=circle.minutes)
    return len(starts)


def tell_of_the_hour() -> int:
    """Tell open pages of meetings whose doors may open since a moment ago; how many meetings these are."""
    latest = now() + DOORS_EARLY
    due = Meeting.objects.filter(
        state=Meeting.PLANNED, starts_at__gt=latest - JUST_NOW, starts_at__lte=latest
    )
    circles = list(due.values_list("circle", flat=True))
    if circles:  # nothing is locked at any other time
        with transaction.atomic():
            for circle in circles:
                live.changed(thread=circle)  # who waits on the page of the meeting hears its circle
    return len(circles)


@all_or_nothing
def open_meeting(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """Open the doors, from ten minutes before the hour; whoever opens leads through it.

    Raises NotFound, NobodyOnDuty, and ValidationError outside these hours.
    """
    meeting = find_locked(actor, Action.MEETING_LEAD, Meeting, meeting_id)
    if meeting.state == Meeting.OPEN:
        return meeting  # type: ignore[no-any-return]
    moment = now()
    if not may_open(moment, meeting.starts_at, meeting.minutes):
        raise ValidationError(_("The doors open ten minutes before the hour."))
    if not queries.is_watched(actor, meeting.circle, moment):
        raise NobodyOnDuty
    meeting.state, meeting.stage = Meeting.OPEN, STAGES[0]
    meeting.led_by = Seat.objects.get(circle=meeting.circle, membership=actor.membership, state=Seat.HERE)
    meeting.save()
    floor = open_rooms(meeting)
    trace(actor, Action.MEETING_LEAD, meeting, reason="opened")
    _come_in(actor, meeting, meeting.led_by, is_quiet=False)
    for seat in Seat.objects.filter(circle=meeting.circle, state=Seat.HERE).select_related("membership"):
        live.changed(person=seat.membership.person_id)
    live.changed(thread=meeting.circle_id)  # who waits on the page of the meeting hears its circle
    live.changed(thread=floor.pk)
    return meeting  # type: ignore[no-any-return]


@all_or_nothing
def enter_meeting(*, actor: Actor, meeting_id: UUID, is_quiet: bool = False) -> Presence:
    """Come in, and read what is said from now on, and what the facilitators have written before."""
    meeting = find_locked(actor, Action.MEETING_ENTER, Meeting, meeting_id)
    seat = Seat.objects.get(circle=meeting.circle_id, membership=actor.membership, state=Seat.HERE)
    presence = _come_in(actor, meeting, seat, is_quiet=is_quiet)
    if presence.is_out:
        raise ValidationError(_("You cannot come back into this meeting. The facilitators decided so."))
    trace(actor, Action.MEETING_ENTER, meeting)
    return presence


def _come_in(actor: Actor, meeting: Meeting, seat: Seat, *, is_quiet: bool) -> Presence:
    presence, is_new = Presence.objects.get_or_create(
        meeting=meeting, seat=seat, defaults={"space_id": meeting.space_id, "is_quiet": is_quiet}
    )
    if presence.is_out or (presence.is_here and not is_new):
        return presence  # type: ignore[no-any-return]
    presence.is_here, presence.is_quiet = True, is_quiet
    presence.save(update_fields=["is_here", "is_quiet"])
    hear([seat.pk])
    renew_floor(meeting)
    # Whoever got a seat after the doors had opened has no key of the facilitators' words yet.
    newest = newest_epoch(meeting.pk)
    if not ContentGrant.objects.filter(container=meeting.pk, epoch=newest, person=actor.person).exists():
        renew_guide(meeting)
    if seat.part == Seat.FACILITATOR:
        renew_back(meeting)
    return presence  # type: ignore[no-any-return]


@all_or_nothing
def leave_meeting(*, actor: Actor, meeting_id: UUID, is_sure: bool = True) -> None:
    """Go, without a word; what is said from now on is closed to the actor until they come in again.

    Raises NotFound; and, unless the actor is sure, IsAsked and IsLast: others would be left alone.
    """
    meeting = find_locked(actor, Action.MEETING_SPEAK, Meeting, meeting_id)
    if not is_sure:
        _refuse_to_leave_alone(queries.show(actor, meeting.pk))
    mine = Presence.objects.filter(meeting=meeting, seat__membership=actor.membership)
    mine.update(is_here=False, hand=0)
    if meeting.turn_of and meeting.turn_of.membership_id == actor.membership.pk:
        give_next(meeting)
    trace(actor, Action.MEETING_SPEAK, meeting, reason="left")
    for room in Room.objects.filter(meeting=meeting, helper__membership=actor.membership):
        live.changed(thread=room.pk)  # who is in there alone now learns it at once
    renew_floor(meeting)


def _refuse_to_leave_alone(seen: queries.Show) -> None:
    if queries.is_asked(seen):
        raise IsAsked
    if seen.leads and queries.is_last(seen):
        raise IsLast


@all_or_nothing
def end_meeting(*, actor: Actor, meeting_id: UUID, because: str, theme: str = "") -> None:
    """End it for everybody: a number and `theme`, which names nobody, are kept; every word is erased."""
    meeting = find_locked(actor, Action.MEETING_LEAD, Meeting, meeting_id)
    if because not in ENDED_BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    if meeting.state != Meeting.OPEN:
        raise ValidationError(_("This meeting is not open."))
    trace(actor, Action.MEETING_LEAD, meeting, reason=because)
    close(meeting, because=because, theme=theme)


def close(meeting: Any, *, because: str, theme: str = "") -> None:
    """End the locked `meeting`; the words go in this transaction, and the log is cut after it."""
    inside = Presence.objects.filter(meeting=meeting, seat__part=Seat.MEMBER)
    meeting.attended = inside.count()
    until = today() + dt.timedelta(days=CHECK_DAYS)
    for presence in inside.filter(is_out=False).select_related("seat__membership"):
        AfterCheck.objects.create(space_id=meeting.space_id, meeting=meeting, seat=presence.seat, until=until)
        live.changed(person=presence.seat.membership.person_id)
    meeting.state, meeting.ended_because, meeting.theme = Meeting.ENDED, because, theme
    meeting.turn_of, meeting.led_by = None, None
    meeting.save()
    erase_rooms(meeting)
    Presence.objects.filter(meeting=meeting).delete()
    outbox.emit("meeting.ended", space=meeting.space_id, meeting=meeting.pk)
    transaction.on_commit(empty_the_log)


@all_or_nothing
def answer_check(*, actor: Actor, check_id: UUID, given: dict[str, int]) -> None:
    """Answer the two questions: a number goes up, and that the actor was asked is forgotten."""
    check = find(actor, Action.MEETING_ANSWER, AfterCheck, check_id)
    meeting = Meeting.objects.select_for_update().get(pk=check.meeting_id)
    if set(given) != set(QUESTIONS):
        raise ValidationError(_("Please choose one."))
    meeting.answers = counted(meeting.answers, given)
    meeting.save(update_fields=["answers"])
    check.delete()


def tidy() -> int:
    """In the active space: end what nobody ended, note what nobody opened, forget old questions; how many."""
    moment, done = now(), 0
    with transaction.atomic():
        alive = Meeting.objects.filter(state__in=(Meeting.PLANNED, Meeting.OPEN), starts_at__lte=moment)
        for meeting in alive.select_for_update():
            if is_over(moment, meeting.starts_at, meeting.minutes):
                done += 1
                if meeting.state == Meeting.OPEN:
                    close(meeting, because=BY_ITSELF)
                else:
                    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.MISSED)
        AfterCheck.objects.filter(until__lt=today()).delete()
    return done


def close_all(circle: Circle) -> None:
    """End the circle's open meeting, and take those that were planned out of the calendar."""
    for meeting in Meeting.objects.select_for_update().filter(circle=circle, state=Meeting.OPEN):
        close(meeting, because="other")
    Meeting.objects.filter(circle=circle, state=Meeting.PLANNED).delete()
