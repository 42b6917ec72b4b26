"""From rows to the values that the rules judge: who could be asked now, and what a request needs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from muruna.accounts.queries import blocked_ids_by_person
from muruna.foundation.clock import now, today
from muruna.matching.logic import needs as values
from muruna.matching.logic.shifts import DAYS_OF_A_WEEK, minutes_of_shift
from muruna.matching.models import Proposal, Request, Shift, SupportOffer
from muruna.spaces.logic.hours import hours_of
from muruna.spaces.logic.profiles import Profile
from muruna.spaces.models import Membership, Right, Space

DAYS_TO_WAIT = 7  # what "within days" promises to nobody and asks of the queue
# How long after an unanswered question the same supporter may be proposed again for the same request.
REST_LIVE, REST_DAYS = dt.timedelta(hours=1), dt.timedelta(hours=24)


@dataclass(frozen=True)
class Peer:
    """A supporter of the space: the rows and the value made from them."""

    membership: Membership
    offer: SupportOffer
    tracks: tuple[str, ...]
    value: values.Supporter

    @property
    def id(self) -> str:
        return self.value.id


def rules_of(space: Space) -> Profile:
    """The space's profile with its own changes."""
    profile: Profile = space.effective()
    return profile


def age_rules(profile: Profile) -> values.Rules:
    """What the profile says about age, as the filters take it."""
    return values.Rules(
        adults_may_support_minors=profile.adults_support_minors, minors_may_support=profile.minor_supporters
    )


def peers(space: Space, *, only: Iterable[UUID] | None = None, but_for: UUID | None = None) -> list[Peer]:
    """Every active persona with a right to support today and an offer; four queries, however many.

    `only` are memberships; questions of the request `but_for` are not counted as load.
    """
    day = today()
    rights = Right.objects.filter(role=Right.SUPPORTER, starts_on__lte=day, ends_on__gte=day)
    rights = rights.filter(membership__state=Membership.ACTIVE)
    offers = SupportOffer.objects.select_related("membership")
    if only is not None:
        rights, offers = rights.filter(membership__in=list(only)), offers.filter(membership__in=list(only))
    right_of = {right.membership_id: right for right in rights.order_by("ends_on")}
    asked = Proposal.objects.filter(state=Proposal.CHOSEN).exclude(request=but_for)
    unanswered = dict(asked.order_by().values_list("supporter").annotate(n=Count("pk")))
    since = day - dt.timedelta(days=DAYS_OF_A_WEEK - 1)
    worked = dict(
        Shift.objects.filter(day__gte=since).order_by().values_list("membership").annotate(n=Sum("minutes"))
    )
    return [
        _peer(offer, right_of[offer.membership_id], unanswered, worked)
        for offer in offers
        if offer.membership_id in right_of
    ]


def _peer(offer: SupportOffer, right: Right, unanswered: dict[UUID, int], worked: dict[UUID, int]) -> Peer:
    member = offer.membership
    ends = dt.datetime.combine(right.ends_on + dt.timedelta(days=1), dt.time(), dt.UTC)
    load = values.Load(
        open_conversations=offer.open_count + unanswered.get(member.pk, 0),
        minutes_this_shift=minutes_of_shift(offer.shift_began_at, offer.free_until, now()),
        minutes_this_week=worked.get(member.pk, 0),
    )
    value = values.Supporter(
        id=str(member.pk),
        space=str(offer.space_id),
        languages=frozenset(offer.languages),
        age_band=values.AgeBand(member.age_band),
        tracks=frozenset(values.Track(track) for track in right.tracks),
        hours=hours_of(offer.time_zone, offer.hours),
        right_valid_until=ends,
        experiences=tuple(values.Lived(**row) for row in offer.lived),
        circumstances=tuple(values.Lived(id, True, True) for id in offer.circumstances),
        topics_not_now=frozenset(offer.not_now),
        limits=values.Limits(open_conversations=min(offer.most_open, values.OPEN_MOST)),
        load=load,
        in_probation=right.on_probation,
        paused_until=_end_of(offer.paused_until),
        free_until=offer.free_until,
    )
    return Peer(member, offer, tuple(right.tracks), value)


def _end_of(day: dt.date | None) -> dt.datetime | None:
    return None if day is None else dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)


def blocks_around(rows: Iterable[Request]) -> dict[UUID, set[UUID]]:
    """Whom each of the rows' members must never meet, by person; one query, however many rows."""
    return blocked_ids_by_person({row.membership.person_id for row in rows})


def blocks_here(row: Request) -> dict[UUID, set[UUID]]:
    """Whom the row's member must not meet by a block of these very personas.

    For what stands before people already: a supporter who goes from the page at the moment in which somebody
    was blocked under another name would be known for that somebody. A yes is refused all the same.
    """
    return blocked_ids_by_person({row.membership.person_id}, room=row.space_id)


def request_value(
    row: Request,
    everyone: Iterable[Peer],
    profile: Profile,
    blocks: Mapping[UUID, set[UUID]] | None = None,
) -> values.Request:
    """What `row` needs, with everybody who must never be proposed to its member kept apart.

    `blocks` are `blocks_around` of several rows, so that a list asks for them once.
    """
    member, wanted, shown = row.membership, row.needs, row.shown
    everyone = list(everyone)
    blocked = (blocks_around([row]) if blocks is None else blocks)[member.person_id]
    apart = {str(id) for id in wanted.get("not_people", ())} | kept_apart(member, everyone, profile, blocked)
    if wanted.get("not_from_here"):
        apart |= {peer.id for peer in everyone if peer.offer.is_from_here}
    seen = set(shown.get("wishes", ()))
    wishes = tuple(
        values.Wish(id, values.HowMuch(how_much), id in seen)
        for id, how_much in wanted.get("wishes", {}).items()
    )
    tell = bool(shown.get("circumstances"))
    return values.Request(
        id=str(row.pk),
        persona=str(member.pk),
        space=str(row.space_id),
        languages=tuple(row.languages),
        age_band=values.AgeBand(member.age_band),
        waiting_since=row.waiting_since,
        days=None if row.is_live else DAYS_TO_WAIT,
        wants=frozenset(values.Want(each) for each in wanted.get("wants", ())),
        wishes=wishes,
        topics=frozenset(wanted.get("topics", ())),
        circumstances=tuple(values.Lived(id, True, tell) for id in wanted.get("circumstances", ())),
        not_these=frozenset(apart),
        prefer=frozenset(wanted.get("prefer", ())),
        avoid=frozenset(wanted.get("avoid", ())),
    )


def hard_wishes(request: Request) -> dict[str, Any]:
    """Of what was asked for, what no supporter may stand against, ever: it holds for whoever goes on, too."""
    needs = request.needs
    return {
        "languages": list(request.languages),
        "topics": sorted({*needs.get("topics", ()), *needs.get("wishes", {})}),
        "avoid": list(needs.get("avoid", ())),
        "not_people": list(needs.get("not_people", ())),
        "not_from_here": bool(needs.get("not_from_here")),
    }


def request_within(space: Space, member: Membership, wished: Mapping[str, Any]) -> Request:
    """A request that nobody has written and nothing keeps, for a talk that goes on with what was `wished`."""
    languages = list(wished.get("languages", ())) or ["en"]
    return Request(
        space=space, membership=member, languages=languages, needs=dict(wished), shown={}, is_live=False
    )


def kept_apart(
    member: Membership, everyone: Iterable[Peer], profile: Profile, blocked: set[UUID]
) -> set[str]:
    """Persona ids of supporters whom a block in either direction or the profile keeps from `member`."""
    return {
        peer.id
        for peer in everyone
        if peer.membership.person_id in blocked
        or not profile.may_support(peer.membership.age_band, member.age_band, peer.tracks)
    }


def without_refused(
    value: values.Request, proposals: Iterable[Proposal], moment: dt.datetime
) -> values.Request:
    """The request without those who said no, were put aside, or lately left the question unanswered."""
    rest = REST_LIVE if value.is_live else REST_DAYS
    refused = {
        str(one.supporter_id)
        for one in proposals
        if one.state in (Proposal.DECLINED, Proposal.CLOSED)
        or (one.state == Proposal.LAPSED and one.answer_by is not None and one.answer_by + rest > moment)
    }
    return replace(value, declined=value.declined | refused)
