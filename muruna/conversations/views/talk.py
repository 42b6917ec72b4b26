"""My conversations, and the page on which two people talk."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from muruna.conversations import queries
from muruna.conversations.actions.drafts import keep_draft
from muruna.conversations.actions.messages import note_seen, say
from muruna.conversations.forms import DraftForm, SayForm
from muruna.conversations.handed_over import lately_handed_over
from muruna.conversations.last_moments import with_moments
from muruna.conversations.logic.drafts import Draft
from muruna.conversations.models import Conversation
from muruna.conversations.queries import Talk
from muruna.conversations.unsent import draft_in
from muruna.conversations.views.frame import Later, refusals_in_words, talk_address
from muruna.conversations.worried import worries_of
from muruna.foundation.clock import zone
from muruna.language.switch import typed
from muruna.spaces.contact import MayIdentify
from muruna.ui.pages import form_page, moved_to, page

FRAGMENT = "X-Fragment"
BIGGEST = 2**31 - 1


def number_of(request: HttpRequest, name: str) -> int | None:
    """A whole number from the address, or None for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) < BIGGEST else None


def index(request: HttpRequest) -> HttpResponse:
    """My conversations."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    here = max(1, min(number_of(request, "page") or 1, 1000))
    lines, has_more = queries.talks_of(actor, page=here)
    context = {
        "lines": with_moments(actor, lines),
        "here_page": here,
        "has_more": has_more,
        "taking_on": queries.hand_overs_for(actor),
        "handed_over": lately_handed_over(actor),
        "new_notes": queries.new_notes_count(actor),
    }
    return page(request, "conversations/index.html", context)


def talk(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page of a conversation, or with `?after=` only what is new (for open pages)."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id)
    if request.headers.get(FRAGMENT):
        return _fragment(request, seen)
    draft = draft_in(actor, seen.me) or Draft("")
    form = SayForm(initial={"text": draft.text, "of": draft.mark})
    return page(request, "conversations/talk.html", {**_talk_context(request, seen), "form": form})


def say_it(request: HttpRequest, id: UUID) -> HttpResponse:
    """Send a message; the page again with all that was typed when it cannot be sent."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if typed(request) is not None:
        return talk(request, id)
    if request.method != "POST":
        return moved_to(talk_address(request, id))
    # Whoever may not see it learns nothing from a bad form either.
    seen = queries.talk(actor, id)
    return form_page(
        request, SayForm, template="conversations/talk.html",
        deed=lambda form: _say(actor, id, form),
        done=lambda message: talk_address(request, id, f"#m{message.seq}"),
        context=Later(lambda: _talk_context(request, seen)),
    )  # fmt: skip


def _say(actor: Any, id: UUID, form: SayForm) -> Any:
    words = form.cleaned_data
    try:
        with refusals_in_words():
            return say(
                actor=actor, conversation_id=id, text=words["text"], knows_risk=words["knows_risk"],
                key=str(form.sending), made_of=words["of"],
            )  # fmt: skip
    except MayIdentify as question:
        form.ask_about(question.found)
        raise ValidationError(
            _("Your message is not sent yet: it holds something by which someone could be found.")
        ) from None


def draft(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep unsent words, sealed, so that a reload does not lose them; or let them go by a press."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = DraftForm(request.POST)
    if form.is_valid():
        keep_draft(actor=request.actor, conversation_id=id, **form.words)  # type: ignore[attr-defined]
    if "away" in request.POST:
        return moved_to(talk_address(request, id, "#end"))
    return HttpResponse(status=204 if form.is_valid() else 422)


def _talk_context(request: HttpRequest, seen: Talk) -> dict[str, Any]:
    """What the page of a conversation shows around the form."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    conversation = seen.conversation
    thread = queries.thread_of(conversation)
    sheet = queries.sheet(actor, thread, before=number_of(request, "before"))  # type: ignore[arg-type]
    newest = thread.next_seq - 1  # type: ignore[union-attr]
    if sheet.newest > seen.me.seen:
        note_seen(actor=actor, conversation=conversation, seq=sheet.newest)
    has_ended, is_resting = seen.has_ended, conversation.state == Conversation.PAUSED
    return {
        "talk": seen,
        "thread": thread,
        "sheet": sheet,
        "newest": newest,
        "is_latest": sheet.newest >= newest,
        "worries": worries_of(seen) if seen.has_worry else [],
        "hand_over": queries.hand_over_told(conversation) if seen.has_hand_over and not has_ended else None,
        "gap": queries.gap_of(conversation) if is_resting else None,
        "last_words": queries.last_words(actor, conversation) if has_ended else None,
        "own_zone": str(zone(actor.person.time_zone, actor.space.time_zone)),
    }


def _fragment(request: HttpRequest, seen: Talk) -> HttpResponse:
    """For open pages: the notices, or only the messages after `?after=`."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.GET.get("part") == "notices":
        return page(request, "conversations/notices.html", _talk_context(request, seen))
    thread = queries.thread_of(seen.conversation)
    sheet = queries.sheet(actor, thread, after=number_of(request, "after") or 0)  # type: ignore[arg-type]
    if sheet.words:
        note_seen(actor=actor, conversation=seen.conversation, seq=sheet.newest)
    answer = page(request, "conversations/new.html", {"talk": seen, "sheet": sheet})
    answer.headers["X-After"] = str(sheet.newest)
    return answer
