"""What may be asked in this space: a steward records permissions, pastes questions, switches off."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.foundation.vault import TooLong
from muruna.language import current, offered
from muruna.matching.queries import who_answer
from muruna.spaces.hours_form import typed_hours
from muruna.ui.addresses import code_of
from muruna.ui.formats import language_name
from muruna.ui.forms import ConfirmForm, Form
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page
from muruna.wellbeing import library
from muruna.wellbeing.actions import allowing as deeds
from muruna.wellbeing.allowing_forms import ImportForm, NoticeForm, PastedForm, ResponderForm
from muruna.wellbeing.asked import INSIDE_OTHERS, WITH_RESPONDER, is_answered_for
from muruna.wellbeing.entered import OWN_ID, known_words, new_id
from muruna.wellbeing.logic.hours_there import rows_of
from muruna.wellbeing.models import Permission
from muruna.wellbeing.pasting import said_of, words_in
from muruna.wellbeing.queries import permissions
from muruna.wellbeing.views.frame import reader


def index(request: HttpRequest) -> HttpResponse:
    """Everything that is not open to everybody, and whether it is asked here."""
    actor = reader(request, Action.WELLBEING_ALLOW)
    recorded = permissions(actor)
    lines = [(words, code_of(id), _state(id, recorded.get(id))) for id, words in _closed(recorded).items()]
    return page(request, "wellbeing/rules.html", {"lines": lines, "back": to(actor, "days")})


def _closed(recorded: dict[str, Permission]) -> dict[str, Any]:
    language = current().code
    known = {
        id: words for id, words in library.instruments(language).items()
        if (id in WITH_RESPONDER or words.instrument.permission != "open") and id not in INSIDE_OTHERS
        and not words.instrument.is_for_groups_only
    }  # fmt: skip
    own = {id: known_words(one.pasted, language) for id, one in recorded.items() if id.startswith(OWN_ID)}
    return {**known, **{id: words for id, words in own.items() if words is not None}}


def _state(id: str, permission: Permission | None) -> str:
    if permission is None or not permission.is_on:
        return _("Off")
    if id in WITH_RESPONDER and not is_answered_for(permission):
        return _("Off: nobody is there for it now")
    return _("On")


def _which(actor: Any, which: str) -> tuple[str, Any]:
    closed = _closed(permissions(actor))
    found = next(((id, words) for id, words in closed.items() if code_of(id) == which), None)
    if found is None:
        raise NotFound
    return found


def bring(request: HttpRequest) -> HttpResponse:
    """Take in another project's questionnaire."""
    actor = reader(request, Action.WELLBEING_ALLOW)
    back = to(actor, "day-rules")
    return form_page(
        request, ImportForm, template="wellbeing/bring.html",
        deed=lambda form: _allow(actor, new_id(), form), done=lambda _row: back, said=_("Saved."),
        context={"back": back},
    )  # fmt: skip


def allow(request: HttpRequest, which: str) -> HttpResponse:
    """Record a permission, or change what is recorded."""
    actor = reader(request, Action.WELLBEING_ALLOW)
    id, words = _which(actor, which)
    now = permissions(actor).get(id)
    form_class, options = _form(actor, id, words, now)
    return form_page(
        request, form_class, template="wellbeing/rule.html", form_options=options,
        deed=lambda form: _allow(actor, id, form), done=lambda _row: to(actor, "day-rules"),
        initial=_before(now), said=_("Saved."),
        context=_entered(now) | {"words": words, "now": now, "which": which, "back": to(actor, "day-rules")},
    )  # fmt: skip


def _form(actor: Any, id: str, words: Any, now: Permission | None) -> tuple[type[Form], dict[str, Any]]:
    if id in WITH_RESPONDER:
        return ResponderForm, {
            "people": [(str(one.pk), one.name) for one in who_answer().order_by("since", "pk")],
            "zone": actor.space.time_zone,
        }
    if now is not None and now.pasted and "key" in now.pasted:
        its = library.instruments(current().code)[now.pasted["key"]["id"]].instrument
        return PastedForm, {"key": its.id, "is_complete": its.is_complete, "before": now.pasted}
    if id.startswith(OWN_ID):
        return ImportForm, {}
    if words.instrument.permission == "notice":
        return NoticeForm, {}
    return PastedForm, {"key": id, "is_complete": words.instrument.is_complete, "before": None}


def _entered(now: Permission | None) -> dict[str, Any]:
    """What was pasted: the language by its code and by its own name, and the words."""
    found = words_in(now.pasted) if now else {}
    return {"entered": [(code, language_name(code), words) for code, words in found.items()]}


def _before(now: Permission | None) -> dict[str, Any]:
    if now is None:
        return {"language": current().code}
    kept = rows_of(now.hours)
    hours = typed_hours(kept[1]) if kept else {}
    told: dict[str, Any] = {"granted": now.granted, "responder": str(now.responder_id or ""), **hours}
    if now.pasted and "better" in now.pasted:
        text = json.dumps(now.pasted["resource"], ensure_ascii=False, indent=1)
        return {**told, "file": text, "better": now.pasted["better"]}
    return {**told, **_pasted_before(now.pasted)} if now.pasted else told


def _pasted_before(pasted: Mapping[str, Any]) -> dict[str, str]:
    """The language that is still missing, and what was said of the questions."""
    here = words_in(pasted)
    missing = (one.code for one in offered() if one.code not in here)
    return {"language": next(missing, current().code), **said_of(pasted["key"])}


def _allow(actor: Any, id: str, form: Any) -> Permission:
    try:
        return deeds.allow_questionnaire(actor=actor, questionnaire=id, **form.recorded)
    except TooLong:
        raise ValidationError(
            _("This is too long to be kept. Please leave out languages that are not needed.")
        ) from None


def end(request: HttpRequest, which: str) -> HttpResponse:
    """Switch it off; what people have answered stays theirs."""
    actor = reader(request, Action.WELLBEING_ALLOW)
    id, words = _which(actor, which)
    back = to(actor, "day-rules")
    return form_page(
        request, ConfirmForm, template="wellbeing/rule_off.html",
        deed=lambda _form: deeds.end_permission(actor=actor, questionnaire=id),
        done=lambda _none: back, context={"words": words, "back": back}, said=_("Saved."),
    )  # fmt: skip
