"""The page of a meeting, and what those inside it do."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from muruna.circles import labels
from muruna.circles.actions import meetings, taking_part
from muruna.circles.actions.taking_part import NotNow
from muruna.circles.forms.meetings import DraftForm, EnterForm, SpeakForm, TakingPartForm
from muruna.circles.logic.show import SIGNS, STAGES
from muruna.circles.models import Meeting
from muruna.circles.nearness import hear
from muruna.circles.queries import meetings as queries
from muruna.circles.views.frame import address, may_ask, number_of, own_zone
from muruna.circles.views.over import FRAGMENT, cleared, instead, keep_typed, of_meeting
from muruna.foundation.clock import now
from muruna.foundation.vault import TooLong
from muruna.safeguarding.queries import next_duty
from muruna.spaces.contact import MayIdentify
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page, moved_to, page


@of_meeting
def meeting(request: HttpRequest, id: UUID) -> HttpResponse:
    """A meeting before, while and after it is open; for open pages only what is new, or the panel."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.show(actor, id)
    hear([seen.mine.pk])
    if request.headers.get(FRAGMENT):
        return _fragment(request, seen)
    if not (seen.is_inside and seen.meeting.state == Meeting.OPEN):
        return page(request, "circles/meeting.html", {**_outside(request, seen), "form": EnterForm()})
    return page(request, "circles/inside.html", {
        **_inside_context(request, seen),
        "form": SpeakForm(initial={"text": queries.draft_of(actor, seen.presence)}),
    })  # fmt: skip


def _outside(request: HttpRequest, seen: queries.Show) -> dict[str, Any]:
    actor: Any = request.actor  # type: ignore[attr-defined]
    is_waiting = seen.may_open and not queries.is_watched(actor, seen.circle, now())
    return {
        "show": seen,
        "state": labels.MEETINGS[seen.meeting.state],
        "lead_form": ConfirmForm(),
        "nobody_on_duty": is_waiting,
        "next_duty": next_duty(actor.space, now(), reads=seen.circle.language) if is_waiting else None,
        "answers": queries.answers_of(seen),
        "check": queries.check_after(actor, seen.meeting),
        "own_zone": own_zone(request),
        "sides": queries.side_rooms(actor, seen.meeting) if seen.leads else [],
        "because": labels.LOOKED_AFTER_BECAUSE.get(seen.presence.out_because) if seen.presence else None,
        "may_ask": may_ask(request),
    }


def _inside_context(request: HttpRequest, seen: queries.Show) -> dict[str, Any]:
    """Everything that one inside sees of an open meeting."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    floor: Any = queries.floor_of(seen.meeting)
    words = queries.words_of(actor, floor)
    return {
        "show": seen,
        "floor": floor,
        "words": words,
        "names": queries.names_in(seen.circle),
        "newest": words[-1].seq if words else 0,
        "panel": queries.panel(actor, seen, floor, words),
        "stage": seen.meeting.stage,
        "stage_names": list(labels.STAGES.values()),
        "stage_number": STAGES.index(seen.meeting.stage) + 1,
        "stage_means": labels.STAGES_MEAN[seen.meeting.stage],
        "signs": labels.SIGNS,
        "sides": queries.side_rooms(actor, seen.meeting),
        "back_room": queries.back_room(actor, seen.meeting) if seen.leads else None,
        "number": (floor.next_seq - 1),
    }


def _fragment(request: HttpRequest, seen: queries.Show) -> HttpResponse:
    """For open pages: the panel or the line of side rooms anew, or only the words after `?after=`."""
    part = request.GET.get("part")
    if part == "doors" and seen.meeting.state == Meeting.PLANNED:
        return page(request, "circles/doors.html", _outside(request, seen))
    if not (seen.is_inside and seen.meeting.state == Meeting.OPEN):
        return cleared(request, "circles/over.html" if part else "circles/nothing.html", show=seen)
    context = _inside_context(request, seen)
    if part in {"panel", "sides"}:
        return page(request, f"circles/{part}.html", context)
    after = number_of(request, "after")
    fresh = [one for one in context["words"] if one.seq > after]
    answer = page(request, "circles/new.html", {**context, "words": fresh})
    answer.headers["X-After"] = str(max(context["newest"], after))
    return answer


@of_meeting
def enter(request: HttpRequest, id: UUID) -> HttpResponse:
    """Come in."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.show(actor, id)
    return form_page(
        request, EnterForm, template="circles/meeting.html",
        deed=lambda form: meetings.enter_meeting(
            actor=actor, meeting_id=id, is_quiet=form.cleaned_data["is_quiet"]
        ),
        done=lambda _presence: address(request, "meeting", id=id) + "#end",
        context=_outside(request, seen),
    )  # fmt: skip


@of_meeting
def say(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write to all; the page again with all that was typed when it cannot be sent."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.show(actor, id)
    if (answer := instead(request, seen)) is not None:
        return answer
    if request.method != "POST":
        if (answer := keep_typed(request, id)) is not None:
            return answer
        return moved_to(address(request, "meeting", id=id) + "#end")
    return form_page(
        request, SpeakForm, template="circles/inside.html",
        deed=lambda form: _say(actor, id, form),
        done=lambda _word: address(request, "meeting", id=id) + "#end",
        context=_inside_context(request, seen),
    )  # fmt: skip


def _say(actor: Any, id: UUID, form: SpeakForm) -> Any:
    try:
        typed = form.cleaned_data
        return taking_part.speak(
            actor=actor, meeting_id=id, text=typed["text"], knows_risk=typed["knows_risk"]
        )
    except MayIdentify as question:
        form.ask_about(question.found)
        raise ValidationError(
            _("Your message is not sent yet: it holds something by which someone could be found.")
        ) from None
    except NotNow as refusal:
        raise ValidationError(
            _("A facilitator has asked you to read along for now. Your words are still here.")
            if refusal.why == "muted"
            else _("It is somebody else’s turn just now. Your words are still here.")
        ) from None
    except TooLong:
        raise ValidationError(_("This is too long to be sealed. Please send it in two parts.")) from None


def draft(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep unsent words, sealed, so that neither a reload nor a press loses them."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = DraftForm(request.POST)
    if form.is_valid():
        taking_part.keep_draft(actor=request.actor, meeting_id=id, text=form.cleaned_data["text"])  # type: ignore[attr-defined]
    return HttpResponse(status=204 if form.is_valid() else 422)


@of_meeting
def take_part(request: HttpRequest, id: UUID) -> HttpResponse:
    """One press: the hand, the quiet seat, passing, a sign, going."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seen = queries.show(actor, id)
    if (answer := instead(request, seen)) is not None:
        return answer
    if (answer := keep_typed(request, id)) is not None:
        return answer
    if request.method != "POST":
        return moved_to(address(request, "meeting", id=id) + "#end")
    return form_page(
        request, TakingPartForm, template="circles/refused.html",
        deed=lambda form: _press(actor, id, *form.press),
        done=lambda _none: address(request, "meeting", id=id) + "#end",
        context={"show": seen},
    )  # fmt: skip


def _press(actor: Any, id: UUID, what: str, seq: int) -> None:
    if what in SIGNS:
        taking_part.give_sign(actor=actor, meeting_id=id, seq=seq, kind=what)
    elif what in {"hand", "hand_down"}:
        taking_part.raise_hand(actor=actor, meeting_id=id, is_up=what == "hand")
    elif what in {"quiet", "speak"}:
        taking_part.sit_quietly(actor=actor, meeting_id=id, is_quiet=what == "quiet")
    elif what == "pass":
        taking_part.finish_turn(actor=actor, meeting_id=id)
    else:
        _leave(actor, id, is_sure=what == "go")


def _leave(actor: Any, id: UUID, *, is_sure: bool) -> None:
    try:
        meetings.leave_meeting(actor=actor, meeting_id=id, is_sure=is_sure)
    except meetings.IsAsked:
        raise ValidationError(
            _("Somebody has asked you for help alone. If you go, they are told at once.")
        ) from None
    except meetings.IsLast:
        raise ValidationError(
            _("Nobody else who holds this circle is here just now. If you go, those who stay are told so.")
        ) from None
