"""The circles I may know of, and the page of one."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.circles import labels, queries
from muruna.circles.models import Circle, Seat
from muruna.circles.queries import meetings, wall
from muruna.circles.views.frame import circle_context, is_open_words, may_ask
from muruna.spaces.models import Right
from muruna.ui.pages import page


def index(request: HttpRequest) -> HttpResponse:
    """Mine first, then those that are open to me, and what waits for my answer."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CIRCLE_LIST, actor.space)
    rows = _lines(actor)
    mine = [row for row in rows if row[0].is_mine]
    waiting = [row for row in rows if not row[0].is_mine and row[0].circle.state == Circle.PROPOSED]
    around = [row for row in rows if not row[0].is_mine and row[0].circle.state == Circle.OPEN]
    context = {
        "mine": mine,
        "waiting": waiting,
        "deciding": queries.seats_to_decide(actor),
        "around": around,
        "may_propose": actor.has(Right.FACILITATOR),
    }
    return page(request, "circles/index.html", context)


def _lines(actor: Any) -> list[tuple[queries.View, Any, list[dt.datetime], str]]:
    """Each circle with its word, its next start, and until when it is open now."""
    is_open = {circle: is_open_words(one) for circle, one in meetings.open_now(actor).items()}
    return [
        (one, _word(one), queries.coming(one.circle, 1), is_open.get(one.circle.pk, ""))
        for one in queries.circles_of(actor)
    ]


def _word(one: queries.View) -> Any:
    if one.circle.state == Circle.OPEN and one.mine is None and one.circle.is_closed:
        return _("Closed: you ask for a seat, and a facilitator answers")
    if one.circle.state != Circle.OPEN or one.mine is None:
        return labels.STATES[one.circle.state]
    return labels.SEATS.get(one.mine.state, "")


def circle(request: HttpRequest, id: UUID) -> HttpResponse:
    """What a circle is, and what I can do there."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.circle_view(actor, id)
    context = {**circle_context(request, seen), "people": queries.people_of(actor, seen.circle)}
    if seen.mine and seen.mine.state == Seat.REMOVED:
        context["because"] = labels.REMOVED_BECAUSE.get(seen.mine.removed_because)
        context["may_ask"] = may_ask(request)
    context["first_week"] = wall.first_week(actor, seen.mine)
    context["newcomers"] = wall.newcomers_of(seen.mine)
    if "lead" in seen.may:
        context["asking"] = queries.seats_to_answer(actor, seen.circle)
    return page(request, "circles/circle.html", context)
