"""How it went for others: shown from five answers up, in words and counts, never as stars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HELPED, DID_NOT, WORSE = "helped", "did_not", "worse"
OUTCOMES = (HELPED, DID_NOT, WORSE)
SITUATIONS = ("with-family", "small-town", "faith", "minor", "adult")
FEWEST = 5  # fewer answers could point at somebody
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)  # what is shown is at least so many, never an exact number


@dataclass(frozen=True)
class Told:
    """How many of `all` people it helped, did not help, and made things worse for."""

    all: int
    helped: int
    did_not: int
    worse: int


@dataclass(frozen=True)
class Shown:
    """What may be shown: of everybody, and of those in a situation; None while too few have told."""

    everybody: Told | None
    by_situation: Mapping[str, Told]


def may_be_shown(counts: Iterable[tuple[str, str, int]]) -> Shown:
    """From (outcome, situation or "" for everybody, how many) to what may be shown.

    A situation is shown only if both those in it and all the others are at least `FEWEST`: the difference of
    two figures must not tell what one person answered.
    """
    sums: dict[str, dict[str, int]] = {}
    for outcome, situation, count in counts:
        of = sums.setdefault(situation, dict.fromkeys(OUTCOMES, 0))
        of[outcome] += max(0, count)
    told = {situation: _told(of) for situation, of in sums.items()}
    everybody = told.pop("", Told(0, 0, 0, 0))
    if everybody.all < FEWEST:
        return Shown(None, {})
    shown = {
        situation: one
        for situation, one in told.items()
        if one.all >= FEWEST and everybody.all - one.all >= FEWEST
    }
    return Shown(coarse(everybody), {name: coarse(shown[name]) for name in SITUATIONS if name in shown})


def rounded(count: int) -> int:
    """The step that `count` has reached: one answer more or less seldom changes it; 0 below `FEWEST`."""
    return max((one for one in STEPS if one <= count), default=0)


def coarse(told: Told) -> Told:
    """What is shown of `told`: steps; an outcome with fewer than `FEWEST` answers is 0, which shows nothing.

    Since the sum is only a step too, no outcome that is hidden can be reckoned from the others.
    """
    return Told(*(rounded(one) for one in (told.all, told.helped, told.did_not, told.worse)))


def _told(of: Mapping[str, int]) -> Told:
    return Told(sum(of.values()), of[HELPED], of[DID_NOT], of[WORSE])


@dataclass(frozen=True)
class Answer:
    """What one person told of a strategy."""

    outcome: str
    situations: tuple[str, ...] = ()

    def cells(self) -> list[tuple[str, str]]:
        """The counts it adds one to: everybody, and each situation."""
        return [(self.outcome, situation) for situation in ("", *sorted(set(self.situations)))]
