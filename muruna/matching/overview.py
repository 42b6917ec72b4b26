"""The coordinator's morning board: who waits, who carries how much, which languages nobody covers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from muruna.access import Action, Actor, require, visible
from muruna.foundation.clock import now, today
from muruna.matching.models import Proposal, Request
from muruna.matching.pool import Peer, peers
from muruna.safeguarding.models import DutyWindow
from muruna.safeguarding.queries import duties
from muruna.spaces.logic.hours import Hours, Span, Window, hours_of, left_over
from muruna.spaces.models import Space
from muruna.ui.formats import language_name

HOURS_AHEAD = dt.timedelta(hours=24)
DAYS_AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """A member who waits, without a word of what they asked."""

    request: Request
    name: str
    shown: int
    is_asking: bool


@dataclass(frozen=True)
class Carrying:
    """A supporter's load and hours, without a word of what is talked about."""

    peer: Peer
    name: str
    open: int
    limit: int
    languages: str
    is_here: bool
    next_hours: dt.datetime | None
    paused_until: dt.date | None


@dataclass(frozen=True)
class Board:
    """Everything on the board."""

    waiting: list[Waiting]
    carrying: list[Carrying]
    uncovered: str  # languages of the space or of who waits that nobody able speaks
    thin: str  # languages with nobody's hours in the next day
    has_hours: bool  # whether the community says when it is open; of no other are hours missing
    no_supporter: list[Span]  # its hours of the next week in which no supporter has hours
    no_lead: list[Span]  # ... and those in which no lead is on duty
    unread: list[tuple[str, list[Span]]]  # ... or leads are, but none who reads this language of its own


def board(actor: Actor) -> Board:
    """The board of the active space; raises NotFound for anybody but a coordinator."""
    require(actor, Action.WAITING_BOARD, actor.space)
    rows = list(
        visible(actor, Action.WAITING_BOARD, Request)
        .select_related("membership")
        .order_by("waiting_since", "pk")
    )
    states: dict[object, list[str]] = {}
    for request_id, state in Proposal.objects.filter(request__in=rows).values_list("request", "state"):
        states.setdefault(request_id, []).append(state)
    everyone = peers(actor.space)
    waiting = [
        Waiting(
            row,
            row.membership.name,
            states.get(row.pk, []).count(Proposal.SHOWN),
            bool({Proposal.CHOSEN, Proposal.OPEN} & set(states.get(row.pk, []))),
        )
        for row in rows
    ]
    carrying = sorted((_carrying(peer) for peer in everyone), key=lambda one: (-one.open, one.name))
    languages = sorted({*actor.space.languages, *(row.language for row in rows)})
    able = [peer for peer in everyone if not _is_paused(peer)]
    spoken = {code for peer in able for code in peer.value.languages}
    soon = {code for peer in able if _is_there_soon(peer) for code in peer.value.languages}
    return Board(
        waiting,
        carrying,
        names_of(code for code in languages if code not in spoken),
        names_of(code for code in languages if code in spoken and code not in soon),
        bool(actor.space.hours),
        *_uncovered(actor.space, everyone),
    )


def _uncovered(
    space: Space, everyone: Iterable[Peer]
) -> tuple[list[Span], list[Span], list[tuple[str, list[Span]]]]:
    """The community's hours of the next week without a supporter, without a lead, and by language unread.

    A lead on duty answers worries and reports; nobody who asks for a talk gets one from them.
    """
    start, end = now(), now() + DAYS_AHEAD
    promised = hours_of(space.time_zone, space.hours).between(start, end)
    watch = duties(space)
    supported: list[Span] = []
    for peer in everyone:
        since = max(start, peer.value.paused_until or start)
        supported += peer.value.hours.between(since, end) if since < end else []
    no_lead = left_over(promised, _watched(space, watch).between(start, end))
    with_lead = left_over(promised, no_lead)
    unread = [
        (names_of([code]), left_over(with_lead, reading.between(start, end)))
        for code in space.languages
        for reading in [_watched(space, [one for one in watch if code in one.languages])]
    ]
    return left_over(promised, supported), no_lead, [(name, spans) for name, spans in unread if spans]


def _watched(space: Space, watch: Iterable[DutyWindow]) -> Hours:
    return Hours(space.time_zone, tuple(Window(one.weekday, one.starts, one.ends) for one in watch))


def names_of(codes: Iterable[str]) -> str:
    """Languages by their own names, in one line."""
    return " · ".join(language_name(code) for code in sorted(codes))


def _carrying(peer: Peer) -> Carrying:
    supporter = peer.value
    return Carrying(
        peer,
        peer.membership.name,
        supporter.load.open_conversations,
        supporter.load.open_conversations + supporter.seats,
        names_of(supporter.languages),
        supporter.is_on_duty(now()) and not _is_paused(peer),
        supporter.hours.next_opening(now()),
        peer.offer.paused_until if _is_paused(peer) else None,
    )


def _is_paused(peer: Peer) -> bool:
    return peer.offer.paused_until is not None and peer.offer.paused_until >= today()


def _is_there_soon(peer: Peer) -> bool:
    start = peer.value.hours.next_opening(now())
    return peer.value.is_on_duty(now()) or (start is not None and start <= now() + HOURS_AHEAD)
