"""The steward's page of rules: one of four profiles, and what this community changes of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.spaces import labels, setting
from muruna.spaces.actions.settings import change_rules
from muruna.spaces.consequences import consequences
from muruna.spaces.forms import rules as form_of
from muruna.spaces.logic.profiles import PROFILES, Profile
from muruna.spaces.models import Space
from muruna.spaces.profiles import load_profile
from muruna.ui.pages import form_page


def rules(request: HttpRequest) -> HttpResponse:
    """The rules as they are, or as another profile would make them (?profile=)."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.SPACE_SETTINGS, actor.space)
    chosen = _chosen(request, actor.space)
    return form_page(
        request,
        form_of.RulesForm,
        template="spaces/rules.html",
        deed=lambda form: change_rules(actor=actor, profile=chosen.name, overrides=form.overrides()),
        done=lambda _answer: _address(actor.space),
        initial=form_of.first_state(chosen, actor.space.overrides if _is_now(chosen, actor.space) else {}),
        form_options={"chosen": chosen},
        context=_shown(chosen, actor.space),
        said=_("Saved."),
    )


def _chosen(request: HttpRequest, space: Space) -> Profile:
    asked_for = request.POST.get("profile") or request.GET.get("profile") or ""
    return load_profile(asked_for if asked_for in PROFILES else space.profile)


def _is_now(chosen: Profile, space: Space) -> bool:
    return bool(chosen.name == space.profile)


def _address(space: Space) -> str:
    return reverse("rules", kwargs={"code": space.code})


def _shown(chosen: Profile, space: Space) -> dict[str, Any]:
    address = _address(space)
    return {
        "is_now": _is_now(chosen, space),
        "tabs": [
            (labels.PROFILES[name], f"{address}?profile={name}", name == chosen.name) for name in PROFILES
        ],
        "rows": [
            (label, form_of.said(form_of.value_of(chosen, field))) for field, label in form_of.FIELDS.items()
        ],
        "meanwhile": [] if _is_now(chosen, space) else consequences(space, chosen),
        "differences": form_of.differences(setting.rules(space), chosen),
    }
