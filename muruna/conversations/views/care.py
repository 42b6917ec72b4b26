""" "I am worried", and what the member says to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.conversations import queries
from muruna.conversations.actions import worries
from muruna.conversations.forms import AnswerWorryForm, WorryForm
from muruna.conversations.models import Conversation, Worry
from muruna.conversations.views.frame import Later, in_words, talk_address
from muruna.safeguarding.queries import apart_from, standings, unconflicted_leads, who_answers
from muruna.ui.pages import form_page


def worry(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask a named person to look, with what they need to know."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    find(actor, Action.CONVERSATION_WORRY, Conversation, id)
    return form_page(
        request, WorryForm, template="conversations/worry.html",
        deed=in_words(
            lambda form: worries.raise_worry(actor=actor, conversation_id=id, facts=form.facts)
        ),
        done=lambda _worry: talk_address(request, id),
        context=Later(lambda: _duty(actor, queries.talk(actor, id))),
        said=lambda _form: _passed_on(queries.talk(actor, id)),
    )  # fmt: skip


def _passed_on(seen: queries.Talk) -> str:
    if seen.other_is_here:
        return _("It has been passed on. The one you talk with sees that, too.")
    return _("It has been passed on. The one you talked with is not here any more and is not told.")


def _duty(actor: Any, seen: queries.Talk) -> dict[str, Any]:
    member = queries.member_of(seen.conversation)
    if member is None:
        return {"talk": seen, "is_gone": True}
    never = apart_from([member, actor.membership])
    duty = who_answers(actor.space, never, language=member.person.language)
    return {
        "talk": seen,
        "is_gone": False,
        "duty": duty["now"],
        "next_duty": duty["next"],
        "is_anybody_there": bool(unconflicted_leads(never)),
        "overrides": _overrides(actor.space, member),
    }


def answer(request: HttpRequest, id: UUID, worry_id: UUID) -> HttpResponse:
    """The member's own say."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    raised = find(actor, Action.CONVERSATION_ANSWER_WORRY, Worry, worry_id)
    seen = queries.talk(actor, raised.conversation_id)
    return form_page(
        request, AnswerWorryForm, template="conversations/answer_worry.html",
        deed=in_words(lambda form: worries.answer_worry(actor=actor, worry_id=worry_id, **form.said)),
        done=lambda _worry: talk_address(request, raised.conversation_id),
        context={"talk": seen, "worry": raised, "standing": standings([raised.case_id])[raised.case_id],
                 "overrides": _overrides(actor.space, actor.membership)},
        said=_("Thank you. They will read what you said before anything else."),
    )  # fmt: skip


def _overrides(space: Any, member: Any) -> bool:
    """Whether a lead may act against a wish here, at this age, when a life is in danger."""
    tells = space.effective().tells["dying"]
    return (tells.minor if member.is_minor else tells.adult) in {"lead", "office"}
