"""What an instrument is: its questions and their values, its bands, its rule of change. All from data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Better = Literal["higher", "lower"]
Method = Literal["sum", "mean", "category", "none"]
Edges = Literal["from", "over"]
Permission = Literal["open", "notice", "site"]
RuleKind = Literal["published", "reliable", "noticeable", "none"]


@dataclass(frozen=True)
class Choice:
    """One possible answer; without a value it is an answer that counts as none ("rather not say")."""

    code: str
    value: float | None
    system: str = ""


@dataclass(frozen=True)
class Item:
    """One question, known by its id and never by its place."""

    link_id: str
    choices: tuple[Choice, ...]
    reversed: bool = False
    is_scored: bool = True
    # These values give one point each and the others none (De Jong Gierveld); empty: the value is the points.
    counted: tuple[float, ...] = ()

    @property
    def values(self) -> tuple[float, ...]:
        """Every value that this question can have, from low to high."""
        return tuple(sorted(one.value for one in self.choices if one.value is not None))

    def value_of(self, code: str) -> float | None:
        """The value of the choice with a code; None if it has none or there is no such choice."""
        return next((one.value for one in self.choices if one.code == code), None)

    def code_of(self, value: float | None) -> str:
        """The code of the choice with a value; empty if there is none."""
        return next((one.code for one in self.choices if value is not None and one.value == value), "")

    def points(self, value: float) -> float:
        """What an answer adds to the score."""
        if self.counted:
            return 1 if value in self.counted else 0
        return self.values[0] + self.values[-1] - value if self.reversed else value

    @property
    def range(self) -> tuple[float, float]:
        """The fewest and the most points."""
        points = [self.points(value) for value in self.values]
        return min(points), max(points)


@dataclass(frozen=True)
class Band:
    """A published part of the range, with its printed ends (units of the score)."""

    code: str
    low: float
    high: float


@dataclass(frozen=True)
class Mark:
    """Sets a flag when a score, or the answer to one item, reaches a published figure."""

    code: str
    at_least: float | None = None
    at_most: float | None = None
    item: str = ""


@dataclass(frozen=True)
class Part:
    """A sub-scale with a score of its own."""

    id: str
    items: tuple[str, ...]
    method: Method
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    better: Better = "higher"


@dataclass(frozen=True)
class ChangeRule:
    """From which difference on a change counts, and who says so (units of the score)."""

    kind: RuleKind
    at_least: float
    provisional: bool
    source: str
    # Where the rule only says "noticeable": from here on the difference may be called reliable as well.
    reliable_from: float | None = None
    # A published threshold of recovery: from at or above it to below it (or the mirror image).
    recovered_past: float | None = None


@dataclass(frozen=True)
class Figures:
    """Spread and reliability that the reliable change index is made of."""

    sd: float
    reliability: float
    reliability_kind: str
    source: str


@dataclass(frozen=True)
class Instrument:
    """Everything that scoring needs to know, without a word of the questions."""

    id: str
    version: str
    items: tuple[Item, ...]
    method: Method
    low: float
    high: float
    better: Better
    rule: ChangeRule
    permission: Permission
    multiply: float = 1
    bands: tuple[Band, ...] = ()
    # "from": a band begins at its low end; "over": just above the high end of the band before it.
    edges: Edges = "from"
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()
    figures: Figures | None = None
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longer_form: str = ""
    # So many missing answers leave the score as it is, by the instrument's own manual.
    missing_allowed: int = 0
    # False: its sub-scales or reversed items come with the items that a site enters.
    is_complete: bool = True
    # Of many people together only, never as an answer to one (De Jong Gierveld's terms).
    is_for_groups_only: bool = False

    def item(self, link_id: str) -> Item | None:
        """The item of this id, if there is one."""
        return next((one for one in self.items if one.link_id == link_id), None)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of the items, in their order."""
        return tuple(one.link_id for one in self.items)

    def by_code(self, codes: Mapping[str, str]) -> list[float | None]:
        """Answers in the order of the items, from the code of the chosen choice by item id."""
        return [item.value_of(codes.get(item.link_id, "")) for item in self.items]

    def codes(self, answers: Sequence[float | None]) -> dict[str, str]:
        """The code of the chosen choice by item id, of the items that are answered."""
        chosen = {
            item.link_id: item.code_of(answer) for item, answer in zip(self.items, answers, strict=True)
        }
        return {link_id: code for link_id, code in chosen.items() if code}

    def in_order(self, name: str) -> "Instrument":
        """The same instrument with its items in a published order; raises KeyError for an unknown one."""
        by_id = {one.link_id: one for one in self.items}
        return replace(self, items=tuple(by_id[link_id] for link_id in self.orders[name]))
