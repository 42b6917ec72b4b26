"""The steward's page of rules: one of four profiles, and what this community changes of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.spaces import labels, setting
from muruna.spaces.actions.settings import change_rules
from muruna.spaces.forms import rules as form_of
from muruna.spaces.logic.profiles import PROFILES
from muruna.spaces.profiles import load_profile
from muruna.ui.pages import form_page


def rules(request: HttpRequest) -> HttpResponse:
    """The rules as they are, or as another profile would make them (?profile=)."""
    actor = request.actor  # type: ignore[attr-defined]
    space = actor.space
    asked_for = request.POST.get("profile") or request.GET.get("profile") or ""
    chosen = load_profile(asked_for if asked_for in PROFILES else space.profile)
    is_now = chosen.name == space.profile
    address = reverse("rules", kwargs={"code": space.code})
    return form_page(
        request,
        form_of.RulesForm,
        template="spaces/rules.html",
        deed=lambda form: change_rules(actor=actor, profile=chosen.name, overrides=form.overrides()),
        done=lambda _answer: address,
        initial=form_of.first_state(chosen, space.overrides if is_now else {}),
        form_options={"chosen": chosen},
        context={
            "is_now": is_now,
            "profile_name": labels.PROFILES[chosen.name],
            "tabs": [
                (labels.PROFILES[name], f"{address}?profile={name}", name == chosen.name) for name in PROFILES
            ],
            "rows": [
                (label, form_of.said(form_of.value_of(chosen, field)))
                for field, label in form_of.FIELDS.items()
            ],
            "differences": form_of.differences(setting.rules(space), chosen),
        },
        said=_("Saved."),
    )
