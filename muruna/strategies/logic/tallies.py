"""How it went for others: shown from five answers up, in words and counts, never as stars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HELPED, DID_NOT, WORSE = "helped", "did_not", "worse"
OUTCOMES = (HELPED, DID_NOT, WORSE)
SITUATIONS = ("with-family", "small-town", "faith", "minor", "adult")
FEWEST = 5  # fewer answers could point at somebody
# People whose answers must differ before a figure is renewed: whoever knows their own has two others left.
FEWEST_CHANGED = 3
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


def renewed(shown: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int]:
    """What others see from now on of one group, from what they saw and what is told by now; by outcome.

    It stays as it was until at least `FEWEST_CHANGED` people's answers differ: two views, a day or a year
    apart, then never differ by one person's answer, not even for somebody who changed their own in between.
    """
    before, after = ({one: counts.get(one, 0) for one in OUTCOMES} for counts in (shown, now))
    if people_between(before, after) < FEWEST_CHANGED:
        return before
    return after if sum(after.values()) >= FEWEST else dict.fromkeys(OUTCOMES, 0)


def people_between(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """How many people at least must have told, changed or taken back something between two counts."""
    steps = [after[one] - before[one] for one in OUTCOMES]
    return max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


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
