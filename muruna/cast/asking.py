"""What members of the demo world ask for, and whom they choose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from muruna.access import Actor
from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.logic.needs import HowMuch
from muruna.matching.models import Proposal, Request

HOW_MUCH = {1: HowMuch.A_LITTLE, 2: HowMuch.MATTERS, 3: HowMuch.A_LOT}


class NoSuchMatch(Exception):
    """The rules do not propose the supporter whom the script names: the script must change, not the rules."""


def ask(actor: Actor, told: Mapping[str, Any]) -> Request:
    """Write a request down as `actor`."""
    wishes = {id: HOW_MUCH[how].value for id, how in told.get("experiences", {}).items()}
    request: Request = write_request(
        actor=actor,
        ask=Ask(
            words=told["words"],
            languages=(told["language"], *told.get("also", ())),
            is_live=told.get("live", False),
            wants=tuple(told["wants"]),
            topics=tuple(told.get("topics", ())),
            wishes=wishes,
            circumstances=tuple(told.get("circumstances", ())),
            avoid=tuple(told.get("avoid", ())),
            not_from_here=told.get("not_from_here", False),
            shows_wishes=tuple(wishes),
        ),
    )
    return request


def choose(actor: Actor, request: Request, supporter: Actor, name: str) -> UUID:
    """Put the question to `supporter`, whom the rules must have proposed; returns the proposal's id."""
    shown = Proposal.objects.filter(request=request, supporter=supporter.membership).first()
    if shown is None:
        raise NoSuchMatch(f"{name} is not proposed for {request.language}: {request.words[:40]}")
    choose_proposal(actor=actor, proposal_id=shown.pk)
    return UUID(str(shown.pk))
