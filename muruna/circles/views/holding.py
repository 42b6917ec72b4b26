"""What those who hold a circle do: let people in, look after the agreement, take a seat away, end it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find, may
from muruna.circles import labels, queries
from muruna.circles.actions import joining, leaving
from muruna.circles.forms.circles import AgreementForm, EndForm, LetInForm, RemoveForm
from muruna.circles.logic.entry import STAYS
from muruna.circles.models import Circle, Seat
from muruna.circles.views.frame import address, circle_context
from muruna.ui.pages import form_page, page


def people(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who asks, who sits, who waits: by the names of this circle."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    circle = find(actor, Action.CIRCLE_LEAD, Circle, id)
    others = queries.others_seats(actor, circle)
    return page(request, "circles/people.html", {
        "circle": circle, "asking": queries.seats_to_answer(actor, circle),
        "others": [(seat, labels.SEATS_OF_OTHERS[seat.state]) for seat in others],
        "beside": queries.seats_beside(actor, circle),
    })  # fmt: skip


def let_in(request: HttpRequest, id: UUID) -> HttpResponse:
    """Answer somebody who asks for a seat."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_ANSWER, Seat, id)
    return form_page(
        request, LetInForm, template="circles/let_in.html",
        deed=lambda form: joining.answer_asking(
            actor=actor, seat_id=id, lets_in=form.cleaned_data["answer"] == "yes"
        ),
        done=lambda _seat: address(request, "circle-people", id=seat.circle_id),
        context={"seat": seat, "circle": seat.circle},
    )  # fmt: skip


def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a seat away for good."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_REMOVE, Seat, id)
    holds = may(actor, Action.CIRCLE_LEAD, seat.circle)
    back = address(request, "circle-people" if holds else "circle", id=seat.circle_id)
    asked = labels.REMOVED_BECAUSE.get(seat.asked_away_because)
    return form_page(
        request, RemoveForm, template="circles/remove.html",
        deed=lambda form: _decide(actor, id, form.cleaned_data["because"]),
        done=lambda _none: back if holds else address(request, "circle-list"),
        form_options={"was_asked": asked is not None},
        context={"seat": seat, "circle": seat.circle, "back": back, "asked": asked,
                 "by": queries.who_asks(seat)},
    )  # fmt: skip


def _decide(actor: Any, id: UUID, because: str) -> None:
    if because == STAYS:
        leaving.leave_seat_as_it_is(actor=actor, seat_id=id)
    else:
        leaving.remove_from_circle(actor=actor, seat_id=id, because=because)


def ask_away(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask that another who holds the circle no longer does: a coordinator decides."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_ASK_AWAY, Seat, id)
    back = address(request, "circle-people", id=seat.circle_id)
    return form_page(
        request, RemoveForm, template="circles/ask_away.html",
        deed=lambda form: leaving.ask_to_remove(
            actor=actor, seat_id=id, because=form.cleaned_data["because"]
        ),
        done=lambda _none: back, context={"seat": seat, "back": back},
        said=_("You have asked. A coordinator decides."),
    )  # fmt: skip


def agreement(request: HttpRequest, id: UUID) -> HttpResponse:
    """Another wording, which everybody is asked to accept."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    circle = find(actor, Action.CIRCLE_LEAD, Circle, id)
    return form_page(
        request, AgreementForm, template="circles/agreement.html",
        deed=lambda form: leaving.change_agreement(
            actor=actor, circle_id=id, text=form.cleaned_data["text"]
        ),
        done=lambda _version: address(request, "circle", id=id),
        context={"circle": circle}, initial={"text": circle.agreement}, said=_("Saved."),
    )  # fmt: skip


def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """End a circle for everybody."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.CIRCLE_END, Circle, id)
    return form_page(
        request, EndForm, template="circles/end.html",
        deed=lambda form: leaving.end_circle(
            actor=actor, circle_id=id, because=form.cleaned_data["because"]
        ),
        done=lambda _none: address(request, "circle-list"),
        context=circle_context(request, queries.circle_view(actor, id)),
    )  # fmt: skip
