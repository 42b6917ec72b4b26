"""Rights that wait for a second person."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.spaces import labels
from muruna.spaces.actions import appointments as deeds
from muruna.spaces.forms.joining import Confirm
from muruna.spaces.forms.members import SecondForm
from muruna.spaces.models import Appointment
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page


@said_when_gone("spaces/decided.html", Action.DUTY_SEE)
def answer(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The second person's yes or no."""
    actor = request.actor  # type: ignore[attr-defined]
    found = find(actor, Action.RIGHT_CONFIRM, Appointment, id)

    def deed(form: Any) -> None:
        is_yes = form.cleaned_data["answer"] == "yes"
        (deeds.confirm_appointment if is_yes else deeds.refuse_appointment)(actor=actor, appointment=found)

    return _page(request, SecondForm, "spaces/second.html", found, deed, reverse("space", kwargs=_in(actor)))


@said_when_gone("spaces/decided.html", Action.MEMBER_LIST)
def take_back(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The steward takes it back."""
    actor = request.actor  # type: ignore[attr-defined]
    found = find(actor, Action.RIGHT_GIVE, Appointment, id)
    return _page(
        request,
        Confirm,
        "spaces/take_back_right.html",
        found,
        lambda form: deeds.take_back_appointment(actor=actor, appointment=found),
        reverse("person", kwargs={**_in(actor), "id": found.membership_id}),
    )


def _page(
    request: HttpRequest, form: Any, template: str, found: Appointment, deed: Any, then: str
) -> HttpResponse:
    about = {"member": found.membership, "giver": found.given_by, "role": labels.ROLES[found.role]}
    return form_page(
        request,
        form,
        template=template,
        deed=deed,
        done=lambda _answer: then,
        context={**about, "appointment": found, "means": labels.ROLES_MEAN[found.role], "back": then},
        said=_("Done."),
    )


def _in(actor: Any) -> dict[str, Any]:
    return {"code": actor.space.code}
