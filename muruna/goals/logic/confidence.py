"""Something that somebody practises, and how sure of themselves they feel about it before and after."""

from dataclasses import asdict, dataclass, replace
from typing import Any

SURE = range(11)  # 0 "not at all" to 10 "wholly"
MOST_LOOKS = 60


@dataclass(frozen=True)
class Look:
    """One later look: how sure now, and what changed."""

    day: str
    sure: int
    changed: str = ""


@dataclass(frozen=True)
class Practice:
    """What is practised, a strength that helps with it, which strategy was tried, and how sure at first."""

    what: str
    sure: int
    day: str
    strength: str = ""
    strategy: str = ""  # an id of the library, "idea:" and an idea's id, or nothing
    looks: tuple[Look, ...] = ()
    version: int = 1

    @property
    def now(self) -> int:
        return self.looks[-1].sure if self.looks else self.sure

    @property
    def change(self) -> str:
        """How the last figure stands to the first: "more", "less", "same", or "" before a second one."""
        if not self.looks:
            return ""
        return "more" if self.now > self.sure else "less" if self.now < self.sure else "same"


def with_look(practice: Practice, look: Look) -> Practice:
    """The practice with one more look; raises ValueError for a figure outside 0 to 10, or too many looks."""
    if look.sure not in SURE:
        raise ValueError("how sure goes from 0 to 10")
    if len(practice.looks) >= MOST_LOOKS:
        raise ValueError("there are too many looks")
    return replace(practice, looks=(*practice.looks, look))


def as_data(practice: Practice) -> dict[str, Any]:
    """The practice as JSON."""
    return asdict(practice)


def from_data(data: dict[str, Any]) -> Practice:
    """The practice from its JSON."""
    return Practice(**{**data, "looks": tuple(Look(**row) for row in data.get("looks", ()))})
