"""The steward's pages, and printed codes."""

import datetime as dt
import uuid

from django.conf import settings as site
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, require
from muruna.foundation.clock import today
from muruna.spaces import queries, setting
from muruna.spaces.actions.codes import Sheet, print_sheet, revoke_sheet
from muruna.spaces.actions.settings import change_settings
from muruna.spaces.forms.joining import Confirm
from muruna.spaces.forms.settings import SettingsForm, SheetForm, settings_of
from muruna.spaces.logic.codes import grouped
from muruna.spaces.printed import sheet_mark
from muruna.ui.pages import form_page, page


def settings(request: HttpRequest) -> HttpResponse:
    """Name, languages, place, hours, contact."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.SPACE_SETTINGS, actor.space)
    return form_page(
        request,
        SettingsForm,
        template="spaces/settings.html",
        deed=lambda form: change_settings(actor=actor, wish=form.settings),
        done=lambda _answer: request.path,
        initial=settings_of(actor.space),
        context={"takes_requests": setting.takes_requests(actor.space), "origin": site.ORIGIN},
        said=_("Saved."),
    )


def codes(request: HttpRequest) -> HttpResponse:
    """The sheets so far and the form for a new one, which answers with the sheet itself, shown once."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CODES_PRINT, actor.space)
    made: list[Sheet] = []

    def make(form: SheetForm) -> None:
        made.append(print_sheet(actor=actor, **form.chosen))

    sheets = queries.sheets(actor)
    response = form_page(
        request, SheetForm, template="spaces/codes.html", deed=make, done=lambda _answer: request.path,
        context={"sheets": sheets},
    )  # fmt: skip
    return _slips(request, made[0]) if made else _said_once(request, response)


def _said_once(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 303:  # the same form again: only digests were kept
        messages.warning(
            request,
            _("This sheet was made and shown once. If you did not get it, revoke it and make a new one."),
        )
    return response


def _slips(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    languages = request.POST.getlist("languages")
    return page(
        request,
        "spaces/slips.html",
        {
            "codes": [grouped(code) for code in sheet.codes],
            "paper_class": "slips-page slips-letter"
            if request.POST.get("paper") == "letter"
            else "slips-page slips-a4",
            "address": f"{site.ORIGIN.split('://')[1]}{reverse('join')}",
            "texts": [_slip_texts(language, sheet.expires_on) for language in languages],
            "mark": sheet_mark(sheet.id),
        },
    )


def _slip_texts(language: str, until: dt.date) -> dict[str, str]:
    from muruna.ui.formats import day, language_direction

    with translation.override(language):
        return {
            "language": language,
            "direction": language_direction(language),
            "open": _("Open this address:"),
            "type": _("Then type:"),
            "until": _("Works once, until %(day)s.") % {"day": day(until)},
        }


def revoke(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Make every code of a sheet worthless."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CODES_PRINT, actor.space)
    line = next((one for one in queries.sheets(actor) if one.id == id), None)
    if line is None:
        raise NotFound
    return form_page(
        request,
        Confirm,
        template="spaces/revoke_sheet.html",
        deed=lambda form: revoke_sheet(actor=actor, sheet=id),
        done=lambda _answer: reverse("codes", kwargs={"code": actor.space.code}),
        context={"line": line, "today": today()},
        said=_("Done."),
    )
