"""How long it takes until somebody is free: the staffing calculator and an honest estimate.

Erlang C (M/M/c) is Erlang 1917; Erlang A (M/M/c+M, people who wait may leave) is Palm 1957, in the form of
Mandelbaum & Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", 2007.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import ceil

ENOUGH_WAITS = 20  # fewer say nothing that would hold tomorrow, and could point at a person
ROUND_TO_MINUTES = 5


@dataclass(frozen=True)
class Staffing:
    """What a queue settles to: shares in [0, 1]; `mean_wait` counts everybody, in the unit given."""

    must_wait: float
    leaves: float
    mean_wait: float


def erlang_c(*, arrivals: float, talk: float, supporters: int) -> Staffing:
    """The queue when nobody ever leaves; `arrivals` per unit of time, `talk` the mean in the same unit.

    Raises ValueError when there is more to do than supporters can take, because the queue then never settles.
    """
    _check(arrivals, talk, supporters)
    load = arrivals * talk
    if load >= supporters:
        raise ValueError("More is asked for than these supporters can take: the queue would grow for ever.")
    lost = _erlang_b(load, supporters)
    must_wait = supporters * lost / (supporters - load * (1 - lost))
    return Staffing(must_wait, 0.0, must_wait * talk / (supporters - load))


def erlang_a(*, arrivals: float, talk: float, patience: float, supporters: int) -> Staffing:
    """The queue when people leave after an exponential time with mean `patience`; it always settles."""
    _check(arrivals, talk, supporters)
    if not patience > 0:
        raise ValueError("Patience must be more than zero.")
    # States relative to "all busy, nobody waits": fewer busy sum to 1/B - 1, longer queues follow one by one.
    below = 1 / _erlang_b(arrivals * talk, supporters) - 1
    term, above, queue, length = 1.0, 1.0, 0.0, 0
    while term > 1e-16 * above or arrivals > supporters / talk + length / patience:
        length += 1
        term *= arrivals / (supporters / talk + length / patience)
        above += term
        queue += length * term
    waiting = queue / (below + above)
    return Staffing(above / (below + above), waiting / patience / arrivals, waiting / arrivals)


def supporters_needed(*, arrivals: float, talk: float, patience: float, leaves_most: float) -> int:
    """The fewest supporters with whom at most the share `leaves_most` gives up."""
    if not 0 < leaves_most < 1:
        raise ValueError("leaves_most is a share between 0 and 1.")
    count = 1
    while erlang_a(arrivals=arrivals, talk=talk, patience=patience, supporters=count).leaves > leaves_most:
        count += 1
    return count


class Outlook(Enum):
    """What can truthfully be said about waiting; a page puts it into words and never promises."""

    NOT_KNOWN_YET = "not_known_yet"
    NOBODY_ON_DUTY = "nobody_on_duty"
    USUALLY_BETWEEN = "usually_between"
    OFTEN_LONGER_THAN = "often_longer_than"


@dataclass(frozen=True)
class Waited:
    """One recent wait in minutes, and whether it ended with a supporter (or the member left)."""

    minutes: float
    was_served: bool


@dataclass(frozen=True)
class Estimate:
    """An outlook; minutes are rounded up to five, `next_hours` says when somebody is on duty again."""

    outlook: Outlook
    low_minutes: int | None = None
    high_minutes: int | None = None
    next_hours: datetime | None = None


def estimate(
    recent: Iterable[Waited], *, anybody_on_duty: bool = True, next_hours: datetime | None = None
) -> Estimate:
    """What recent waits of the same kind (language, age track) let one say now.

    Half and four fifths of waits are read from the Kaplan-Meier curve (1958): people who left before somebody
    came had a wait at least that long, and leaving them out would make the answer too kind.
    """
    if not anybody_on_duty:
        return Estimate(Outlook.NOBODY_ON_DUTY, next_hours=next_hours)
    waits = sorted(recent, key=lambda each: (each.minutes, not each.was_served))
    if len(waits) < ENOUGH_WAITS:
        return Estimate(Outlook.NOT_KNOWN_YET)
    half, most = _time_by_which(waits, 0.5), _time_by_which(waits, 0.8)
    if half is None:
        # Not even half were reached: say from when on the data ends, and no more.
        return Estimate(Outlook.OFTEN_LONGER_THAN, low_minutes=_rounded(waits[len(waits) // 2].minutes))
    if most is None:
        return Estimate(Outlook.OFTEN_LONGER_THAN, low_minutes=_rounded(half))
    return Estimate(Outlook.USUALLY_BETWEEN, _rounded(half), _rounded(most))


def _time_by_which(waits: list[Waited], share: float) -> float | None:
    """When `share` have been reached by a supporter, or None when the data does not go that far."""
    still, left = 1.0, len(waits)
    for each in waits:
        if each.was_served:
            still *= 1 - 1 / left
        left -= 1
        if 1 - still >= share - 1e-9:
            return each.minutes
    return None


def _rounded(minutes: float) -> int:
    return max(1, ceil(minutes / ROUND_TO_MINUTES)) * ROUND_TO_MINUTES


def _erlang_b(load: float, supporters: int) -> float:
    """The share that finds all busy and does not wait, by the recursion that cannot overflow."""
    lost = 1.0
    for count in range(1, supporters + 1):
        lost = load * lost / (count + load * lost)
    return lost


def _check(arrivals: float, talk: float, supporters: int) -> None:
    if not (arrivals > 0 and talk > 0 and supporters >= 1):
        raise ValueError("Arrivals, length of a talk and supporters must all be more than zero.")
