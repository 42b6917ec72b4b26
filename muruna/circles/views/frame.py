"""What the pages of circles share: addresses, and the circle around them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from muruna.access import Action, may
from muruna.circles import labels, queries
from muruna.circles.models import Meeting
from muruna.circles.queries import meetings
from muruna.foundation.clock import now, zone
from muruna.ui.formats import clock_time
from muruna.ui.inside import to


def address(request: HttpRequest, name: str, **parts: Any) -> str:
    """The address of a page in the active space."""
    return to(request.actor, name, **parts)  # type: ignore[attr-defined]


def may_ask(request: HttpRequest) -> bool:
    """Whether the reader may ask for somebody to talk with."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return may(actor, Action.REQUEST_WRITE, actor.space)


def own_zone(request: HttpRequest) -> str:
    """The time zone in which the reader is shown hours."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return str(zone(actor.person.time_zone, actor.space.time_zone))


def number_of(request: HttpRequest, name: str) -> int:
    """A whole number from the address, or 0 for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_open_words(meeting: Meeting | None) -> str:
    """That a meeting is open, and until when by its plan; empty without one."""
    if meeting is None:
        return ""
    if meeting.ends_at <= now():
        return _("Open now")
    return _("Open now, until %(hour)s") % {"hour": clock_time(meeting.ends_at)}


def circle_context(request: HttpRequest, seen: queries.View) -> dict[str, Any]:
    """What every page of one circle shows of it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    alive, over = meetings.meetings_of(actor, seen.circle)
    is_now = {one.starts_at: one for one in alive if one.state == Meeting.OPEN}  # its doors may open early
    return {
        "view": seen,
        "circle": seen.circle,
        "ages": [labels.AGES[band] for band in seen.circle.age_bands if band in labels.AGES],
        "state": labels.STATES[seen.circle.state],
        "seat_state": labels.SEATS.get(seen.mine.state, "") if seen.mine else "",
        "coming": [start for start in queries.coming(seen.circle) if start not in is_now],
        "own_zone": own_zone(request),
        "meetings": (alive, over),
        "is_open": is_open_words(next(iter(is_now.values()), None)),
    }
