"""How good an order is: mean reciprocal rank and recall, as the field defines them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def reciprocal_rank(order: Sequence[str], relevant: AbstractSet[str], most: int = 10) -> float:
    """1 over the place of the first relevant one among the first `most`, else 0 (Voorhees 1999)."""
    return next((1 / place for place, one in enumerate(order[:most], 1) if one in relevant), 0.0)


def recall(order: Sequence[str], relevant: AbstractSet[str], most: int) -> float:
    """The share of the relevant ones that are among the first `most`."""
    return len(relevant & set(order[:most])) / len(relevant) if relevant else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; 0 for no values."""
    if not values:
        return 0.0
    rank = max(1, -(-int(share * 10_000) * len(values) // 10_000))
    return sorted(values)[rank - 1]
