"""One simulated stretch of live support, on the set-up of docs/matching.md, with the rules production uses.

Each seed makes one world: who supports, who comes when, what they need, how long they talk and how long they
stay. The same world is given to every policy, so that policies differ by their choices alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np

from muruna.matching.logic.needs import AgeBand, Lived, Request, Rules, Supporter, Track, Wish
from muruna.matching.logic.policy import Pair, serve_fcfs, serve_greedy, serve_live
from muruna.matching.logic.score import STANDARD, Pool, Weights, overlap
from muruna.spaces.logic.hours import always

START = datetime(2026, 1, 5, tzinfo=UTC)
SPACE = "simulated"
RULES = Rules()


@dataclass(frozen=True)
class Setup:
    """The set-up of the simulation; times in minutes."""

    arrivals_per_hour: float = 6.0
    hours: int = 24
    step: float = 1.0
    supporters: int = 12
    topics: int = 8
    supporter_topic: float = 0.35
    member_topic: float = 0.30
    languages: tuple[float, ...] = (0.55, 0.25, 0.12, 0.08)
    languages_most: int = 2
    talk: float = 40.0
    patience: float = 30.0
    rare: int = 2  # the last so many languages count as rare


@dataclass(frozen=True)
class Visit:
    """One member who comes: the request, the step they come at, how long they talk and how long they stay."""

    request: Request
    step: int
    talk: float
    patience: float


@dataclass(frozen=True)
class World:
    """Everything that chance decides."""

    supporters: tuple[Supporter, ...]
    visits: tuple[Visit, ...]
    rare: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What one policy made of one world; None where there was nobody to measure."""

    served: float | None
    abandoned: float | None
    wait_minutes: float | None
    score: float | None
    rare_language_abandoned: float | None
    load_gini: float | None


Serve = Callable[[list[Request], list[Supporter], datetime, Pool], tuple[Pair, ...]]


def make_world(setup: Setup, seed: int) -> World:
    """The world of one seed."""
    chance = np.random.default_rng(seed)
    codes = [f"language-{index}" for index in range(len(setup.languages))]
    supporters = []
    for index in range(setup.supporters):
        spoken = chance.choice(
            codes, size=int(chance.integers(1, setup.languages_most + 1)), replace=False, p=setup.languages
        )
        lived = _topics(chance, setup.topics, setup.supporter_topic)
        supporters.append(
            Supporter(
                id=f"supporter-{index:02}",
                space=SPACE,
                languages=frozenset(str(code) for code in spoken),
                age_band=AgeBand.FROM_25,
                tracks=frozenset({Track.ADULTS}),
                hours=always(),
                right_valid_until=START + timedelta(days=10_000),
                experiences=tuple(Lived(each, matcher_may_use=True) for each in lived),
            )
        )
    visits: list[Visit] = []
    for step in range(round(setup.hours * 60 / setup.step)):
        for _each in range(int(chance.poisson(setup.arrivals_per_hour * setup.step / 60))):
            number = f"member-{len(visits):06}"
            request = Request(
                id=number,
                persona=number,
                space=SPACE,
                languages=(str(chance.choice(codes, p=setup.languages)),),
                age_band=AgeBand.FROM_25,
                waiting_since=_moment(setup, step),
                wishes=tuple(Wish(each) for each in _topics(chance, setup.topics, setup.member_topic)),
            )
            visits.append(
                Visit(
                    request,
                    step,
                    float(chance.exponential(setup.talk)),
                    float(chance.exponential(setup.patience)),
                )
            )
    return World(tuple(supporters), tuple(visits), frozenset(codes[len(codes) - setup.rare :]))


def serving(policy: str, seed: int, weights: Weights = STANDARD) -> Serve:
    """The rules of one policy: fcfs, greedy or muruna (what live service runs)."""
    if policy == "fcfs":
        chance = Random(seed)  # noqa: S311 - a simulation, not a secret
        return lambda waiting, free, now, _pool: serve_fcfs(waiting, free, now, rules=RULES, chance=chance)
    if policy == "greedy":
        return lambda waiting, free, now, _pool: serve_greedy(waiting, free, now, rules=RULES)
    if policy == "muruna":
        return lambda waiting, free, now, pool: serve_live(
            waiting, free, now, rules=RULES, pool=pool, weights=weights
        )
    raise ValueError(f"There is no policy {policy!r}.")


def run(setup: Setup, world: World, serve: Serve) -> Outcome:
    """Let one policy serve one world until everybody who came was served or has left.

    A supporter has one talk at a time. Limits of a shift and a week do not bind here: the set-up has twelve
    people always on duty.
    """
    free = {each.id: each for each in world.supporters}
    pool = Pool.of(world.supporters)
    visits = {each.request.id: each for each in world.visits}
    to_come = list(reversed(world.visits))
    busy: dict[str, float] = {}
    waiting: dict[str, Visit] = {}
    served: dict[str, tuple[str, float]] = {}
    left: dict[str, float] = {}
    step = 0
    while to_come or waiting:
        clock = step * setup.step
        freed = [each for each, until in busy.items() if until <= clock]
        for each in freed:
            del busy[each]
        changed = bool(freed)
        for visit in [each for each in waiting.values() if _since(setup, each, clock) >= each.patience]:
            left[visit.request.id] = visit.patience
            del waiting[visit.request.id]
        while to_come and to_come[-1].step == step:
            visit = to_come.pop()
            waiting[visit.request.id] = visit
            changed = True
        if waiting and changed:  # nothing new, nobody new to pair
            able = [each for each in free.values() if each.id not in busy]
            requests = [each.request for each in waiting.values()]
            for pair in serve(requests, able, _moment(setup, step), pool):
                visit = waiting.pop(pair.request)
                busy[pair.supporter] = clock + visit.talk
                served[pair.request] = (pair.supporter, _since(setup, visit, clock))
        step += 1
    return _outcome(world, visits, served, left)


def gini(loads: Iterable[float]) -> float | None:
    """How unequally talks are spread, 0 for equal shares; None when there are none."""
    ranked = sorted(loads)
    total = sum(ranked)
    if not total:
        return None
    count = len(ranked)
    return (
        2 * sum(rank * load for rank, load in enumerate(ranked, start=1)) / (count * total)
        - (count + 1) / count
    )


def _outcome(
    world: World, visits: dict[str, Visit], served: dict[str, tuple[str, float]], left: dict[str, float]
) -> Outcome:
    lived = {each.id: each.usable for each in world.supporters}
    scores = [
        overlap(frozenset(wish.experience for wish in visits[request].request.wishes), lived[supporter])
        for request, (supporter, _wait) in served.items()
    ]
    rare = [each.request.id in left for each in world.visits if each.request.languages[0] in world.rare]
    talks = dict.fromkeys(lived, 0)
    for supporter, _wait in served.values():
        talks[supporter] += 1
    return Outcome(
        served=_mean([float(each in served) for each in visits]),
        abandoned=_mean([float(each in left) for each in visits]),
        # Those who left waited as well: without them a policy would look quick by losing people.
        wait_minutes=_mean([*(wait for _supporter, wait in served.values()), *left.values()]),
        score=_mean(scores),
        rare_language_abandoned=_mean([float(each) for each in rare]),
        load_gini=gini(talks.values()),
    )


def _topics(chance: np.random.Generator, count: int, share: float) -> list[str]:
    """Each topic with the same chance, and at least one."""
    chosen = np.flatnonzero(chance.random(count) < share)
    if not len(chosen):
        chosen = np.array([chance.integers(count)])
    return [f"topic-{each}" for each in chosen]


def _moment(setup: Setup, step: int) -> datetime:
    return START + timedelta(minutes=step * setup.step)


def _since(setup: Setup, visit: Visit, clock: float) -> float:
    return clock - visit.step * setup.step


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
