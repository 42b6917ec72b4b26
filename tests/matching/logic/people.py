# ruff: noqa: S311 - random people for tests, not secrets
"""Members and supporters for the matching tests: plain ones, and random ones for Hypothesis."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from muruna.matching.logic.needs import (
    AgeBand,
    HowMuch,
    Limits,
    Lived,
    Load,
    Request,
    Rules,
    Supporter,
    Track,
    Wish,
)
from muruna.spaces.logic.hours import Hours, Window, always

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
OPEN_RULES = Rules(adults_may_support_minors=True, minors_may_support=True)
LANGUAGES = ("ar", "en", "tr")
# No deadline: a machine that is busy is no fault.
BRIEF = settings(max_examples=100, deadline=None)
TOPICS = ("asylum", "grief", "racism", "rural")


def a_request(**changes: Any) -> Request:
    """An adult who writes English and wants to talk now."""
    plain: dict[str, Any] = {
        "id": "r1",
        "persona": "member",
        "space": "s",
        "languages": ("en",),
        "age_band": AgeBand.FROM_18,
        "waiting_since": NOW,
    }
    return Request(**(plain | changes))


def a_supporter(**changes: Any) -> Supporter:
    """An adult on duty, certified for adults, with every seat free."""
    plain: dict[str, Any] = {
        "id": "p1",
        "space": "s",
        "languages": frozenset({"en"}),
        "age_band": AgeBand.FROM_25,
        "tracks": frozenset({Track.ADULTS}),
        "hours": always(),
        "right_valid_until": NOW + timedelta(days=30),
    }
    return Supporter(**(plain | changes))


def told(*ids: str) -> tuple[Lived, ...]:
    """Experiences with both consents."""
    return tuple(Lived(each, matcher_may_use=True, match_may_see=True) for each in ids)


def hidden(*ids: str) -> tuple[Lived, ...]:
    """Experiences the matcher may use and no match may see."""
    return tuple(Lived(each, matcher_may_use=True) for each in ids)


def _some(chance: Random, values: tuple[str, ...], least: int = 0, most: int | None = None) -> list[str]:
    return chance.sample(values, chance.randint(least, len(values) if most is None else most))


def _lived(chance: Random) -> tuple[Lived, ...]:
    return tuple(Lived(each, chance.random() < 0.5, chance.random() < 0.5) for each in _some(chance, TOPICS))


def _personas(chance: Random) -> frozenset[str]:
    return frozenset(_some(chance, ("r0", "r1", "p0", "p1", "p2"), most=1 if chance.random() < 0.5 else 0))


def _mostly(chance: Random, usual: Any, *others: Any) -> Any:
    """The usual value nine times in ten: with all filters at work hardly a pair would be left."""
    return usual if chance.random() < 0.9 else chance.choice(others)


def random_request(number: int, chance: Random) -> Request:
    """A random request by persona r<number>."""
    return Request(
        id=f"r{number}",
        persona=f"r{number}",
        space=_mostly(chance, "s", "t"),
        languages=tuple(_some(chance, LANGUAGES, 1)),
        age_band=chance.choice(list(AgeBand)),
        waiting_since=NOW - timedelta(minutes=chance.choice([0, 5, 5, 60, 5000])),
        days=chance.choice([None, 1, 7]),
        wishes=tuple(
            Wish(each, chance.choice(list(HowMuch)), chance.random() < 0.5) for each in _some(chance, TOPICS)
        ),
        topics=frozenset(_some(chance, TOPICS, most=1)),
        circumstances=_lived(chance),
        not_these=_personas(chance),
        prefer=frozenset(_some(chance, TOPICS)),
        avoid=_mostly(chance, frozenset(), frozenset(TOPICS[:1]), frozenset(TOPICS[1:2])),
        declined=_personas(chance),
    )


def random_supporter(number: int, chance: Random) -> Supporter:
    """A random supporter with persona p<number>."""
    day = Hours("Europe/Rome", (Window(2, time(9), time(12)), Window(2, time(22), time(2))))
    return Supporter(
        id=f"p{number}",
        space=_mostly(chance, "s", "t"),
        languages=frozenset(_some(chance, LANGUAGES, 1)),
        age_band=_mostly(chance, AgeBand.FROM_25, *AgeBand),
        tracks=chance.choice([frozenset(Track), *(frozenset({track}) for track in Track)]),
        hours=_mostly(chance, always(), day),
        right_valid_until=_mostly(chance, NOW + timedelta(days=9), NOW - timedelta(days=1), None),
        experiences=_lived(chance),
        circumstances=_lived(chance),
        topics_not_now=_mostly(chance, frozenset(), frozenset(TOPICS[:1]), frozenset(TOPICS[2:])),
        limits=Limits(_mostly(chance, 3, 0, 1, 2), chance.choice([60, 120]), chance.choice([60, 480])),
        load=Load(chance.choice([0, 1, 2, 3]), _mostly(chance, 0, 90, 120), _mostly(chance, 0, 90, 480)),
        in_probation=chance.random() < 0.2,
        paused_until=_mostly(chance, None, NOW + timedelta(hours=1), NOW - timedelta(hours=1)),
        blocks=_personas(chance),
    )


# One drawn number makes a whole person: ten times faster than drawing every field, and as repeatable.
SEEDS = st.integers(0, 2**48)


def requests(number: int) -> st.SearchStrategy[Request]:
    """Random requests by one persona."""
    return SEEDS.map(lambda seed: random_request(number, Random(seed)))


def supporters(number: int) -> st.SearchStrategy[Supporter]:
    """Random supporters with one persona."""
    return SEEDS.map(lambda seed: random_supporter(number, Random(seed)))


def many_requests() -> st.SearchStrategy[list[Request]]:
    """Up to five random requests with different ids."""
    return st.lists(SEEDS, max_size=5).map(
        lambda seeds: [random_request(number, Random(seed)) for number, seed in enumerate(seeds)]
    )


def many_supporters(least: int = 0) -> st.SearchStrategy[list[Supporter]]:
    """Up to four random supporters with different ids."""
    return st.lists(SEEDS, min_size=least, max_size=4).map(
        lambda seeds: [random_supporter(number, Random(seed)) for number, seed in enumerate(seeds)]
    )
