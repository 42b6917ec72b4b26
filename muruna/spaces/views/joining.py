"""The way in: code, age, card, persona."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from muruna.access import NotFound
from muruna.foundation.limits import address_prefix
from muruna.foundation.tenancy import in_space
from muruna.spaces import home, joining_steps, setting
from muruna.spaces.actions.joining import Persona, ask_to_join, join_with_code, space_of_code
from muruna.spaces.contact import asked_first
from muruna.spaces.forms.joining import UNDER_13, AgeForm, AskForm, CodeForm, NewPersonaForm
from muruna.spaces.joining_steps import Steps
from muruna.spaces.models import Space
from muruna.spaces.queries import space_at
from muruna.ui.pages import form_page, moved_to, page


def join(request: HttpRequest) -> HttpResponse:
    """Step 1: the printed code."""
    found: list[Steps] = []

    def look(form: CodeForm) -> None:
        typed = form.cleaned_data["code"]
        space = space_of_code(actor=request.actor, typed=typed, network=_network(request))  # type: ignore[attr-defined]
        found.append(Steps(str(space.pk), typed))

    response = form_page(
        request, CodeForm, template="spaces/join.html", deed=look, done=lambda _answer: reverse("join-age")
    )
    return joining_steps.remember(request, response, found[0]) if found else response


def join_space(request: HttpRequest, address: str) -> HttpResponse:
    """Step 1 without a code: the address that the community gave."""
    space = space_at(address)
    if space is None or not setting.takes_requests(space):
        raise NotFound
    return joining_steps.remember(request, moved_to(reverse("join-age")), Steps(str(space.pk)))


def _on_the_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        recalled = joining_steps.recall(request)
        return view(request, *recalled) if recalled else moved_to(reverse("join"))

    return checked


@_on_the_way
def age(request: HttpRequest, steps: Steps, space: Space) -> HttpResponse:
    """Step 2: the age band, before anything else is asked."""
    chosen: list[str] = []

    def choose(form: AgeForm) -> str:
        chosen.append(form.cleaned_data["age_band"])
        return _after_age(chosen[0], space)

    response = form_page(request, AgeForm, template="spaces/join_age.html", deed=choose, done=str)
    if not chosen:
        return response
    if chosen[0] not in setting.age_bands(space):
        return joining_steps.forget(response)
    return joining_steps.remember(request, response, replace(steps, age_band=chosen[0]))


def _after_age(band: str, space: Space) -> str:
    if band == UNDER_13:
        return reverse("join-younger")
    return reverse("join-you" if band in setting.age_bands(space) else "join-other-ages")


@_on_the_way
def you(request: HttpRequest, steps: Steps, space: Space) -> HttpResponse:
    """Step 3: the card first, then who one is here, and the agreement."""
    if steps.age_band not in setting.age_bands(space):
        return moved_to(reverse("join-age"))
    response = form_page(
        request,
        AskForm if steps.is_asking else NewPersonaForm,
        template="spaces/join_you.html",
        deed=lambda form: _come_in(request, form, steps, space),
        done=str,
        context=_before_joining(steps, space),
    )
    return joining_steps.forget(response) if response.status_code == 303 else response


def _come_in(request: HttpRequest, form: Any, steps: Steps, space: Space) -> str:
    words = {name: form.cleaned_data.get(name, "") for name in ("name", "pronouns", "identity", "because")}
    knows, actor = form.cleaned_data["knows_risk"], request.actor  # type: ignore[attr-defined]
    persona = Persona(steps.age_band, **words, knows_risk=knows)
    with asked_first(form):
        if steps.is_asking:
            ask_to_join(actor=actor, space=space, persona=persona)
            return reverse("home")
        join_with_code(actor=actor, typed=steps.typed, persona=persona)
    return reverse("space", kwargs={"code": space.code})


def _before_joining(steps: Steps, space: Space) -> dict[str, Any]:
    return {
        "is_asking": steps.is_asking,
        # Whoever has only the address must not learn from it which community it is.
        "community": "" if steps.is_asking else space.name,
        "own_agreement": space.agreement,
        "has_card": home.card_page_or_none() is not None,
    }


@_on_the_way
def card(request: HttpRequest, steps: Steps, space: Space) -> HttpResponse:
    """ "What happens if I say this?" for someone who has not joined yet."""
    make = home.card_page_or_none()
    if make is None or steps.age_band not in setting.age_bands(space):
        raise NotFound
    with in_space(space):
        shown: HttpResponse = make(request, space, steps.age_band)
    return shown


def younger(request: HttpRequest) -> HttpResponse:
    """For people under 13: no account here, and where to turn now."""
    return page(request, "spaces/join_younger.html")


def other_ages(request: HttpRequest) -> HttpResponse:
    """For people whose age band this community is not for."""
    return page(request, "spaces/join_other_ages.html")


def _network(request: HttpRequest) -> str:
    return address_prefix(request.META.get("REMOTE_ADDR", ""))
