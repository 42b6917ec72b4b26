"""What somebody who comes too late for a step may know of how it stands now."""

from typing import Any
from uuid import UUID

from muruna.access import Action, Actor, visible
from muruna.safeguarding.models import Case, SteppingAside
from muruna.safeguarding.queries.asides import seconds_for
from muruna.safeguarding.words import OUTCOMES


def case_now(actor: Actor, id: UUID, **_note: UUID) -> dict[str, Any]:
    """The case of which the actor is of the team, with how it ended; nothing for anybody else."""
    case = visible(actor, Action.CASE_SEE, Case).filter(pk=id).first()
    return {"case": case, "outcome": OUTCOMES.get(case.outcome, "")} if case else {}


def aside_now(actor: Actor, id: UUID) -> dict[str, Any]:
    """Who left a case, for whoever might have said the second yes; with the case for its team."""
    wish = SteppingAside.objects.filter(pk=id, done_on__isnull=False).select_related("lead", "case").first()
    if wish is None or actor.membership not in seconds_for(wish):
        return {}
    return {"wish": wish, **case_now(actor, wish.case_id)}
