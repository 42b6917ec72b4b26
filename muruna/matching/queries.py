"""Reading requests, proposals, offers and load; each for whoever asks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from muruna.access import Action, Actor, NotFound, find, visible
from muruna.foundation.clock import now, today
from muruna.foundation.prepared import prepared
from muruna.matching.logic import needs as values
from muruna.matching.logic.filters import Refusal, is_edge, refusals
from muruna.matching.logic.reasons import Reason, reasons_for_member, reasons_for_supporter
from muruna.matching.logic.shifts import DAYS_OF_A_WEEK
from muruna.matching.models import Proposal, Request, Shift, SupportOffer
from muruna.matching.pool import (
    Peer,
    age_rules,
    blocks_around,
    blocks_here,
    peers,
    request_value,
    request_within,
    rules_of,
    without_refused,
)
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders


def own_request(actor: Actor) -> Request | None:
    """The actor's request that waits, if there is one."""
    found = _own_requests(actor)
    return found[0] if found else None


@prepared
def _own_requests(actor: Actor) -> QuerySet[Request]:
    rows = visible(actor, Action.REQUEST_CHANGE, Request).select_related("membership__person")
    return rows.order_by("pk")[:1]


def own_offer(actor: Actor) -> SupportOffer | None:
    """What the actor offers as a supporter, if they have written it down."""
    found: SupportOffer | None = visible(actor, Action.OFFER_CHANGE, SupportOffer).first()
    return found


def minutes_this_week(offer: SupportOffer) -> int:
    """Minutes promised in the last seven days, today among them."""
    since = today() - dt.timedelta(days=DAYS_OF_A_WEEK - 1)
    rows = Shift.objects.filter(membership=offer.membership_id, day__gte=since)
    return rows.aggregate(n=Sum("minutes"))["n"] or 0


def open_load(membership: Membership) -> int:
    """Conversations that a supporter has now, with the questions that wait for their answer."""
    offer = SupportOffer.objects.filter(membership=membership).first()
    asked = Proposal.objects.filter(supporter=membership, state=Proposal.CHOSEN).count()
    return asked + (offer.open_count if offer else 0)


def eligible_supporters(
    space: Space,
    member: Membership,
    request: Request | None = None,
    *,
    wished: Mapping[str, Any] | None = None,
) -> list[Membership]:
    """Who may be brought together with `member` now, within every hard filter; by persona id.

    Without a request, as for a hand-over, they need not be on duty: `wished` is then what `hard_wishes` kept
    of it. Without either, a language that some supporter speaks is assumed.
    """
    everyone, profile = peers(space, but_for=request.pk if request else None), rules_of(space)
    if request is not None:
        value = request_value(request, everyone, profile)
        value = without_refused(value, Proposal.objects.filter(request=request), now())
    else:
        if wished is None:
            wished = {"languages": sorted({code for peer in everyone for code in peer.value.languages})}
        value = request_value(request_within(space, member, wished), everyone, profile)
    able = [peer for peer in everyone if is_edge(value, peer.value, age_rules(profile), now())]
    return [peer.membership for peer in sorted(able, key=lambda peer: peer.id)]


# What supporters may put aside for themselves, by saying yes.
THEIR_OWN = {Refusal.NOT_ON_DUTY, Refusal.PAUSED, Refusal.LIMIT_REACHED}


def may_take_on(supporter: Membership, member: Membership, wished: Mapping[str, Any]) -> bool:
    """Whether no hard filter keeps `supporter`, who wants it, from a talk of `member`, who `wished` for this.

    Their limit is asked where a place is taken.
    """
    everyone, profile = peers(member.space, only=[supporter.pk]), rules_of(member.space)
    value = request_value(request_within(member.space, member, wished), everyone, profile)
    return any(refusals(value, peer.value, age_rules(profile), now()) <= THEIR_OWN for peer in everyone)


def who_answer() -> QuerySet[Membership]:
    """Everybody of the active space to whom a question can be put at all: with a right today and an offer."""
    return holders(Right.SUPPORTER).filter(pk__in=SupportOffer.objects.values("membership"))


def can_be_asked(request: Request, supporter_id: UUID) -> bool:
    """Whether a request could be put to this supporter now; whom the member put aside may be wanted again."""
    everyone = peers(request.space, only=[supporter_id], but_for=request.pk)
    profile, said = rules_of(request.space), Proposal.objects.filter(request=request, supporter=supporter_id)
    value = request_value(request, everyone, profile)
    value = without_refused(value, said.exclude(state=Proposal.CLOSED), now())
    return any(is_edge(value, peer.value, age_rules(profile), now()) for peer in everyone)


@dataclass(frozen=True)
class Shown:
    """A supporter as the member who asks sees them: only what that supporter lets be seen."""

    proposal: Proposal
    name: str
    pronouns: str
    identity: str
    about: str
    languages: tuple[str, ...]
    reasons: tuple[Reason, ...]
    also_lived: tuple[str, ...]
    is_chosen: bool
    answer_by: dt.datetime | None


def proposals_for(actor: Actor, request: Request, everyone: list[Peer]) -> list[Shown]:
    """The supporters shown to the member, most visible reasons first; who fits no more is gone."""
    profile = rules_of(actor.space)
    value = request_value(request, everyone, profile, blocks_here(request))
    by_id = {peer.membership.pk: peer for peer in everyone}
    rows = visible(actor, Action.PROPOSAL_SEE, Proposal).filter(request=request)
    rows = rows.filter(state__in=[Proposal.SHOWN, Proposal.CHOSEN])
    found = []
    for row in rows:
        peer = by_id.get(row.supporter_id)
        is_chosen = row.state == Proposal.CHOSEN and (row.answer_by is None or row.answer_by > now())
        if peer and (is_chosen or is_edge(value, peer.value, age_rules(profile), now())):
            found.append(_shown(row, peer, value, is_chosen=is_chosen))
    return sorted(found, key=lambda one: (-len(one.reasons), str(one.proposal.supporter_id)))


def _shown(row: Proposal, peer: Peer, value: values.Request, *, is_chosen: bool) -> Shown:
    reasons = reasons_for_member(value, peer.value)
    told = {reason.subject for reason in reasons}
    also = [
        lived.id
        for lived in peer.value.experiences
        if lived.matcher_may_use and lived.match_may_see and lived.id not in told
    ]
    return Shown(
        row,
        peer.membership.name,
        peer.membership.pronouns,
        peer.membership.identity,
        peer.offer.about,
        tuple(code for code in value.languages if code in peer.value.languages),
        reasons,
        tuple(sorted(also)),
        is_chosen,
        row.answer_by if is_chosen else None,
    )


@dataclass(frozen=True)
class Question:
    """What the supporter who is asked may see before answering: what the member chose to share."""

    proposal: Proposal
    name: str
    pronouns: str
    is_minor: bool  # another way of talking, other rules: whoever serves both tracks must know
    language: str
    is_live: bool
    is_for_first: bool
    waiting_since: dt.datetime
    answer_by: dt.datetime | None
    wants: tuple[str, ...]
    words: str | None
    topics: tuple[str, ...]
    lived: tuple[str, ...]
    circumstances: tuple[str, ...]
    reasons: tuple[Reason, ...]


@prepared
def _put_to(actor: Actor) -> QuerySet[Proposal]:
    rows = visible(actor, Action.PROPOSAL_SEE, Proposal).filter(
        supporter=actor.membership, state__in=[Proposal.CHOSEN, Proposal.OPEN], request__state=Request.WAITING
    )
    return rows.select_related("request__membership__person")


def questions_for(actor: Actor) -> list[Question]:
    """The questions that wait for the actor's answer, those put to them alone first."""
    asked = [row for row in _put_to(actor) if row.answer_by is None or row.answer_by > now()]
    if not asked:
        return []
    own, profile = peers(actor.space, only=[actor.membership.pk]), rules_of(actor.space)
    blocks = blocks_around(row.request for row in asked)
    found = [_question(row, own, profile, blocks) for row in asked]
    return sorted(found, key=lambda one: (one.is_for_first, one.waiting_since, str(one.proposal.pk)))


def question(actor: Actor, id: UUID) -> Question:
    """One question that waits for the actor's answer; raises NotFound."""
    find(actor, Action.PROPOSAL_ANSWER, Proposal, id)
    for one in questions_for(actor):
        if one.proposal.pk == id:
            return one
    raise NotFound


def _question(row: Proposal, own: list[Peer], profile: Any, blocks: dict[UUID, set[UUID]]) -> Question:
    request = row.request
    shown, needs = request.shown, request.needs
    value = request_value(request, own, profile, blocks)
    return Question(
        proposal=row,
        name=request.membership.name,
        pronouns=request.membership.pronouns,
        is_minor=request.membership.is_minor,
        language=request.language,
        is_live=request.is_live,
        is_for_first=row.state == Proposal.OPEN,
        waiting_since=request.waiting_since,
        answer_by=row.answer_by,
        wants=tuple(needs.get("wants", ())),
        words=request.words if shown.get("words") else None,
        topics=tuple(needs.get("topics", ())) if shown.get("topics") else (),
        lived=tuple(wish.experience for wish in value.wishes if wish.match_may_see),
        circumstances=tuple(each.id for each in value.circumstances if each.match_may_see),
        reasons=reasons_for_supporter(value, own[0].value) if own else (),
    )


def have_met(actor: Actor, membership: Any) -> bool:
    """Whether the actor sees this persona in a proposal: as the member who asks, or as who is asked."""
    rows = visible(actor, Action.PROPOSAL_SEE, Proposal)
    return bool(
        rows.filter(request__membership=actor.membership, supporter=membership).exists()
        or rows.filter(request__membership=membership, supporter=actor.membership).exists()
    )
