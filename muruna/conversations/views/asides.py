"""The quiet channel with a supervisor, and notes after hard talks."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.conversations import queries
from muruna.conversations.actions import asides, debriefs
from muruna.conversations.actions.messages import note_seen
from muruna.conversations.beside import least_busy_supervisor, note_reader, reader_of
from muruna.conversations.forms import AsideForm, AskAsideForm, DebriefForm
from muruna.conversations.handed_over import handed_over, past_asides, said_aside
from muruna.conversations.models import HandOver, Thread
from muruna.conversations.views.frame import Later, address, in_words, refusals_in_words
from muruna.conversations.views.talk import FRAGMENT, number_of
from muruna.spaces.contact import asked_first
from muruna.spaces.models import Right
from muruna.spaces.queries import holders
from muruna.ui.pages import form_page, page


def aside(request: HttpRequest, id: UUID) -> HttpResponse:
    """The words between supporter and supervisor; the first ones bring a supervisor in."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.talk(actor, id, Action.SIDE_SEE)
    thread = queries.thread_of(seen.conversation, Thread.SIDE)
    if thread is None:
        return _ask(request, seen)
    if request.headers.get(FRAGMENT) and request.method == "GET":
        return _fragment(request, seen, thread)
    return form_page(
        request, AsideForm, template="conversations/aside.html",
        deed=in_words(lambda form: _say(actor, id, form)),
        done=lambda message: address(request, "talk-aside", id=id) + f"#m{message.seq}",
        context=Later(lambda: _aside_context(request, seen, thread)),
    )  # fmt: skip


def _say(actor: Any, id: UUID, form: AsideForm) -> Any:
    words = form.cleaned_data
    with asked_first(form):
        return asides.say_aside(
            actor=actor, conversation_id=id, text=words["text"], knows_risk=words["knows_risk"]
        )


def _fragment(request: HttpRequest, seen: queries.Talk, thread: Thread) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.GET.get("part") == "notices":
        return page(request, "conversations/aside_notice.html", _who_reads(actor, seen))
    sheet = queries.sheet(actor, thread, after=number_of(request, "after") or 0)
    note_seen(actor=actor, conversation=seen.conversation, seq=sheet.newest, aside=True)
    answer = page(request, "conversations/new.html", {"talk": seen, "sheet": sheet})
    answer.headers["X-After"] = str(sheet.newest)
    return answer


def _aside_context(request: HttpRequest, seen: queries.Talk, thread: Thread) -> dict[str, Any]:
    actor: Any = request.actor  # type: ignore[attr-defined]
    sheet = queries.sheet(actor, thread, before=number_of(request, "before"))
    if sheet.newest > seen.me.seen_aside:
        note_seen(actor=actor, conversation=seen.conversation, seq=sheet.newest, aside=True)
    beside, member = (
        seen.supervisor if seen.am_supporter else seen.other,
        queries.member_of(seen.conversation),
    )
    return _who_reads(actor, seen) | {
        "thread": thread,
        "sheet": sheet,
        "newest": thread.next_seq - 1,
        "beside": beside.membership if beside else None,
        "member_name": member.name if member else "",
    }


def _who_reads(actor: Any, seen: queries.Talk) -> dict[str, Any]:
    """Who reads what is said aside now, and for a supporter, who would be asked when nobody does."""
    if not seen.am_supporter:
        return {"talk": seen, "reads": seen.other if seen.other_is_here else None, "next_one": None}
    reader = reader_of(seen.conversation)
    next_one = None if reader else least_busy_supervisor(seen.conversation, actor.membership)
    return {"talk": seen, "reads": reader, "next_one": next_one}


def _ask(request: HttpRequest, seen: queries.Talk) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]
    if not seen.am_supporter:
        raise NotFound

    def deed(form: AskAsideForm) -> Any:
        words = form.cleaned_data
        with refusals_in_words(), asked_first(form):
            return asides.ask_supervisor(
                actor=actor, conversation_id=seen.conversation.pk, text=words["text"],
                knows_risk=words["knows_risk"],
            )  # fmt: skip

    return form_page(
        request, AskAsideForm, template="conversations/ask_aside.html", deed=deed,
        done=lambda _thread: address(request, "talk-aside", id=seen.conversation.pk) + "#end",
        context=Later(lambda: _who_reads(actor, seen)),
    )  # fmt: skip


def debrief(request: HttpRequest, id: UUID) -> HttpResponse:
    """A note after a hard talk."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    over = handed_over(actor, id)
    talk = queries.talk(actor, id, Action.DEBRIEF_WRITE) if over is None else None
    return form_page(
        request, DebriefForm, template="conversations/debrief.html",
        deed=in_words(lambda form: _write(actor, id, form)),
        done=lambda _debrief: address(request, "talk-debriefs"),
        context=Later(lambda: _note_context(actor, talk, over)),
        said=_("Sent to your supervisor. Look after yourself now."),
    )  # fmt: skip


def _note_context(actor: Any, talk: queries.Talk | None, over: HandOver | None) -> dict[str, Any]:
    about = over or talk
    reads = note_reader(about.conversation, actor.membership) if about else None
    return {"talk": talk, "over": over, "said_aside": said_aside(actor, over), "reads": reads}


def _write(actor: Any, id: UUID, form: DebriefForm) -> Any:
    words = form.cleaned_data
    return debriefs.write_debrief(
        actor=actor, conversation_id=id, text=words["text"], pause_days=int(words["pause_days"])
    )


def debrief_list(request: HttpRequest) -> HttpResponse:
    """Notes that I wrote or that were written to me."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = queries.debriefs_of(actor)
    notes = [(row, row.writer, words, row.writer_id == actor.membership.pk) for row, words in found]
    debriefs.note_read(actor=actor, rows=[row for row, _words in found])
    reading = set(holders(Right.SUPERVISOR).values_list("pk", flat=True))
    shown = {"notes": notes, "asides": past_asides(actor), "reading": reading}
    return page(request, "conversations/debriefs.html", shown)
