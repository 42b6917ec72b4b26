"""Oneself in a community: words, rights, leaving."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find
from muruna.spaces import labels
from muruna.spaces.actions.ages import grow_older
from muruna.spaces.actions.personas import change_persona
from muruna.spaces.actions.rights import step_back
from muruna.spaces.contact import asked_first
from muruna.spaces.forms.joining import Confirm, OlderForm, PersonaForm
from muruna.spaces.logic.growing import next_bands
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import rights_today
from muruna.ui.pages import form_page


def persona(request: HttpRequest) -> HttpResponse:
    """My name, pronouns and words here, and what I hold."""
    actor = request.actor  # type: ignore[attr-defined]
    mine = find(actor, Action.PERSONA_CHANGE, Membership, actor.membership.pk)
    return form_page(
        request,
        PersonaForm,
        template="spaces/persona.html",
        deed=lambda form: _change(actor, form),
        done=lambda _answer: _own_page(request),
        initial={"name": mine.name, "pronouns": mine.pronouns, "identity": mine.identity},
        context=_known(mine),
        said=_("Saved."),
    )


def age(request: HttpRequest) -> HttpResponse:
    """My age band has moved up: what changes, and then the change."""
    actor = request.actor  # type: ignore[attr-defined]
    mine = find(actor, Action.PERSONA_CHANGE, Membership, actor.membership.pk)
    bands = next_bands(mine.age_band)
    if not bands:
        raise NotFound
    return form_page(
        request,
        OlderForm,
        template="spaces/older.html",
        deed=lambda form: grow_older(actor=actor, age_band=form.cleaned_data["age_band"]),
        done=lambda _answer: _own_page(request),
        form_options={"bands": labels.said_changes(labels.AGE_CHANGES, mine, actor.roles, bands)},
        context={"age": labels.AGE_BANDS[mine.age_band], "back": _own_page(request)},
        said=_("Saved."),
    )


def give_back(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Step back from a right, without a reason."""
    actor = request.actor  # type: ignore[attr-defined]
    right = find(actor, Action.RIGHT_STEP_BACK, Right, id)
    return form_page(
        request,
        Confirm,
        template="spaces/step_back.html",
        deed=lambda form: step_back(actor=actor, right=right),
        done=lambda _answer: _own_page(request),
        context={"role": labels.ROLES[right.role], "back": _own_page(request)},
        said=_("Done."),
    )


def _known(mine: Membership) -> dict[str, Any]:
    rights = [(right, labels.ROLES[right.role]) for right in rights_today(mine).order_by("role")]
    return {
        "age": labels.AGE_BANDS[mine.age_band],
        "rights": rights,
        "may_grow": bool(next_bands(mine.age_band)),
    }


def _change(actor: Any, form: PersonaForm) -> Membership:
    words = {name: form.cleaned_data[name] for name in ("name", "pronouns", "identity", "knows_risk")}
    with asked_first(form):
        return change_persona(actor=actor, **words)


def _own_page(request: HttpRequest) -> str:
    return reverse("persona", kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]
