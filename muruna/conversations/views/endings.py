"""Ending well, and looking back on a chosen day."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.conversations import queries
from muruna.conversations.actions import endings
from muruna.conversations.forms import EndForm, ProposeEndingForm, SupporterEndForm
from muruna.conversations.logic.endings import erase_day, has_waited_enough
from muruna.conversations.models import FollowUp
from muruna.conversations.views.frame import Later, address, in_words, talk_address
from muruna.conversations.worried import has_open_worry
from muruna.foundation.clock import today
from muruna.spaces.contact import asked_first
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page


def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """The last page: the member's own; the supporter's only after a week without an answer."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    context = _context(actor, seen)
    if not context["may_end"]:
        return _propose(request, id, context)
    return form_page(
        request, SupporterEndForm if seen.am_supporter else EndForm, template="conversations/end.html",
        deed=in_words(lambda form: _end(actor, id, form)),
        done=lambda _conversation: talk_address(request, id), context=context,
    )  # fmt: skip


def _end(actor: Any, id: UUID, form: Any) -> Any:
    words = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    with asked_first(form):
        return endings.end_conversation(actor=actor, conversation_id=id, **words)


def _context(actor: Any, seen: queries.Talk) -> dict[str, Any]:
    conversation = seen.conversation
    asked_by_me = conversation.end_asked_by_id == actor.membership.pk
    has_waited = has_waited_enough(today(), conversation.end_asked_on)
    return {
        "talk": seen,
        "asked_by_me": asked_by_me,
        # What has ended answers the same press again as it did the first time.
        "may_end": not seen.am_supporter or seen.has_ended or (asked_by_me and has_waited),
        "has_open_worry": has_open_worry(seen),
        "erase_on": erase_day(today(), queries.days_kept(actor.space)),
    }


def propose(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask whether it may be time to end."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return _propose(request, id, _context(actor, queries.talk(actor, id)))


def _propose(request: HttpRequest, id: UUID, context: dict[str, Any]) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: ProposeEndingForm) -> None:
        said = form.cleaned_data
        with asked_first(form):
            endings.propose_ending(
                actor=actor, conversation_id=id, text=said["text"], knows_risk=said["knows_risk"]
            )

    return form_page(
        request, ProposeEndingForm, template="conversations/propose_end.html", deed=in_words(deed),
        done=lambda _none: talk_address(request, id), context=context,
    )  # fmt: skip


def keep_last(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep the shared summary and the thanks."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id, Action.CONVERSATION_KEEP)
    return form_page(
        request, ConfirmForm, template="conversations/keep_last.html",
        deed=lambda _form: endings.keep_last_words(actor=actor, conversation_id=id),
        done=lambda _none: talk_address(request, id),
        context={"talk": seen, "last_words": queries.last_words(actor, seen.conversation)},
        said=_("Kept where only you can read it."),
    )  # fmt: skip


def look_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """A chosen day has come: what I kept, asking again, or letting it go."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def context() -> dict[str, Any]:
        follow_up = find(actor, Action.CONVERSATION_LIST, FollowUp, id)
        return {"follow_up": follow_up, "again": queries.could_talk_again(actor, follow_up)}

    return form_page(
        request, ConfirmForm, template="conversations/look_back.html",
        deed=lambda _form: endings.drop_follow_up(actor=actor, follow_up_id=id),
        done=lambda _none: address(request, "talk-list"), context=Later(context),
    )  # fmt: skip
