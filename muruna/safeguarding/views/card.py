"""The card "what happens if I say this?"."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from muruna.access import NOBODY, NotFound
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions.cards import show_card
from muruna.safeguarding.queries.cards import cards_seen
from muruna.spaces.models import Space
from muruna.ui.pages import page


def card(request: HttpRequest) -> HttpResponse:
    """As it stands now, for my age, in my language."""
    actor = request.actor  # type: ignore[attr-defined]
    shown = show_card(
        actor=actor,
        space=actor.space,
        age_band=actor.membership.age_band,
        language=request.language,  # type: ignore[attr-defined]
    )
    earlier = [one for one in cards_seen(actor) if one.version != shown.version]
    back = reverse("space", kwargs={"code": actor.space.code})
    return _page(request, shown, {"earlier": earlier, "home": back})


def card_version(request: HttpRequest, version: str) -> HttpResponse:
    """A wording that I was shown earlier."""
    actor = request.actor  # type: ignore[attr-defined]
    seen = list(cards_seen(actor).filter(version=version))
    if not seen:
        raise NotFound
    spoken = request.language  # type: ignore[attr-defined]
    kept = next((one for one in seen if one.language == spoken), seen[0])
    back = reverse("card", kwargs={"code": actor.space.code})
    return _page(request, kept, {"kept_since": kept.first_shown_on, "home": back})


def preview_in(request: HttpRequest, space: Space, band: str) -> HttpResponse:
    """The card for somebody on their way in."""
    with in_space(space):
        shown = show_card(actor=NOBODY, space=space, age_band=band, language=request.language)  # type: ignore[attr-defined]
        return _page(request, shown, {"on_the_way": reverse("join-you")})


def _page(request: HttpRequest, shown: Any, more: dict[str, Any]) -> HttpResponse:
    context = {"card": shown.text, "version": shown.version, "spoken": shown.language, "band": shown.age_band}
    nothing: dict[str, Any] = {"earlier": [], "home": "", "on_the_way": "", "kept_since": None}
    return page(request, "safeguarding/card.html", {**nothing, **context, **more})
