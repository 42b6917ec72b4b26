"""A calendar at a secret address: when one meets, and nothing else."""

import datetime as dt
from typing import Any

import icalendar
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext

from muruna.circles.holders import holding
from muruna.circles.models import Feed, Meeting, Seat
from muruna.foundation.clock import now
from muruna.foundation.tenancy import across_spaces
from muruna.foundation.vault import host_digest
from muruna.spaces.models import Membership
from muruna.spaces.models.space import CODE_LETTERS

LENGTH = 40
PAST = dt.timedelta(days=14)


def secret_of(actor: Any, feed: Feed) -> str:
    """The secret part of a feed's address (190 bits): made from its owner's root key, kept nowhere."""
    left, letters = int.from_bytes(actor.keys.digest(b"calendar:" + feed.pk.bytes)), ""
    for _ in range(LENGTH):
        left, which = divmod(left, len(CODE_LETTERS))
        letters += CODE_LETTERS[which]
    return letters


def place_of(actor: Any, feed: Feed) -> str:
    """The feed's address on this site."""
    return reverse("calendar-feed", kwargs={"secret": secret_of(actor, feed)})


def digest_of(secret: str) -> bytes:
    """What is kept of it: nothing that leads back to the address."""
    return host_digest("calendar", secret.encode())


def calendar_for(secret: str) -> bytes | None:
    """The calendar at this address as RFC 5545 text; None when there is none.

    A persona that is not active any more has an empty one. It names no circle, no place and nobody.
    """
    with across_spaces("a calendar's address is known before its space is"):
        rows = Feed.objects.select_related("membership__person", "membership__space")
        feed = rows.filter(digest=digest_of(secret)).first()
        if feed is None:
            return None
        meetings = list(_meetings(feed.membership))
        with translation.override(feed.membership.person.language):
            return _written(feed, meetings)


def _meetings(membership: Membership) -> Any:
    if membership.state != Membership.ACTIVE:
        return Meeting.objects.none()
    seats = Seat.objects.filter(Q(part=Seat.MEMBER) | holding(membership.space), membership=membership)
    here = seats.filter(state=Seat.HERE).values("circle")
    alive = Meeting.objects.filter(circle__in=here, state__in=(Meeting.PLANNED, Meeting.OPEN, Meeting.ENDED))
    return alive.filter(starts_at__gte=now() - PAST).order_by("starts_at", "pk")


def _written(feed: Feed, meetings: list[Meeting]) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Notes//Calendar//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # Translators: the title of every entry in a person's calendar. It must say nothing about what it is.
    title = pgettext("calendar", "Appointment")
    for meeting in meetings:
        event = icalendar.Event()
        # Not the meeting's own id: two calendars laid side by side must not show the same one.
        event.add("uid", _uid(feed, meeting))
        event.add("dtstamp", meeting.starts_at)
        event.add("dtstart", meeting.starts_at)
        event.add("duration", dt.timedelta(minutes=meeting.minutes))
        event.add("summary", title)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(feed: Feed, meeting: Meeting) -> str:
    return host_digest("calendar entry", feed.pk.bytes, meeting.pk.bytes)[:12].hex()
