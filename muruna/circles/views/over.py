"""When a page of a meeting cannot go on: the words that were typed come back, with where to turn to."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import NotFound
from muruna.circles.actions.taking_part import keep_draft
from muruna.circles.models import Meeting
from muruna.circles.queries import meetings as queries
from muruna.circles.views.frame import address, may_ask
from muruna.language.switch import typed, was_taken
from muruna.ui.giving_back import give_back, unsent_words
from muruna.ui.logic.typed import clean_words
from muruna.ui.pages import moved_to, page

FRAGMENT = "X-Fragment"
LONGEST = 15_000  # characters of unsent words: fits the largest padded envelope in any script
View = Callable[[HttpRequest, UUID], HttpResponse]


def of_meeting(view: View) -> View:
    """A view of a meeting: whoever has not read a new agreement reads it first, and comes straight back."""

    @wraps(view)
    def shown(request: HttpRequest, id: UUID) -> HttpResponse:
        try:
            return view(request, id)
        except NotFound:
            answer = _agree_first(request, id)
            if answer is None:
                raise
            return answer

    return shown


def _agree_first(request: HttpRequest, id: UUID) -> HttpResponse | None:
    seat = queries.must_agree(request.actor, id)  # type: ignore[attr-defined]
    if seat is None:
        return None
    if request.headers.get(FRAGMENT) and request.method == "GET":
        return cleared(request)
    if (answer := keep_typed(request, id)) is not None:
        return answer
    return moved_to(f"{address(request, 'seat-agree', id=seat.pk)}?to={id}")


def cleared(request: HttpRequest, template: str = "circles/nothing.html", **context: Any) -> HttpResponse:
    """The answer to an open page that must not go on showing words: it asks for itself anew."""
    answer = page(request, template, context)
    answer.headers["X-Over"] = "1"
    return answer


def keep_typed(request: HttpRequest, id: UUID) -> HttpResponse | None:
    """What stands in the line for words goes along with any press, and waits there afterwards.

    Words too long to wait come back at once, and the press does not count.
    """
    sent = typed(request) or request.POST
    if "text" in sent and queries.may_keep_draft(request.actor, id):  # type: ignore[attr-defined]
        text = clean_words(sent["text"])
        if len(text) > LONGEST:
            told = _("Please send them in parts, or keep them elsewhere. Nothing was sent.")
            return _given_back(request, _("So many words cannot wait here"), told, status=422)
        keep_draft(actor=request.actor, meeting_id=id, text=text)  # type: ignore[attr-defined]
        if typed(request) is not None:
            was_taken(request)
    return None


def instead(request: HttpRequest, seen: queries.Show) -> HttpResponse | None:
    """What somebody finds who cannot write in this meeting (any more); None while they can."""
    there = address(request, "meeting", id=seen.meeting.pk)
    if seen.is_inside and seen.meeting.state == Meeting.OPEN:
        return None
    if not unsent_words(request):
        return moved_to(there)
    if seen.meeting.state != Meeting.OPEN:
        heading, text = _("The meeting is over"), _("It ended while you were writing. Nothing was sent.")
    elif seen.is_out:
        heading, text = _("You are out of this meeting"), _("The facilitators decided so. Nothing was sent.")
    else:
        heading, text = _("You have left the meeting"), _("What you wrote was not sent.")
    circle = address(request, "circle", id=seen.circle.pk)
    return _given_back(request, heading, text, status=422, meeting=there, circle=circle)


def room_is_closed(request: HttpRequest) -> HttpResponse:
    """A room beside a meeting goes with it; nobody is told whether there ever was one."""
    if request.headers.get(FRAGMENT) and request.method == "GET":
        answer = cleared(request)
        answer.status_code = 404
        return answer
    heading, text = _("This room is closed"), _("It goes when its meeting ends, and nothing of it is kept.")
    return _given_back(request, heading, text, status=404)


def _given_back(request: HttpRequest, heading: str, text: str, *, status: int, **ways: str) -> HttpResponse:
    words = {"heading": heading, "text": text, "may_ask": may_ask(request)}
    return give_back(request, "circles/words_back.html", {**words, "ways": ways}, status=status)
