"""When a supporter may not go on: what a coordinator can do."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find, require
from muruna.conversations import queries
from muruna.conversations.actions.hand_overs import propose_from_outside
from muruna.conversations.forms import PassOnForm
from muruna.conversations.models import Gap, HandOver
from muruna.conversations.views.frame import address, in_words
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
        return propose_from_outside(actor=actor, gap_id=id, to=to, eligible=[one.pk for one in people])

    return form_page(
        request, PassOnForm, template="conversations/propose_other.html", deed=in_words(deed),
        done=lambda _row: address(request, "talk-gaps"), context=_context(gap, people),
        form_options={"people": people}, said=_("Proposed. The member decides."),
    )  # fmt: skip


def _context(gap: Gap, people: list[Membership]) -> dict[str, Any]:
    under_way = queries.hand_over_of(gap.conversation)
    return {"member": queries.member_of(gap.conversation), "people": people, "under_way": under_way}


def _able(actor: Any, gap: Gap) -> list[Membership]:
    inside = set(gap.conversation.participants.values_list("membership", flat=True))
    member = queries.member_of(gap.conversation)
    found = eligible_supporters(actor.space, member) if member else []
    return [one for one in found if one.pk not in inside and one.person_id != actor.person.pk]
