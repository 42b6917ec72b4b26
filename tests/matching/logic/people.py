"""Members and supporters for the matching tests: plain ones, and random ones for Hypothesis."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from muruna.matching.logic.hours import Hours, Window, always
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

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
OPEN_RULES = Rules(adults_may_support_minors=True, minors_may_support=True)
LANGUAGES = ("ar", "en", "tr")
# No deadline: a machine that is busy is no fault. Few examples: the whole folder has ten seconds.
BRIEF = settings(max_examples=40, deadline=None)
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


def _some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=len(values))


def _lived() -> st.SearchStrategy[tuple[Lived, ...]]:
    one = st.builds(Lived, st.sampled_from(TOPICS), st.booleans(), st.booleans())
    return st.lists(one, unique_by=lambda each: each.id, max_size=4).map(tuple)


def _personas() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(["r0", "r1", "p0", "p1", "p2"]), max_size=2)


def requests(number: int, *, live: bool | None = None) -> st.SearchStrategy[Request]:
    """A random request by persona r<number>."""
    wishes = st.lists(
        st.builds(Wish, st.sampled_from(TOPICS), st.sampled_from(HowMuch), st.booleans()),
        unique_by=lambda wish: wish.experience,
        max_size=4,
    ).map(tuple)
    days = {None: st.sampled_from([None, 1, 7]), True: st.none(), False: st.sampled_from([1, 7])}[live]
    return st.builds(
        Request,
        id=st.just(f"r{number}"),
        persona=st.just(f"r{number}"),
        space=st.sampled_from(["s", "s", "s", "t"]),
        languages=_some(LANGUAGES, 1).map(tuple),
        age_band=st.sampled_from(AgeBand),
        waiting_since=st.integers(0, 5000).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        days=days,
        wishes=wishes,
        topics=_some(TOPICS).map(frozenset),
        circumstances=_lived(),
        not_these=_personas(),
        prefer=_some(TOPICS).map(frozenset),
        avoid=st.frozensets(st.sampled_from(TOPICS), max_size=1),
        declined=_personas(),
    )


def supporters(number: int) -> st.SearchStrategy[Supporter]:
    """A random supporter with persona p<number>."""
    day = Hours("Europe/Rome", (Window(2, time(9), time(12)), Window(2, time(22), time(2))))
    return st.builds(
        Supporter,
        id=st.just(f"p{number}"),
        space=st.sampled_from(["s", "s", "s", "t"]),
        languages=_some(LANGUAGES, 1).map(frozenset),
        age_band=st.sampled_from(AgeBand),
        tracks=st.frozensets(st.sampled_from(Track)),
        hours=st.sampled_from([always(), always(), day]),
        right_valid_until=st.sampled_from([None, NOW - timedelta(days=1), *[NOW + timedelta(days=9)] * 4]),
        experiences=_lived(),
        circumstances=_lived(),
        topics_not_now=st.frozensets(st.sampled_from(TOPICS), max_size=1),
        limits=st.builds(Limits, st.integers(0, 3), st.sampled_from([60, 120]), st.sampled_from([60, 480])),
        load=st.builds(Load, st.integers(0, 3), st.sampled_from([0, 0, 90]), st.sampled_from([0, 0, 480])),
        in_probation=st.booleans(),
        paused_until=st.sampled_from([None, None, NOW + timedelta(hours=1), NOW - timedelta(hours=1)]),
        blocks=_personas(),
    )


def many_requests(*, live: bool | None = None) -> st.SearchStrategy[list[Request]]:
    """Up to five random requests with different ids."""
    return st.integers(0, 5).flatmap(
        lambda count: st.tuples(*(requests(number, live=live) for number in range(count))).map(list)
    )


def many_supporters(least: int = 0) -> st.SearchStrategy[list[Supporter]]:
    """Up to four random supporters with different ids."""
    return st.integers(least, 4).flatmap(
        lambda count: st.tuples(*(supporters(number) for number in range(count))).map(list)
    )
