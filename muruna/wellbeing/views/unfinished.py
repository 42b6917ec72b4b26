"""What was begun and not finished: what it is called, how far it is, and what can still be done with it."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.foundation.clock import now
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page
from muruna.wellbeing import labels
from muruna.wellbeing.actions.answering import finish_answering
from muruna.wellbeing.asked import Asked, asked_here, known_here, pack, was_said
from muruna.wellbeing.logic.answering import LOOKS_BACK, PACKS, behind, is_too_old, places
from muruna.wellbeing.logic.diary import Sitting
from muruna.wellbeing.named import named_here
from muruna.wellbeing.numbers import to_call


def begun(sitting: Sitting, known: Mapping[str, Asked]) -> dict[str, Any]:
    """A sitting as the pages tell it."""
    every = places(sitting.asks, {id: one.instrument for id, one in known.items()})
    return {
        "sitting": sitting, "title": _called(sitting, known), "done": behind(sitting, every),
        "of": len(every), "until": sitting.at + LOOKS_BACK, "is_old": is_too_old(sitting, now()),
        "is_asked": any(known[one].is_asked for one in sitting.asks if one in known),
    }  # fmt: skip


def _called(sitting: Sitting, known: Mapping[str, Asked]) -> Any:
    if len(sitting.asks) == 1 and sitting.asks[0] in known:
        return known[sitting.asks[0]].words.title
    return labels.PACKS.get(_pack_of(sitting), _("Questions"))


def _pack_of(sitting: Sitting) -> str:
    return next((name for name, asks in PACKS.items() if set(sitting.asks) <= set(asks)), "")


def _again(sitting: Sitting, here: Mapping[str, Asked]) -> str:
    """Where the same questions are begun anew; empty where they are asked no more."""
    if len(sitting.asks) == 1:
        return here[sitting.asks[0]].code if sitting.asks[0] in here else ""
    name = _pack_of(sitting)
    return name if name and pack(name, here) else ""


def closed(request: HttpRequest, actor: Any, sitting: Sitting, done: Any) -> HttpResponse:
    """What cannot be gone on with: kept as it is, begun anew, or let go of."""
    known = known_here(actor)
    return form_page(
        request, ConfirmForm, template="wellbeing/closed.html", done=done,
        deed=lambda _form: finish_answering(actor=actor, sitting_id=UUID(str(sitting.id))),
        context={
            "one": begun(sitting, known), "again": _again(sitting, asked_here(actor)),
            "back": to(actor, "days"), **dark(actor, sitting, known),
        },
    )  # fmt: skip


def dark(actor: Any, sitting: Sitting | None, known: Mapping[str, Asked]) -> dict[str, Any]:
    """What must be shown at once where the question about very dark thoughts was answered."""
    given = sitting.given if sitting else {}
    if not any(was_said(known[one], answers) for one, answers in given.items() if one in known):
        return {"at_once": False}
    named = named_here(actor)
    return {
        "at_once": True, "numbers": to_call(actor.space), "answered_for": named,
        "may_ask": named is not None and named.responder_id != actor.membership.pk,
    }  # fmt: skip


def is_sent(request: HttpRequest) -> bool:
    """Whether answers were sent from a page of questions; these are kept, whatever has changed since."""
    names = set(request.POST)
    return bool(names & {"at", "in-choices"}) or any(re.fullmatch("q[0-9a-f]{10}", name) for name in names)
