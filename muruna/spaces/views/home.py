"""The first pages: all my communities, and one community."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.spaces import home as registry
from muruna.spaces import labels
from muruna.spaces.actions.personas import leave_space
from muruna.spaces.forms.joining import Confirm
from muruna.spaces.models import Membership
from muruna.spaces.queries import (
    announced,
    begun_lately,
    opening,
    own_membership,
    own_memberships,
    steps_done,
)
from muruna.ui.pages import form_page, moved_to, page


def home(request: HttpRequest) -> HttpResponse:
    """My communities; straight into the only one, unless it was asked for by ?all."""
    mine = own_memberships(request.actor)  # type: ignore[attr-defined]
    if len(mine) == 1 and mine[0].state == Membership.ACTIVE and "all" not in request.GET:
        return moved_to(reverse("space", kwargs={"code": mine[0].space.code}))
    # From here too, two taps lead to what steadies somebody: they need not go through a community first.
    held = {one.pk: registry.anchors_for(one.space) for one in mine if one.state == Membership.ACTIVE}
    own = {one.pk: registry.own_pages(one.space) for one in mine if one.state == Membership.SUSPENDED}
    return page(request, "spaces/home.html", {"memberships": mine, "held": held, "own": own})


def leave_from_home(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Withdraw a request, or leave a community that one can no longer open."""
    return _leave(request, own_membership(request.actor, id), back=reverse("home"))  # type: ignore[attr-defined]


def leave(request: HttpRequest) -> HttpResponse:
    """Leave the community that one is in."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.SPACE_LEAVE, actor.membership)
    return _leave(request, actor.membership, back=reverse("persona", kwargs={"code": actor.space.code}))


def _leave(request: HttpRequest, membership: Membership, back: str) -> HttpResponse:
    return form_page(
        request,
        Confirm,
        template="spaces/leave.html",
        deed=lambda form: leave_space(actor=request.actor, membership=membership),  # type: ignore[attr-defined]
        done=lambda _answer: reverse("home"),
        context={"membership": membership, "community": membership.space.name, "back": back},
        said=_("Done."),
    )


def space(request: HttpRequest) -> HttpResponse:
    """What I can do here, and whether somebody is there now."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.SPACE_SEE, actor.space)
    cards = registry.cards_for(actor)
    context = {
        "cards": [one for one in cards if not one.for_staff],
        "boards": [one for one in cards if one.for_staff],
        **_who_is_here(actor),
        **_who_will_lead(actor),
    }
    return page(request, "spaces/space.html", context)


def _who_is_here(actor: Any) -> dict[str, Any]:
    hours = [(labels.weekdays()[int(day)], f"{start}–{end}") for day, start, end in actor.space.hours]
    is_here = registry.is_somebody_here(actor)
    return {"is_somebody_here": is_here, "opening": opening(actor.space), "hours": hours}


def _who_will_lead(actor: Any) -> dict[str, Any]:
    mine = actor.membership
    about: dict[bool, list[str]] = {True: [], False: []}
    for one in steps_done(actor):
        about[one.membership_id == mine.pk].append(labels.step_told(one, mine))
    return {
        "announced": announced(actor),
        "begun": begun_lately(),
        "decided_about_me": about[True],
        "decided": about[False],
        "roles": labels.ROLES,
    }
