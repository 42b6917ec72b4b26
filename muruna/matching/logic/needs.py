"""What a member needs and what a supporter offers, as values the rules can judge.

Every id is opaque: a persona id, or a slug from the experiences vocabulary. No words of a member are here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from muruna.spaces.logic.hours import Hours

OPEN_MOST = 3  # safety.md: conversations open at once
OPEN_MOST_IN_PROBATION = 1
SHIFT_MINUTES_MOST = 2 * 60
WEEK_MINUTES_MOST = 8 * 60


class AgeBand(Enum):
    """Age bands; nobody under 13 has an account."""

    FROM_13 = "13-15"
    FROM_16 = "16-17"
    FROM_18 = "18-24"
    FROM_25 = "25+"

    @property
    def is_minor(self) -> bool:
        """True below 18."""
        return self in (AgeBand.FROM_13, AgeBand.FROM_16)


class Want(Enum):
    """What kind of help is wished for."""

    LISTENED = "listened"
    IDEAS = "ideas"
    INFORMATION = "information"
    COMPANY = "company"


class HowMuch(Enum):
    """How much an experience matters to the member who asks; `weight` is what the score uses."""

    A_LITTLE = "a_little"
    MATTERS = "matters"
    A_LOT = "a_lot"

    @property
    def weight(self) -> float:
        """0.5, 1 or 2: each step doubles, and an unasked-for experience weighs as one that matters."""
        return {HowMuch.A_LITTLE: 0.5, HowMuch.MATTERS: 1.0, HowMuch.A_LOT: 2.0}[self]


class Track(Enum):
    """Whom a certificate allows its holder to support."""

    ADULTS = "adults"
    UNDER_18 = "under-18"


@dataclass(frozen=True)
class Lived:
    """Something lived, with the two consents of the person who lived it; both are off until given."""

    id: str
    matcher_may_use: bool = False
    match_may_see: bool = False


@dataclass(frozen=True)
class Wish:
    """An experience that matters to the member; `match_may_see` lets the supporter be told so."""

    experience: str
    how_much: HowMuch = HowMuch.MATTERS
    match_may_see: bool = False


@dataclass(frozen=True)
class Rules:
    """What a space's setting profile says about age; everything is off unless the profile allows it."""

    adults_may_support_minors: bool = False
    minors_may_support: bool = False


@dataclass(frozen=True)
class Request:
    """A member's request, as far as matching needs it.

    `languages` is in order of preference. `days` is how long it can wait (None: live, now). `not_these` are
    persona ids: people the member may know, and blocks in both directions. `prefer` and `avoid` are
    experience ids wished or not wished in a peer. `declined` are supporters who said no or were not chosen.
    """

    id: str
    persona: str
    space: str
    languages: tuple[str, ...]
    age_band: AgeBand
    waiting_since: datetime
    days: int | None = None
    wants: frozenset[Want] = frozenset()
    wishes: tuple[Wish, ...] = ()
    topics: frozenset[str] = frozenset()
    circumstances: tuple[Lived, ...] = ()
    not_these: frozenset[str] = frozenset()
    prefer: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.languages:
            raise ValueError("A request needs at least one language.")
        if self.waiting_since.tzinfo is None:
            raise ValueError("waiting_since needs a time zone.")
        if self.days is not None and self.days < 1:
            raise ValueError("A request that can wait waits at least one day.")
        if len({wish.experience for wish in self.wishes}) != len(self.wishes):
            raise ValueError("Each experience is wished for once.")

    @property
    def is_live(self) -> bool:
        """True when the member wants to talk now."""
        return self.days is None

    def without(self, supporter_id: str) -> "Request":
        """The same request after a no from either side: the place in the queue is kept."""
        return replace(self, declined=self.declined | {supporter_id})


@dataclass(frozen=True)
class Limits:
    """How much one supporter takes on: own choice, never above the ceilings of safety.md."""

    open_conversations: int = OPEN_MOST
    shift_minutes: int = SHIFT_MINUTES_MOST
    week_minutes: int = WEEK_MINUTES_MOST

    def __post_init__(self) -> None:
        if not (
            0 <= self.open_conversations <= OPEN_MOST
            and 0 <= self.shift_minutes <= SHIFT_MINUTES_MOST
            and 0 <= self.week_minutes <= WEEK_MINUTES_MOST
        ):
            raise ValueError("A limit may be lower than the ceiling, never higher or negative.")


@dataclass(frozen=True)
class Load:
    """What a supporter carries now; an unanswered offer counts as an open conversation."""

    open_conversations: int = 0
    minutes_this_shift: int = 0
    minutes_this_week: int = 0


@dataclass(frozen=True)
class Supporter:
    """A supporter's offer; `id` is the persona id, `right_valid_until` None means no right to support."""

    id: str
    space: str
    languages: frozenset[str]
    age_band: AgeBand
    tracks: frozenset[Track]
    hours: Hours
    right_valid_until: datetime | None
    experiences: tuple[Lived, ...] = ()
    circumstances: tuple[Lived, ...] = ()
    topics_not_now: frozenset[str] = frozenset()
    limits: Limits = Limits()
    load: Load = Load()
    in_probation: bool = False
    paused_until: datetime | None = None
    blocks: frozenset[str] = frozenset()
    free_until: datetime | None = None  # said "I am free now" outside the weekly hours

    def is_on_duty(self, now: datetime) -> bool:
        """True within the weekly hours, or while the supporter has said to be free."""
        return (self.free_until is not None and now < self.free_until) or self.hours.are_open(now)

    @property
    def usable(self) -> frozenset[str]:
        """Experiences the matcher may use."""
        return frozenset(lived.id for lived in self.experiences if lived.matcher_may_use)

    @property
    def seats(self) -> int:
        """How many more conversations fit under the limits, at least 0."""
        most = min(self.limits.open_conversations, OPEN_MOST_IN_PROBATION if self.in_probation else OPEN_MOST)
        return max(0, most - self.load.open_conversations)
