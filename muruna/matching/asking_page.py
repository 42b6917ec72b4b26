"""The page on which somebody asks, for the pages of later packages that lead to a request."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from muruna.language import current
from muruna.matching import met, waits
from muruna.matching.forms.asking import AskForm, first_state
from muruna.matching.logic.asking import Ask
from muruna.matching.pages import card_address
from muruna.matching.pool import rules_of
from muruna.ui.pages import form_page


def around(actor: Any) -> dict[str, Any]:
    """What stands around the form: the card, and whether people of this age may ask here."""
    can = waits.can_ask(rules_of(actor.space), actor.membership.age_band)
    return {"card": card_address(actor), "can": can}


def asking_page(
    request: HttpRequest, template: str, *, deed: Callable[[Ask], Any], words: str, context: Mapping[str, Any]
) -> HttpResponse:  # fmt: skip
    """A form of asking that opens with `words`; `deed` takes what was asked, then the request is shown.

    The template extends matching/ask.html. `context` must hold `around(actor)`.
    """
    actor: Any = request.actor  # type: ignore[attr-defined]
    return form_page(
        request,
        AskForm,
        template=template,
        deed=lambda form: deed(form.ask),
        done=lambda _row: reverse("asked", kwargs={"code": actor.space.code}),
        initial=first_state(current().code) | {"words": words},
        form_options={"met": met.met_by(actor)},
        context=context,
    )
