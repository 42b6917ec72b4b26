"""With whom to share a result or a series; stopping is on the page of what is shared."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import NotFound
from muruna.sharing.queries import sharing_of
from muruna.ui.inside import to
from muruna.ui.pages import form_page
from muruna.wellbeing.actions import showing
from muruna.wellbeing.asked import WITH_RESPONDER, known_here
from muruna.wellbeing.forms import ShareForm
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary, series_item
from muruna.wellbeing.shown import SHORTER
from muruna.wellbeing.views.frame import reader


def share_result(request: HttpRequest, id: UUID) -> HttpResponse:
    """Share one result with somebody I am in a talk with."""
    actor = reader(request)
    one = diary(actor).one(id, Answers)
    shared = sharing_of(actor, kind=showing.RESULT, item=id)
    return form_page(
        request, ShareForm, template="wellbeing/share.html", form_options={"actor": actor},
        deed=lambda form: str(showing.share_result(
            actor=actor, entry_id=id, with_=UUID(form.cleaned_data["with_"])
        ).pk),
        done=lambda id: to(actor, "share", id=id), said=_("It is shared now."),
        context=_told(actor, one.of, shared, grows=False) | {"back": to(actor, "day-sitting", id=id)},
    )  # fmt: skip


def share_series(request: HttpRequest, which: str) -> HttpResponse:
    """Share a series, with what will be added to it, until I stop."""
    actor = reader(request)
    of = _series(actor, which)
    shared = sharing_of(actor, kind=showing.SERIES, item=series_item(actor, of))
    return form_page(
        request, ShareForm, template="wellbeing/share.html", form_options={"actor": actor},
        deed=lambda form: str(showing.share_series(
            actor=actor, questionnaire=of, with_=UUID(form.cleaned_data["with_"])
        ).pk),
        done=lambda id: to(actor, "share", id=id), said=_("It is shared now."),
        context=_told(actor, of, shared, grows=True) | {"back": to(actor, "day-series", which=which)},
    )  # fmt: skip


def _series(actor: Any, which: str) -> str:
    of = next((one.id for one in known_here(actor).values() if one.code == which), None)
    if of is None or not diary(actor).series(of):
        raise NotFound
    return of


def _told(actor: Any, of: str, shared: Any, *, grows: bool) -> dict[str, Any]:
    here = known_here(actor)
    goes = here.get(SHORTER[of]) if of in WITH_RESPONDER else None
    return {
        "what": here[of].words.title if of in here else "", "shared": shared, "grows": grows,
        "goes_as": goes.words.title if goes else "",
    }  # fmt: skip
