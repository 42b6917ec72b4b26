"""My own seat: asking for it, its agreement, its name, giving it up; and keeping apart from another's."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.circles import queries
from muruna.circles.actions import joining, leaving
from muruna.circles.forms.circles import AgreeForm, HoldForm, NameForm, SeatForm
from muruna.circles.models import Circle, Meeting, Seat
from muruna.circles.views.frame import address, circle_context
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page


def join(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask for a seat."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    circle = find(actor, Action.CIRCLE_JOIN, Circle, id)
    return form_page(
        request, SeatForm, template="circles/join.html",
        deed=lambda form: joining.ask_for_seat(
            actor=actor, circle_id=id, declares=form.cleaned_data["declares"], **form.persona, **form.agreed
        ),
        done=lambda _seat: address(request, "circle", id=id),
        context=circle_context(request, queries.circle_view(actor, id)),
        form_options={"version": circle.agreement_version},
    )  # fmt: skip


def hold(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say yes to holding a circle together."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_ACCEPT, Seat, id)
    seen = queries.circle_view(actor, seat.circle_id)
    return form_page(
        request, HoldForm, template="circles/join.html",
        deed=lambda form: joining.accept_invitation(actor=actor, seat_id=id, **form.persona, **form.agreed),
        done=lambda _seat: address(request, "circle", id=seat.circle_id),
        context=circle_context(request, seen), form_options={"version": seen.circle.agreement_version},
    )  # fmt: skip


def agree(request: HttpRequest, id: UUID) -> HttpResponse:
    """The agreement as it reads now."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_CHANGE, Seat, id)
    seen = queries.circle_view(actor, seat.circle_id)
    return form_page(
        request, AgreeForm, template="circles/agree.html",
        deed=lambda form: joining.agree_again(actor=actor, seat_id=id, **form.agreed),
        done=lambda _none: _back_to(request, seat),
        context=circle_context(request, seen), form_options={"version": seen.circle.agreement_version},
    )  # fmt: skip


def _back_to(request: HttpRequest, seat: Seat) -> str:
    """The meeting from which somebody came to read, else the circle."""
    wish = request.GET.get("to", "")
    for meeting in Meeting.objects.filter(circle=seat.circle_id, state=Meeting.OPEN):
        if str(meeting.pk) == wish:
            return address(request, "meeting", id=meeting.pk) + "#end"
    return address(request, "circle", id=seat.circle_id)


def name(request: HttpRequest, id: UUID) -> HttpResponse:
    """Another name for this circle."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_CHANGE, Seat, id)
    return form_page(
        request, NameForm, template="circles/name.html",
        deed=lambda form: joining.change_name_here(actor=actor, seat_id=id, **form.persona),
        done=lambda _none: address(request, "circle", id=seat.circle_id),
        context=circle_context(request, queries.circle_view(actor, seat.circle_id)),
        initial={"name": seat.name, "pronouns": seat.pronouns}, said=_("Saved."),
    )  # fmt: skip


def leave(request: HttpRequest, id: UUID) -> HttpResponse:
    """Give the seat up."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_LEAVE, Seat, id)
    return form_page(
        request, ConfirmForm, template="circles/leave.html",
        deed=lambda _form: leaving.leave_circle(actor=actor, seat_id=id),
        done=lambda _none: address(request, "circle-list"),
        context=circle_context(request, queries.circle_view(actor, seat.circle_id)),
        said=_("You have left. Nobody asks you why."),
    )  # fmt: skip


def apart(request: HttpRequest, id: UUID) -> HttpResponse:
    """Never meet this person again, silently."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.PERSON_BLOCK, Seat, id)
    return form_page(
        request, ConfirmForm, template="circles/apart.html",
        deed=lambda _form: leaving.block_from_seat(actor=actor, seat_id=id),
        done=lambda _none: address(request, "circle", id=seat.circle_id),
        context={"seat": seat}, said=_("Done. You will not meet again here."),
    )  # fmt: skip
