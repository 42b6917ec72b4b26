"""How well two people fit who may meet, as a number in [0, 1].

fit   = sum_c w_c * c / sum_c w_c   over the parts c the member said something about (science.md 3.2):
  experience     weighted Jaccard: sum over shared ids of m*r / sum over the union of m*r, with m how much the
                 member wants it (1 for an id only the supporter has) and r its rarity (Jaccard 1901; the
                 weighted form is Ruzicka 1958). Ids that only the supporter has count against, so that people
                 with much to offer stay free for those who need exactly that, and no one is worn out.
  rarity         r = (1 - RARITY) + RARITY * log((N + 2) / (n + 1)) / log(N + 2), for n of N supporters: the
                 inverse document frequency of Sparck Jones 1972, smoothed by one, scaled to (0, 1].
  preferred      share of what the member would like in a peer that the supporter lived.
  circumstances  share of the member's circumstances that the supporter shares.
  language       1 / rank of the best common language in the member's order of preference.
value = (fit + WAITING * w + SCARCITY * g) / (1 + WAITING + SCARCITY)
  w              waiting age, 1 from a patience on (30 minutes live, else the days it can wait). Small and
                 capped: pure points for waiting give the most unequal odds (Nikzad & Strack 2024).
  g              1 minus the share by which taking this supporter strips another language: 1/k when only k
                 free supporters speak it, 0 for languages of the member. A reservation with fallback
                 (Castro et al.): nobody is refused, the scarce supporter is only taken last.
Only experiences and circumstances marked `matcher_may_use` count, in rarity as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log

from muruna.matching.logic.needs import Request, Supporter

LIVE_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True)
class Weights:
    """The small constants; how they were chosen is in docs/matching.md."""

    experience: float = 1.0
    preferred: float = 0.3
    circumstances: float = 0.3
    language: float = 0.2
    rarity: float = 0.3
    waiting: float = 0.2
    scarcity: float = 0.15


STANDARD = Weights()


@dataclass(frozen=True)
class Pool:
    """Counts over supporters: how many there are, lived each experience, speak each language."""

    size: int
    lived: Mapping[str, int] = field(default_factory=dict)
    speakers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, supporters: Iterable[Supporter]) -> "Pool":
        """Count `supporters`, with only what the matcher may use."""
        size, lived, speakers = 0, Counter[str](), Counter[str]()
        for supporter in supporters:
            size += 1
            lived.update(supporter.usable)
            speakers.update(supporter.languages)
        return cls(size, lived, speakers)

    def rarity(self, experience: str, strength: float) -> float:
        """Between 1 - strength and 1; the rarer among supporters, the higher."""
        share = log((self.size + 2) / (self.lived.get(experience, 0) + 1)) / log(self.size + 2)
        return 1 - strength + strength * share


def overlap(wanted: frozenset[str], lived: frozenset[str]) -> float:
    """Plain Jaccard index of two sets of ids, 0 when both are empty."""
    union = wanted | lived
    return len(wanted & lived) / len(union) if union else 0.0


def fit(request: Request, supporter: Supporter, pool: Pool, weights: Weights = STANDARD) -> float:
    """How well the supporter's lived experience and circumstances fit, in [0, 1]."""
    parts = [(weights.experience, _experience(request, supporter, pool, weights))] if request.wishes else []
    if request.prefer:
        parts.append((weights.preferred, len(request.prefer & supporter.usable) / len(request.prefer)))
    asked = {lived.id for lived in request.circumstances if lived.matcher_may_use}
    if asked:
        shared = {lived.id for lived in supporter.circumstances if lived.matcher_may_use} & asked
        parts.append((weights.circumstances, len(shared) / len(asked)))
    if len(request.languages) > 1:
        parts.append((weights.language, _language(request, supporter)))
    whole = sum(weight for weight, _part in parts)
    return sum(weight * part for weight, part in parts) / whole if whole else 0.0


def value(
    request: Request, supporter: Supporter, pool: Pool, free: Pool, now: datetime, weights: Weights = STANDARD
) -> float:
    """Fit, waiting age and protection of scarce languages together, in [0, 1].

    `pool` counts all supporters of the space (for rarity), `free` those who could take somebody now.
    """
    gain = (
        fit(request, supporter, pool, weights)
        + weights.waiting * waiting_age(request, now)
        + weights.scarcity * (1 - _stripped(request, supporter, free))
    )
    return gain / (1 + weights.waiting + weights.scarcity)


def waiting_age(request: Request, now: datetime) -> float:
    """Time waited as a share of what the member can wait, from 0 to at most 1."""
    patience = LIVE_PATIENCE if request.days is None else timedelta(days=request.days)
    return min(1.0, max(0.0, (now - request.waiting_since) / patience))


def _experience(request: Request, supporter: Supporter, pool: Pool, weights: Weights) -> float:
    wanted = {wish.experience: wish.how_much.weight for wish in request.wishes}
    usable = supporter.usable
    # Sorted: a sum of floats must not depend on the order of a set.
    worth = {
        each: wanted.get(each, 1.0) * pool.rarity(each, weights.rarity)
        for each in sorted(usable | wanted.keys())
    }
    whole = sum(worth.values())
    shared = sum(amount for each, amount in worth.items() if each in wanted and each in usable)
    return min(1.0, shared / whole) if whole else 0.0


def _language(request: Request, supporter: Supporter) -> float:
    ranks = [rank for rank, code in enumerate(request.languages, start=1) if code in supporter.languages]
    return 1 / min(ranks) if ranks else 0.0


def _stripped(request: Request, supporter: Supporter, free: Pool) -> float:
    others = supporter.languages.difference(request.languages)
    return max((1 / max(1, free.speakers.get(code, 1)) for code in others), default=0.0)
