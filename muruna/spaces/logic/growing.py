"""What changes for somebody whose age band changes, as the rules of their community have it."""

from collections.abc import Collection
from enum import StrEnum

from muruna.spaces.logic.profiles import AGE_BANDS, MINOR_BANDS, TOO_YOUNG_TO_SUPPORT, Profile


class Change(StrEnum):
    """One consequence; the sentence for it belongs to the labels."""

    OTHER_SUPPORTERS = "other_supporters"
    NO_ASKING = "no_asking"
    OTHER_AGES = "other_ages"
    RIGHTS_END = "rights_end"
    TALKS_REST = "talks_rest"


def next_bands(band: str) -> tuple[str, ...]:
    """The one band that a birthday leads to from `band`; none from the last. More is a correction."""
    following = AGE_BANDS.index(band) + 1
    return AGE_BANDS[following : following + 1]


def is_older(band: str, than: str) -> bool:
    """Whether `band` comes after `than`."""
    return AGE_BANDS.index(band) > AGE_BANDS.index(than)


def crosses_18(before: str, after: str) -> bool:
    """Whether the move leads over the line between minors and adults, either way."""
    return (before in MINOR_BANDS) != (after in MINOR_BANDS)


def ends_rights(before: str, after: str) -> bool:
    """Whether what somebody could do for others at `before` was not given for `after`."""
    return crosses_18(before, after) or (after in TOO_YOUNG_TO_SUPPORT and before != after)


def changes(profile: Profile, before: str, after: str, roles: Collection[str]) -> tuple[Change, ...]:
    """What the move from `before` to `after` means for somebody who holds `roles`, in reading order."""
    crosses = crosses_18(before, after)
    loses_asking = before in profile.asking_bands and after not in profile.asking_bands
    has_young_peers = profile.minor_supporters and after in MINOR_BANDS
    found = {
        Change.OTHER_SUPPORTERS: crosses and after in profile.asking_bands,
        Change.NO_ASKING: loses_asking,
        Change.OTHER_AGES: after not in profile.age_bands,
        Change.RIGHTS_END: ends_rights(before, after) and bool(roles),
        Change.TALKS_REST: crosses or loses_asking or has_young_peers,
    }
    return tuple(change for change, holds in found.items() if holds)
