"""Goal attainment scaling: how far goals came, on levels that their owner wrote before beginning."""

from collections.abc import Sequence
from math import isfinite, sqrt

LEVELS = (2, 1, 0, -1, -2)  # best first; 0 is what was expected
RHO = 0.30  # how strongly goals of one person go together, as Kiresuk and Sherman assumed
MOST_WEIGHT = 5
_SLIGHT = 0.5  # a difference from 50 that only comes from rounding says nothing


def t_score(scores: Sequence[float], weights: Sequence[float], *, rho: float = RHO) -> float:
    """T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2); 50 means: on the whole as expected.

    Source: Kiresuk and Sherman 1968; the root is over the whole lower part, as the erratum of Turner-Stokes
    2009 puts right. Raises ValueError for no goals, unequal lengths, a score outside -2 to 2, a weight that
    is below zero or not a number, weights that sum to zero, and a rho outside 0 to 1.
    """
    if not scores:
        raise ValueError("there is no goal to count")
    if len(scores) != len(weights):
        raise ValueError(f"{len(scores)} scores need as many weights, not {len(weights)}")
    if not all(isfinite(x) and -2 <= x <= 2 for x in scores):
        raise ValueError("every score must lie between -2 and 2")
    if not all(isfinite(w) and w >= 0 for w in weights):
        raise ValueError("every weight must be a number that is not below zero")
    if not (isfinite(rho) and 0 <= rho <= 1):
        raise ValueError("rho must lie between 0 and 1")
    # Only the weights' proportions count: the largest becomes 1, so that no square is too large or too small.
    heaviest = max(weights)
    if heaviest == 0:
        raise ValueError("the weights sum to zero, so nothing counts")
    parts = [w / heaviest for w in weights]
    reached = sum(w * x for w, x in zip(parts, scores, strict=True))
    spread = sqrt((1 - rho) * sum(w * w for w in parts) + rho * sum(parts) ** 2)
    return 50 + 10 * reached / spread


def in_words(t: float) -> str:
    """Which sentence fits a T score: "much_less", "less", "as_expected", "more" or "much_more".

    Ten points are one level of one goal, so that "much" begins beyond 40 and 60.
    """
    if abs(t - 50) < _SLIGHT:
        return "as_expected"
    if t < 50:
        return "much_less" if t <= 40 - _SLIGHT else "less"
    return "much_more" if t >= 60 + _SLIGHT else "more"
