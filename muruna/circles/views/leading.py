"""What the facilitators of a meeting do on their pages."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.circles.actions import leading, meetings
from muruna.circles.actions.meetings import NobodyOnDuty
from muruna.circles.forms.meetings import EndMeetingForm, LeadingForm, LookAfterForm
from muruna.circles.models import Meeting, Presence
from muruna.circles.queries import meetings as queries
from muruna.circles.views.frame import address
from muruna.circles.views.over import keep_typed
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page, moved_to, page


def lead(request: HttpRequest, id: UUID) -> HttpResponse:
    """One press: open the doors, the next part or the one before, the next turn."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.MEETING_LEAD, Meeting, id)
    if (answer := keep_typed(request, id)) is not None:
        return answer
    if request.method != "POST":
        return moved_to(address(request, "meeting", id=id))
    return form_page(
        request, LeadingForm, template="circles/refused.html",
        deed=lambda form: _press(actor, id, *form.press),
        done=lambda _none: address(request, "meeting", id=id) + "#end",
        context={"show": queries.show(actor, id)},
    )  # fmt: skip


def _press(actor: Any, id: UUID, what: str, seen: str) -> None:
    try:
        if what == "open":
            meetings.open_meeting(actor=actor, meeting_id=id)
        elif what == "next":
            leading.next_in_round(actor=actor, meeting_id=id, seen=seen)
        else:
            leading.move_on(actor=actor, meeting_id=id, seen=seen, by=1 if what == "forward" else -1)
    except NobodyOnDuty:
        raise ValidationError(
            _("Nobody who reads this language is on duty just now, so this meeting cannot open.")
        ) from None


def people(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who is inside, and what a facilitator can do for the peace of the meeting."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.MEETING_LEAD, Meeting, id)
    seen = queries.show(actor, id)
    rows = queries.others_inside(actor, seen.meeting)
    return page(request, "circles/meeting_people.html", {"show": seen, "others": rows, "form": ConfirmForm()})


def look_after(request: HttpRequest, id: UUID) -> HttpResponse:
    """Mute somebody, let them write again, put them out."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    presence = queries.presence_of_member(actor, id)
    return form_page(
        request, LookAfterForm, template="circles/look_after.html",
        deed=lambda form: leading.look_after(
            actor=actor, presence_id=id, what=form.cleaned_data["what"],
            because=form.cleaned_data["because"],
        ),
        done=lambda _none: address(request, "meeting-people", id=presence.meeting_id),
        context={"presence": presence},
    )  # fmt: skip


def lower(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take up what somebody raised a hand for."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    presence = find(actor, Action.PRESENCE_LEAD, Presence, id)
    there = address(request, "meeting", id=presence.meeting_id)
    if (answer := keep_typed(request, presence.meeting_id)) is not None:
        return answer
    if request.method != "POST":
        return moved_to(there)
    return form_page(
        request, ConfirmForm, template="circles/refused.html",
        deed=lambda _form: leading.lower_hand(actor=actor, presence_id=id),
        done=lambda _none: there + "#end", context={"show": queries.show(actor, presence.meeting_id)},
    )  # fmt: skip


def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """End it, and keep what it was about."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.MEETING_LEAD, Meeting, id)
    return form_page(
        request, EndMeetingForm, template="circles/end_meeting.html",
        deed=lambda form: meetings.end_meeting(
            actor=actor, meeting_id=id, because=form.cleaned_data["because"],
            theme=form.cleaned_data["theme"],
        ),
        done=lambda _none: address(request, "meeting", id=id),
        context={"show": queries.show(actor, id)},
    )  # fmt: skip
