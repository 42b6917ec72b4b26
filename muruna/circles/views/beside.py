"""Beside a meeting: side room, back room, showing words, questions after, and the calendar."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find, require
from muruna.circles import feeds
from muruna.circles.actions import calendars, meetings, reporting, taking_part
from muruna.circles.forms.meetings import AskAsideForm, CheckForm, ShowForm, SideForm
from muruna.circles.models import AfterCheck, Feed, Meeting, Room
from muruna.circles.queries import meetings as queries
from muruna.circles.views.frame import address, number_of
from muruna.circles.views.over import FRAGMENT, of_meeting, room_is_closed
from muruna.foundation.vault import TooLong
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page, page


@of_meeting
def ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """ "I'm not OK": to one facilitator alone."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.MEETING_SPEAK, Meeting, id)
    seen = queries.show(actor, id)
    return form_page(
        request, AskAsideForm, template="circles/ask_aside.html",
        deed=_in_words(lambda form: taking_part.ask_aside(
            actor=actor, meeting_id=id, text=form.cleaned_data["text"]
        )),
        done=lambda room: address(request, "meeting-aside", id=room.pk) + "#end",
        context={"show": seen, "aside": queries.aside_state(actor, seen, None)},
    )  # fmt: skip


def aside(request: HttpRequest, id: UUID) -> HttpResponse:
    """The side room of two."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        room = queries.side_room(actor, id)
    except NotFound:
        return room_is_closed(request)
    return _room(request, room, lambda text: taking_part.say_aside(actor=actor, room_id=id, text=text))


def back(request: HttpRequest, id: UUID) -> HttpResponse:
    """The facilitators' own room."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        room = find(actor, Action.BACK_SPEAK, Room, id)
    except NotFound:
        return room_is_closed(request)
    return _room(request, room, lambda text: taking_part.say_back(actor=actor, room_id=id, text=text))


def _room(request: HttpRequest, room: Room, say: Callable[[str], Any]) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.beside(actor, room)
    words = queries.words_of(actor, room)
    newest = words[-1].seq if words else 0
    names = queries.names_in(seen.circle)
    state = queries.aside_state(actor, seen, room) if room.kind == Room.ASIDE else None
    context = {"show": seen, "room": room, "words": words, "names": names, "newest": newest, "aside": state}
    if request.headers.get(FRAGMENT) and request.method == "GET":
        if request.GET.get("part") == "state":
            return page(request, "circles/aside_state.html", context)
        after = number_of(request, "after")
        context["words"] = [one for one in words if one.seq > after]
        answer = page(request, "circles/new.html", context)
        answer.headers["X-After"] = str(max(newest, after))
        return answer
    return form_page(
        request, SideForm, template="circles/room.html",
        deed=_in_words(lambda form: say(form.cleaned_data["text"])),
        done=lambda _word: request.path + "#end", context=context,
    )  # fmt: skip


def _in_words(deed: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The deed of a form, with its refusals in words."""

    def done(form: Any) -> Any:
        try:
            return deed(form)
        except TooLong:
            raise ValidationError(_("This is too long to be sealed. Please send it in two parts.")) from None
        except NobodyToTell as refusal:
            raise ValidationError(refusal.sentence) from None

    return done


@of_meeting
def show(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show chosen words to the people who look after safety."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = find(actor, Action.MEETING_REPORT, Meeting, id)
    seen, floor = queries.show(actor, id), queries.floor_of(found)
    words = queries.words_of(actor, floor) if floor else []
    return form_page(
        request, ShowForm, template="circles/show.html",
        deed=_in_words(lambda form: reporting.report_meeting(
            actor=actor, meeting_id=id, ids=[UUID(one) for one in form.cleaned_data["chosen"]],
            why=form.cleaned_data["why"],
        )),
        done=lambda _case: address(request, "meeting", id=id),
        context={"show": seen, "words": words, "names": queries.names_in(seen.circle)},
        form_options={"ids": [one.id for one in words]}, said=_("It has arrived."),
    )  # fmt: skip


def after(request: HttpRequest, id: UUID) -> HttpResponse:
    """Two questions after a meeting."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    check = find(actor, Action.MEETING_ANSWER, AfterCheck, id)
    return form_page(
        request, CheckForm, template="circles/after.html",
        deed=lambda form: meetings.answer_check(actor=actor, check_id=id, given=form.given),
        done=lambda _none: address(request, "circle-list"),
        context={"check": check}, said=_("Thank you. It counts, and nobody sees which answer was yours."),
    )  # fmt: skip


def calendar(request: HttpRequest) -> HttpResponse:
    """My own secret address for a calendar program: make one, see it, revoke it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CALENDAR_CHANGE, actor.space)
    feed = Feed.objects.filter(membership=actor.membership).first()
    place = request.build_absolute_uri(feeds.place_of(actor, feed)) if feed else ""
    deed = calendars.revoke_feed if "revoke" in request.POST else calendars.make_feed
    return form_page(
        request, ConfirmForm, template="circles/calendar.html",
        deed=lambda _form: deed(actor=actor), done=lambda _feed: address(request, "circle-calendar"),
        context={"feed": feed, "place": place},
    )  # fmt: skip


def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program finds at a secret address: when one meets, and nothing else."""
    text = feeds.calendar_for(secret)
    if text is None:
        raise NotFound
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="notes.ics"'
    return answer
