"""Who is on duty, and a lead's own hours."""

import uuid
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from muruna.access import Action, find, may, require
from muruna.foundation.clock import now
from muruna.safeguarding.actions.duty import drop_duty, set_duty
from muruna.safeguarding.forms.cases import Confirm
from muruna.safeguarding.forms.duty import DutyForm
from muruna.safeguarding.models import DutyWindow
from muruna.safeguarding.queries.duty import duties, lead_on_duty, next_duty, uncovered
from muruna.spaces import labels
from muruna.ui.formats import language_name
from muruna.ui.pages import form_page


def duty(request: HttpRequest) -> HttpResponse:
    """Who answers now and this week; leads add their own hours here."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.DUTY_SEE, actor.space)
    with timezone.override(ZoneInfo(actor.space.time_zone)):  # the page speaks of the space's clock alone
        return form_page(
            request,
            DutyForm,
            template="safeguarding/duty.html",
            deed=lambda form: _set(actor, form.cleaned_data),
            done=lambda _answer: request.path,
            context=_week(actor),
            form_options={"space": actor.space},
            said=_("Saved."),
        )


def _set(actor: Any, typed: dict[str, Any]) -> None:
    days = [int(day) for day in typed["weekdays"]]
    set_duty(
        actor=actor, weekdays=days, starts=typed["starts"], ends=typed["ends"], languages=typed["languages"]
    )


def _week(actor: Any) -> dict[str, Any]:
    days, space, here = labels.weekdays(), actor.space, timezone.localdate(now()).weekday()
    return {
        "now": lead_on_duty(space, now()),
        "next": next_duty(space, now()),
        "week": [
            (days[weekday], [(one, one.lead_id == actor.membership.pk) for one in rows], weekday == here)
            for weekday, rows in groupby(duties(space), key=lambda one: one.weekday)
        ],
        "gaps": [
            (language_name(code), [(days[gap.weekday], *gap.times) for gap in found])
            for code, found in uncovered(space).items()
            if found
        ],
        "may_set": may(actor, Action.DUTY_SET, space),
        "language_name": language_name,
    }


def drop(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Take hours of one's own away."""
    actor = request.actor  # type: ignore[attr-defined]
    find(actor, Action.DUTY_SET, DutyWindow, id)
    back = reverse("duty", kwargs={"code": actor.space.code})
    return form_page(
        request,
        Confirm,
        template="safeguarding/duty_drop.html",
        deed=lambda form: drop_duty(actor=actor, duty_id=id),
        done=lambda _answer: back,
        context={"back": back},
    )
