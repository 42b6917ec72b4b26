"""A supporter: what I offer, whether I am here, and the questions that wait for my answer."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.foundation.clock import now, today, zone
from muruna.language import current
from muruna.matching import queries
from muruna.matching.actions import offers, shifts
from muruna.matching.actions.answers import decline_proposal
from muruna.matching.forms.offering import OfferForm, typed_of
from muruna.matching.forms.small import BeginShift, Confirm, Pause
from muruna.matching.logic.shifts import minutes_left
from muruna.matching.models import SupportOffer
from muruna.matching.pages import address_or_none, asked_in_words
from muruna.matching.waits import held_back
from muruna.spaces import labels as spaces_labels
from muruna.spaces.contact import asked_first
from muruna.spaces.models import Right
from muruna.spaces.queries import support_rights
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page, page


def offer(request: HttpRequest) -> HttpResponse:
    """What I can offer."""
    actor = _supporter(request)
    row = queries.own_offer(actor)
    return form_page(
        request,
        OfferForm,
        template="matching/offer.html",
        deed=lambda form: _save(actor, form),
        done=lambda _: _board(request),
        initial=typed_of(
            row, language=current().code, time_zone=str(zone(actor.person.time_zone, actor.space.time_zone))
        ),
        context={"right": _right(actor), "tracks": _tracks(actor)},
        form_options={"home": actor.space.time_zone},
        said=_("Saved."),
    )


def _save(actor: Any, form: OfferForm) -> SupportOffer:
    with asked_first(form):
        return offers.save_offer(actor=actor, offer=form.offer, knows_risk=form.cleaned_data["knows_risk"])


def answering(request: HttpRequest) -> HttpResponse:
    """My board: am I here, what do I carry, what waits for me."""
    actor = _supporter(request)
    row = queries.own_offer(actor)
    told = {
        "offer": row,
        "questions": [asked_in_words(one) for one in queries.questions_for(actor)],
        "right": _right(actor),
        "form": Confirm(),
        "shift_form": BeginShift(initial={"minutes": "60"}),
        "pause_form": Pause(initial={"days": "7"}),
    }
    return page(request, "matching/answering.html", told | (_state(row) if row else {}))


@said_when_gone("matching/gone.html", Action.OFFER_CHANGE)
def question(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One question: what the member chose to share, and why I was asked."""
    actor = _supporter(request)
    asked = asked_in_words(queries.question(actor, id))
    offer = queries.own_offer(actor)
    waiting = asked.question.proposal.request
    told = {
        "asked": asked,
        "waits": held_back(actor.space, waiting, offer.languages if offer else ()),
        "form": Confirm(),
        "accept": address_or_none("talk-begin", code=actor.space.code, id=id),
    }
    return page(request, "matching/question.html", told)


@said_when_gone("matching/gone.html", Action.OFFER_CHANGE)
def decline(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Say no, without a reason."""
    actor = _supporter(request)
    return form_page(
        request,
        Confirm,
        template="matching/decline.html",
        deed=lambda form: decline_proposal(actor=actor, proposal_id=id),
        done=lambda _: _board(request),
        context={"asked": asked_in_words(queries.question(actor, id)) if request.method == "GET" else None,
                 "here_again": reverse("question", kwargs={"code": actor.space.code, "id": id})},
        said=_("Thank you for saying so. Somebody else is asked."),
    )  # fmt: skip


def begin_shift(request: HttpRequest) -> HttpResponse:
    """I am free now."""
    actor = _supporter(request)
    return _small(
        request,
        BeginShift,
        lambda form: shifts.begin_shift(actor=actor, minutes=int(form.cleaned_data["minutes"])),
    )


def end_shift(request: HttpRequest) -> HttpResponse:
    """I am free no longer."""
    actor = _supporter(request)
    return _small(request, Confirm, lambda form: shifts.end_shift(actor=actor))


def pause(request: HttpRequest) -> HttpResponse:
    """No new questions for a while."""
    actor = _supporter(request)
    return _small(request, Pause, lambda form: offers.pause_support(actor=actor, until=form.until))


def resume(request: HttpRequest) -> HttpResponse:
    """Questions may come again."""
    actor = _supporter(request)
    return _small(request, Confirm, lambda form: offers.resume_support(actor=actor))


def _small(request: HttpRequest, form_class: Any, deed: Any) -> HttpResponse:
    return form_page(
        request,
        form_class,
        template="matching/cannot.html",
        deed=deed,
        done=lambda _: _board(request),
        context={"back": _board(request)},
    )


def _state(row: SupportOffer) -> dict[str, Any]:
    moment = now()
    is_on = row.free_until is not None and row.free_until > moment
    left = minutes_left(row.shift_began_at, row.free_until, queries.minutes_this_week(row), moment)
    return {
        "is_on": is_on,
        "minutes_left": left,
        "is_paused": row.paused_until is not None and row.paused_until >= today(),
        "may_resume": row.pause_reason != SupportOffer.DEBRIEF,
    }


def _supporter(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.OFFER_CHANGE, actor.space)
    return actor


def _right(actor: Any) -> Right | None:
    return next(iter(support_rights(actor.membership)), None)


def _tracks(actor: Any) -> list[Any]:
    right = _right(actor)
    return [spaces_labels.TRACKS[track] for track in right.tracks] if right else []


def _board(request: HttpRequest) -> str:
    return reverse("answering", kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]
