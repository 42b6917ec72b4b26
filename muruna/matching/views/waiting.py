"""The coordinator's board."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.matching.actions.board import propose_by_hand
from muruna.matching.forms.small import ByHand
from muruna.matching.models import Request
from muruna.matching.overview import board
from muruna.matching.queries import eligible_supporters
from muruna.ui.pages import form_page, page


def waiting(request: HttpRequest) -> HttpResponse:
    """Who waits, who carries how much, which languages nobody covers."""
    return page(request, "matching/waiting.html", {"board": board(request.actor)})  # type: ignore[attr-defined]


def by_hand(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Propose a supporter to one who waits, within the rules."""
    actor = request.actor  # type: ignore[attr-defined]
    row = find(actor, Action.WAITING_BOARD, Request, id)
    able = [(str(one.pk), one.name) for one in eligible_supporters(actor.space, row.membership, row)]
    return form_page(
        request,
        ByHand,
        template="matching/by_hand.html",
        deed=lambda form: propose_by_hand(
            actor=actor, request_id=id, supporter_id=form.cleaned_data["supporter"]
        ),
        done=lambda _: reverse("waiting", kwargs={"code": actor.space.code}),
        form_options={"able": able},
        context={"mine": row, "able": able},
        said=_("Proposed. The member decides."),
    )
