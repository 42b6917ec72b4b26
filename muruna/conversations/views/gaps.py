"""When a supporter may not go on: how the member goes on, and what a coordinator can do."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, require
from muruna.conversations import queries
from muruna.conversations.actions.hand_overs import propose_from_outside
from muruna.conversations.actions.resting import ask_anew
from muruna.conversations.forms import PassOnForm
from muruna.conversations.models import Gap, HandOver
from muruna.conversations.views.frame import Later, address, in_words, talk_address
from muruna.language import current
from muruna.matching import met, waits
from muruna.matching.forms.asking import AskForm, first_state
from muruna.matching.pages import card_address
from muruna.matching.pool import rules_of
from muruna.matching.queries import eligible_supporters
from muruna.spaces.models import Membership
from muruna.ui.pages import form_page, page


def gaps(request: HttpRequest) -> HttpResponse:
    """The talks that need another supporter, for coordinators."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    require(actor, Action.WAITING_BOARD, actor.space)
    return page(request, "conversations/gaps.html", {"gaps": queries.gaps(actor)})


def propose(request: HttpRequest, id: UUID) -> HttpResponse:
    """Propose who could go on; the member decides."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    gap = find(actor, Action.WAITING_BOARD, Gap, id)
    people = _able(actor, gap)

    def deed(form: PassOnForm) -> HandOver:
        to = next(one for one in people if str(one.pk) == form.cleaned_data["to"])
        able = [one.pk for one in people]
        return propose_from_outside(actor=actor, gap_id=id, to=to, eligible=able)

    return form_page(
        request, PassOnForm, template="conversations/propose_other.html", deed=in_words(deed),
        done=lambda _row: address(request, "talk-gaps"),
        context={
            "member": queries.member_of(gap.conversation),
            "people": people,
            "under_way": queries.hand_over_of(gap.conversation),
        },
        form_options={"people": people}, said=_("Proposed. The member decides."),
    )  # fmt: skip


def _able(actor: Any, gap: Gap) -> list[Membership]:
    inside = set(gap.conversation.participants.values_list("membership", flat=True))
    found = eligible_supporters(actor.space, queries.member_of(gap.conversation))
    return [one for one in found if one.pk not in inside and one.person_id != actor.person.pk]


def anew(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask for somebody else, with the words that this talk began with already there."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    initial = first_state(current().code)
    # Looked for only when the page is shown: the same press sent again finds the answer it had.
    if request.method != "POST":
        gap = find(actor, Action.CONVERSATION_END, Gap, id)
        initial["words"] = queries.first_words(actor, gap.conversation)
    return form_page(
        request, AskForm, template="conversations/anew.html",
        deed=lambda form: ask_anew(actor=actor, gap_id=id, ask=form.ask),
        done=lambda _row: reverse("asked", kwargs={"code": actor.space.code}),
        initial=initial, form_options={"met": met.met_by(actor)},
        context=Later(lambda: _around(request, find(actor, Action.CONVERSATION_END, Gap, id))),
    )  # fmt: skip


def _around(request: HttpRequest, gap: Gap) -> dict[str, Any]:
    actor: Any = request.actor  # type: ignore[attr-defined]
    return {
        "back": talk_address(request, gap.conversation_id),
        "card": card_address(actor),
        "can": waits.can_ask(rules_of(actor.space), actor.membership.age_band),
    }
