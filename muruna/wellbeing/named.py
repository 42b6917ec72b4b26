"""Who is there for a worrying answer, and whether a question can be put to them at this moment."""

from dataclasses import dataclass
from typing import Any

from muruna.access import Action, visible
from muruna.language import current
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.queries import can_be_asked, own_request
from muruna.wellbeing.asked import WITH_RESPONDER, asked_here
from muruna.wellbeing.models import Permission


def named_here(actor: Any) -> Permission | None:
    """The record that names them and their hours, while a question is asked that needs it."""
    return next((one.permission for id, one in asked_here(actor).items() if id in WITH_RESPONDER), None)


@dataclass(frozen=True)
class Standing:
    """How the actor stands to the named person."""

    named: Permission
    waits: Request | None  # what the actor has asked anybody for already
    is_with: str  # the name of the one whose answer it waits for, if there is one
    can_be_asked: bool
    languages: tuple[str, ...]  # what the named person speaks, where it is not the language of the page


def standing(actor: Any, named: Permission) -> Standing:
    """Whether they can be asked, and what has been asked already."""
    waits = own_request(actor)
    offer = SupportOffer.objects.filter(membership=named.responder_id).first()
    others = tuple(offer.languages) if offer and current().code not in offer.languages else ()
    asked = _asked(actor, waits)
    request = waits or Request(
        space=actor.space, membership=actor.membership, languages=[current().code, *others], needs={},
        shown={}, is_live=False,
    )  # fmt: skip
    return Standing(
        named=named, waits=waits, is_with=asked.supporter.name if asked else "", languages=others,
        can_be_asked=asked is None and can_be_asked(request, named.responder_id),
    )  # fmt: skip


def _asked(actor: Any, waits: Request | None) -> Proposal | None:
    rows = visible(actor, Action.PROPOSAL_SEE, Proposal).filter(request=waits, state=Proposal.CHOSEN)
    found: Proposal | None = rows.select_related("supporter").first() if waits else None
    return found
