"""What is shared between me and those I talk with."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, require
from muruna.conversations.actions.messages import NotOpen
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.sharing import actions, queries
from muruna.sharing.forms import NoteForm, ReportForm
from muruna.sharing.models import Note
from muruna.spaces.contact import MayIdentify
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page, page


def _actor(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.SPACE_SEE, actor.space)
    return actor


def _list(actor: Any) -> str:
    return reverse("shares", kwargs={"code": actor.space.code})


def _one(actor: Any, id: UUID) -> str:
    return reverse("share", kwargs={"code": actor.space.code, "id": id})


def index(request: HttpRequest) -> HttpResponse:
    """Everything I share and that is shared with me."""
    lines = queries.lines(_actor(request))
    mine = [one for one in lines if one.is_mine]
    return page(request, "sharing/index.html", {"mine": mine, "theirs": [x for x in lines if not x.is_mine]})


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One shared item, and what the two of us say beside it."""
    actor = _actor(request)
    opened = queries.opened(actor, id)
    return form_page(
        request, NoteForm, template="sharing/one.html",
        deed=lambda form: _say(actor, id, form),
        done=lambda _note: _one(actor, id) + "#end",
        context={
            "opened": opened, "line": opened.line, "body": opened.line.kind.shown(opened.body),
            "droppable": queries.droppable(actor, opened.line.share),
            "confirm": ConfirmForm(), "back": _list(actor), "pair": opened.pair,
            "am_supporter": bool(opened.pair and opened.pair.is_supporter(actor.membership)),
        },
        said=_("Sent."),
    )  # fmt: skip


def _say(actor: Any, id: UUID, form: NoteForm) -> Note:
    words = form.cleaned_data
    try:
        return actions.write_note(
            actor=actor, share_id=id, text=words["text"], knows_risk=words["knows_risk"],
            is_proposal=words["as_"] == "proposal",
        )  # fmt: skip
    except NotOpen:
        raise ValidationError(
            _("This conversation is resting just now. Your words are still here.")
        ) from None
    except MayIdentify as question:
        form.ask_about(question.found)
        raise ValidationError(
            _("Your message is not sent yet: it holds something by which someone could be found.")
        ) from None


def report(request: HttpRequest, id: UUID, note: UUID) -> HttpResponse:
    """Show what the other one said to the people who look after safety."""
    actor = _actor(request)
    beside, said, talk = queries.said_by_other(actor, id, note)
    done = reverse("talk-choices", kwargs={"code": actor.space.code, "id": talk.pk})
    return form_page(
        request, ReportForm, template="sharing/report.html",
        deed=lambda form: _report(actor, id, note, form.cleaned_data["why"]),
        done=lambda _case: done, context={"words": said, "line": beside.line, "back": _one(actor, id)},
        said=_("It has arrived. This page shows how far it has come."),
    )  # fmt: skip


def _report(actor: Any, id: UUID, note: UUID, why: str) -> Any:
    try:
        return actions.report_note(actor=actor, share_id=id, note_id=note, why=why)
    except NobodyToTell as refusal:
        raise ValidationError(refusal.sentence) from None


def stop(request: HttpRequest, id: UUID) -> HttpResponse:
    """End it, from either side."""
    actor = _actor(request)
    return form_page(
        request, ConfirmForm, template="sharing/stop.html",
        deed=lambda _form: _stop(actor, id),
        done=lambda _none: _list(actor),
        context={"line": _line(request, actor, id), "back": _one(actor, id)}, 
        said=_("It is not shared any more."),
    )  # fmt: skip


def _stop(actor: Any, id: UUID) -> None:
    try:
        actions.stop(actor=actor, share_id=id)
    except actions.StaysForThem:
        raise ValidationError(
            _("What you said beside it stays for them, as your messages do. It ends with your talk.")
        ) from None


def _line(request: HttpRequest, actor: Any, id: UUID) -> queries.Line | None:
    # A second press arrives after the share has gone, and counts as the first.
    return queries.opened(actor, id).line if request.method == "GET" else None


def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a note away."""
    actor = _actor(request)
    if request.method != "POST":
        find(actor, Action.SHARE_NOTE_DROP, Note, id)
    return form_page(
        request, ConfirmForm, template="sharing/drop.html",
        deed=lambda form: actions.drop_note(actor=actor, note_id=id),
        done=lambda _none: _list(actor), context={"back": _list(actor)}, said=_("Gone."),
    )  # fmt: skip
