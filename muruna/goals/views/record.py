"""My record: what I keep of my own way, and a booklet of it."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from markupsafe import Markup

from muruna.access import Action
from muruna.foundation.clock import today
from muruna.goals import labels
from muruna.goals.actions import record as deeds
from muruna.goals.forms import own as forms
from muruna.goals.gathering import could_be_gathered
from muruna.goals.logic.record import Entry, by_kind
from muruna.goals.queries.own import my_record, one_entry
from muruna.goals.views.frame import fits, press
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page, page_context

CHANGE = Action.RECORD_CHANGE
STYLE = Path(__file__).parent.parent / "static" / "goals" / "booklet.css"


def index(request: HttpRequest) -> HttpResponse:
    """The record in chapters."""
    actor = reader(request, CHANGE)
    mine = my_record(actor)
    ids = {one.words: one.row.pk for one in mine}
    chapters = [(labels.CHAPTERS[kind], [(entry, ids[entry]) for entry in found])
                for kind, found in by_kind([one.words for one in mine])]  # fmt: skip
    return page(request, "goals/record.html", {"chapters": chapters})


def new(request: HttpRequest) -> HttpResponse:
    """A line of my own."""
    actor = reader(request, CHANGE)
    return form_page(
        request, forms.EntryForm, template="goals/entry.html", done=lambda _row: to(actor, "record"),
        deed=fits(lambda form: deeds.write_entry(actor=actor, entry=Entry(**_brought(form)))),
        context={"back": to(actor, "record")}, said=_("Saved."),
    )  # fmt: skip


def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """A line in other words."""
    actor = reader(request, CHANGE)
    entry = one_entry(actor, id).words
    return form_page(
        request, forms.EntryForm, template="goals/entry.html", done=lambda _none: to(actor, "record"),
        deed=fits(lambda form: deeds.change_entry(actor=actor, id=id, **_brought(form))),
        initial=vars(entry), context={"back": to(actor, "record")}, said=_("Saved."),
    )  # fmt: skip


def _brought(form: Any) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("kind", "words", "day")}


def delete(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let go of a line."""
    actor = reader(request, CHANGE)
    if request.method != "POST":
        one_entry(actor, id)
    return press(
        request, deed=lambda: deeds.delete_entry(actor=actor, id=id), back=to(actor, "record"),
        text=_("This line is deleted. What it was gathered from stays."), submit=_("Delete"),
        heading=_("Delete this line"), kind="danger", said=_("It is gone."),
    )  # fmt: skip


def gather(request: HttpRequest) -> HttpResponse:
    """Tick what belongs into my record."""
    actor = reader(request, CHANGE)
    found = could_be_gathered(actor)
    by_source = {entry.source: entry for entry in found}
    return form_page(
        request, forms.GatherForm, template="goals/gather.html", form_options={"found": found},
        deed=fits(lambda form: deeds.gather_entries(
            actor=actor, entries=[by_source[source] for source in form.cleaned_data["ticks"]]
        )),
        done=lambda _none: to(actor, "record"), context={"found": found, "back": to(actor, "record")},
        said=_("Saved."),
    )  # fmt: skip


def booklet(request: HttpRequest) -> HttpResponse:
    """The record as one file for printing, made now and kept nowhere."""
    actor = reader(request, CHANGE)
    entries = [one.words for one in my_record(actor)]
    # One file without any other: its style travels inside, where no content policy of ours rules.
    style = Markup("<style>%s</style>") % Markup(STYLE.read_text())  # noqa: S704 - a file of ours
    chapters = [(labels.CHAPTERS[kind], found) for kind, found in by_kind(entries)]
    told = {**page_context(request), "chapters": chapters, "made_on": today(), "style": style}
    response = HttpResponse(loader.render_to_string("goals/booklet_file.html", told))
    response["Content-Disposition"] = f'attachment; filename="notes-{today().isoformat()}.html"'
    return response
