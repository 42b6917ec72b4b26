"""Resting, leaving, blocking, reporting, keeping."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action
from muruna.conversations import queries
from muruna.conversations.actions import reporting, stopping
from muruna.conversations.forms import ChosenForm, ReportForm
from muruna.conversations.models import Conversation
from muruna.conversations.views.frame import address, in_words, refusals_in_words, talk_address
from muruna.conversations.views.talk import number_of
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page, page


def choices(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything that can be done in this conversation, in one calm list."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    return page(request, "conversations/choices.html", {
        "talk": seen, "reports": queries.my_reports(actor, seen.conversation),
        "gap": queries.gap_of(seen.conversation),
    })  # fmt: skip


def pause(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let it rest, or go on."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    is_paused = seen.conversation.state == Conversation.PAUSED
    deed = stopping.resume_conversation if is_paused else stopping.pause_conversation

    def do(_form: Any) -> None:
        with refusals_in_words():
            deed(actor=actor, conversation_id=id)

    return form_page(request, ConfirmForm, template="conversations/pause.html", deed=do,
                     done=lambda _none: talk_address(request, id), context={"talk": seen})  # fmt: skip


def leave(request: HttpRequest, id: UUID) -> HttpResponse:
    """End it without a reason."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    return form_page(
        request, ConfirmForm, template="conversations/leave.html",
        deed=lambda _form: stopping.leave_conversation(actor=actor, conversation_id=id),
        done=lambda _none: address(request, "talk-list"),
        context={"talk": seen, "days": queries.days_kept(actor.space)},
        said=_("You have left. Nobody asks you why."),
    )  # fmt: skip


def block(request: HttpRequest, id: UUID) -> HttpResponse:
    """Never meet this person again, silently."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id, Action.PERSON_BLOCK)
    return form_page(
        request, ConfirmForm, template="conversations/block.html",
        deed=lambda _form: stopping.block_other(actor=actor, conversation_id=id),
        done=lambda _none: address(request, "talk-list"),
        context={"talk": seen},
        said=_("Done. You will not meet again here."),
    )  # fmt: skip


def _chooser(request: HttpRequest, seen: queries.Talk) -> dict[str, Any]:
    thread = queries.thread_of(seen.conversation)
    sheet = queries.sheet(request.actor, thread, before=number_of(request, "before"))  # type: ignore[arg-type, attr-defined]
    me = seen.me.membership_id
    mine = [one for one in sheet.words if not seen.am_supporter or one.sender_id == me]
    theirs = [one.id for one in sheet.words if one.sender_id not in (None, me)]
    return {"talk": seen, "sheet": sheet, "mine": mine, "theirs": theirs}


def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show chosen messages to the people who look after safety."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id, Action.CONVERSATION_REPORT)
    context = _chooser(request, seen)

    def do(form: ReportForm) -> None:
        with refusals_in_words():
            ids = [UUID(one) for one in form.cleaned_data["chosen"]]
            reporting.report_words(actor=actor, conversation_id=id, ids=ids, why=form.cleaned_data["why"])

    return form_page(
        request, ReportForm, template="conversations/report.html", deed=do,
        done=lambda _none: address(request, "reports"),
        context=context, form_options={"ids": context["theirs"]},
        said=_("It has arrived. This page shows how far it has come."),
    )  # fmt: skip


def keep(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep what helped, for oneself."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id, Action.CONVERSATION_KEEP)
    context = _chooser(request, seen)
    mine = context["mine"]

    def do(form: ChosenForm) -> int:
        ids = [UUID(one) for one in form.cleaned_data["chosen"]]
        return int(reporting.keep_words(actor=actor, conversation_id=id, ids=ids))

    return form_page(
        request, ChosenForm, template="conversations/keep.html", deed=in_words(do),
        done=lambda _count: talk_address(request, id),
        context=context, form_options={"ids": [one.id for one in mine]},
        said=_("Kept where only you can read it."),
    )  # fmt: skip
