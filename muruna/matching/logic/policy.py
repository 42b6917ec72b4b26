"""Who is proposed to whom: proposals for one member, live service, and pairing in batches.

Ties are broken as declared here: longest waiting, then request id, then supporter with most seats, then id.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from muruna.matching.logic.filters import is_edge
from muruna.matching.logic.needs import Request, Rules, Supporter
from muruna.matching.logic.reasons import Reason, reasons_for_member
from muruna.matching.logic.score import STANDARD, Pool, Weights, overlap, value

PROPOSALS_MOST = 3


@dataclass(frozen=True)
class Proposal:
    """One supporter for one request, with what may be told about why."""

    request: str
    supporter: str
    value: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Pair:
    """A request and the supporter who is to take it."""

    request: str
    supporter: str


def propose(
    request: Request,
    supporters: Iterable[Supporter],
    rules: Rules,
    now: datetime,
    *,
    most: int = PROPOSALS_MOST,
    weights: Weights = STANDARD,
) -> tuple[Proposal, ...]:
    """The best supporters for one request, at most `most` (and never more than three).

    They are chosen by value but told in an order made of visible reasons alone (most reasons first, then id):
    otherwise a supporter who leads with nothing to show for it would give away something hidden.
    """
    everyone = list(supporters)
    able = [each for each in everyone if is_edge(request, each, rules, now)]
    pool, free = Pool.of(everyone), Pool.of(able)
    valued = [(value(request, each, pool, free, now, weights), each) for each in able]
    best = sorted(valued, key=lambda pair: (-pair[0], -pair[1].seats, pair[1].id))
    chosen = [
        Proposal(request.id, each.id, worth, reasons_for_member(request, each))
        for worth, each in best[: max(0, min(most, PROPOSALS_MOST))]
    ]
    return tuple(sorted(chosen, key=lambda proposal: (-len(proposal.reasons), proposal.supporter)))


def serve_live(
    waiting: Iterable[Request],
    free_supporters: Iterable[Supporter],
    now: datetime,
    *,
    rules: Rules,
    pool: Pool | None = None,
    weights: Weights = STANDARD,
) -> tuple[Pair, ...]:
    """Pair waiting members with free supporters: the most valuable pair first, until no edge is left.

    Each supporter takes one. `pool` counts all supporters for rarity; without it, the free ones.
    """
    free = sorted(free_supporters, key=lambda each: each.id)
    requests = sorted(waiting, key=_turn)
    edges = [(each, able) for each in requests for able in free if is_edge(each, able, rules, now)]
    pairs: list[Pair] = []
    whole = pool or Pool.of(free)
    while edges:
        left = Pool.of(free)  # scarcity changes with every supporter who is taken
        request, supporter = max(
            edges, key=lambda edge: (value(edge[0], edge[1], whole, left, now, weights), *_late_tie(*edge))
        )
        pairs.append(Pair(request.id, supporter.id))
        free.remove(supporter)
        edges = [edge for edge in edges if edge[0].id != request.id and edge[1].id != supporter.id]
    return tuple(pairs)


def assign_batch(
    requests: Iterable[Request],
    supporters: Iterable[Supporter],
    now: datetime,
    *,
    rules: Rules,
    weights: Weights = STANDARD,
) -> tuple[Pair, ...]:
    """Pair requests that can wait: as many as possible, and among those ways the highest total value.

    Each supporter stands as often as seats are left. A forbidden pair costs infinity, and each request has a
    place of its own for "not this time", so that the solver never needs one (Crouse 2016, in SciPy).
    """
    rows = sorted(requests, key=_turn)
    everyone = sorted(supporters, key=lambda each: each.id)
    seats = [each for each in everyone for _seat in range(min(each.seats, len(rows)))]
    if not rows or not seats:
        return ()
    # Here, since loading the solver takes as long as loading everything else that the site starts with.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    pool = Pool.of(everyone)
    free = Pool.of(each for each in everyone if each.seats)
    count = len(rows)
    gain = np.full((count, len(seats) + count), -np.inf)
    gain[:, len(seats) :][np.diag_indices(count)] = 0.0
    known: dict[tuple[str, str], float] = {}
    for row, request in enumerate(rows):
        for column, supporter in enumerate(seats):
            key = (request.id, supporter.id)
            if key not in known:
                # One more person served outweighs any difference in value: values sum to at most `count`.
                possible = is_edge(request, supporter, rules, now)
                worth = value(request, supporter, pool, free, now, weights) if possible else 0.0
                known[key] = count + 1 + worth if possible else -np.inf
            gain[row, column] = known[key]
    chosen = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return tuple(Pair(rows[row].id, seats[column].id) for row, column in chosen if column < len(seats))


def serve_fcfs(
    waiting: Iterable[Request],
    free_supporters: Iterable[Supporter],
    now: datetime,
    *,
    rules: Rules,
    chance: Random,
) -> tuple[Pair, ...]:
    """First come, first served by anyone who may: what Muruna is compared with."""
    return _in_turn(waiting, free_supporters, now, rules, lambda _request, able: chance.choice(able))


def serve_greedy(
    waiting: Iterable[Request], free_supporters: Iterable[Supporter], now: datetime, *, rules: Rules
) -> tuple[Pair, ...]:
    """First come, served by the free supporter with the highest plain overlap: the second comparison."""

    def best(request: Request, able: Sequence[Supporter]) -> Supporter:
        wanted = frozenset(wish.experience for wish in request.wishes)
        return max(able, key=lambda each: overlap(wanted, each.usable))

    return _in_turn(waiting, free_supporters, now, rules, best)


def _in_turn(
    waiting: Iterable[Request],
    free_supporters: Iterable[Supporter],
    now: datetime,
    rules: Rules,
    choose: Callable[[Request, Sequence[Supporter]], Supporter],
) -> tuple[Pair, ...]:
    free = sorted(free_supporters, key=lambda each: each.id)
    pairs: list[Pair] = []
    for request in sorted(waiting, key=_turn):
        able = [each for each in free if is_edge(request, each, rules, now)]
        if able:
            supporter = choose(request, able)
            free.remove(supporter)
            pairs.append(Pair(request.id, supporter.id))
    return tuple(pairs)


def _turn(request: Request) -> tuple[datetime, str]:
    return request.waiting_since, request.id


def _late_tie(request: Request, supporter: Supporter) -> tuple[float, int]:
    # Lists are in declared order and max keeps the first, so only what sorting did not settle is needed here.
    return -request.waiting_since.timestamp(), supporter.seats
