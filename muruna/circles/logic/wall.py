"""Which posts wait for a reader, who keeps a newcomer company, and what one's first week holds."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

NEW_DAYS = 7

Who = TypeVar("Who")


def waits_for_reader(
    *, shown_before: int, first_posts_reviewed: int, reader_is_there: bool, holds: bool
) -> bool:
    """Whether a post waits: one of somebody's first, while nobody on duty reads the language."""
    return not holds and not reader_is_there and shown_before < first_posts_reviewed


def company(offering: Iterable[tuple[int, str, Who]]) -> Who | None:
    """Who keeps a newcomer company: of those who offer it, the one with the fewest newcomers now.

    `offering` are (newcomers that they have, a fixed text that breaks ties, who).
    """
    return min(offering, key=lambda row: row[:2], default=(0, "", None))[2]


def is_new(since: dt.date, today: dt.date) -> bool:
    """Whether somebody's first week is not over."""
    return today < since + dt.timedelta(days=NEW_DAYS)
