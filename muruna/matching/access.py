"""Who may do what when somebody asks: the member who asks, the supporter who is asked, the coordinator."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.matching.models import Proposal, Request, Shift, SupportOffer
from muruna.spaces.models import Right

ASKED = {Proposal.CHOSEN, Proposal.OPEN}
WAITING = {Request.WAITING}


def _own(actor: Actor) -> Q | None:
    return Q(membership=actor.membership) if actor.membership else None


def _own_offer(actor: Actor) -> Q | None:
    # A right that has ended takes the offer out of reach with it.
    return _own(actor) if actor.membership and actor.has(Right.SUPPORTER) else None


def _coordinator(actor: Actor) -> Q | None:
    return Q(space=actor.space) if actor.membership and actor.has(Right.COORDINATOR) else None


def _asked(actor: Actor) -> Q | None:
    return Q(supporter=actor.membership) if actor.membership and actor.has(Right.SUPPORTER) else None


def _asked_for(actor: Actor) -> Q | None:
    if not actor.membership or not actor.has(Right.SUPPORTER):
        return None
    return Q(proposals__supporter=actor.membership, proposals__state__in=ASKED)


register(
    Request,
    relations={
        Relation.REQUESTER: _own,
        Relation.OFFERED: _asked_for,
        Relation.COORDINATOR: _coordinator,
    },
    grants=[
        Grant(Action.REQUEST_SEE, {Relation.REQUESTER}),
        Grant(Action.REQUEST_SEE, {Relation.OFFERED}, WAITING),
        Grant(Action.REQUEST_CHANGE, {Relation.REQUESTER}, WAITING),
        Grant(Action.WAITING_BOARD, {Relation.COORDINATOR}, WAITING),
    ],
    state_field="state",
)
register(
    Proposal,
    relations={
        Relation.REQUESTER: lambda actor: (
            Q(request__membership=actor.membership) if actor.membership else None
        ),
        Relation.OFFERED: _asked,
    },
    grants=[
        Grant(Action.PROPOSAL_SEE, {Relation.REQUESTER}, {Proposal.SHOWN, Proposal.CHOSEN}),
        Grant(Action.PROPOSAL_SEE, {Relation.OFFERED}, ASKED),
        Grant(Action.PROPOSAL_CHOOSE, {Relation.REQUESTER}, {Proposal.SHOWN, Proposal.CHOSEN}),
        Grant(Action.PROPOSAL_ANSWER, {Relation.OFFERED}, ASKED),
    ],
    state_field="state",
)
register(
    SupportOffer,
    relations={Relation.OWNER: _own_offer, Relation.COORDINATOR: _coordinator},
    grants=[
        Grant(Action.OFFER_CHANGE, {Relation.OWNER}),
        Grant(Action.WAITING_BOARD, {Relation.COORDINATOR}),
    ],
)
register(
    Shift,
    relations={Relation.OWNER: _own_offer},
    grants=[Grant(Action.OFFER_CHANGE, {Relation.OWNER})],
)
