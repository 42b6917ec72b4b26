"""What the index does in the background: meanings in batches, a look over everything, tidying."""

import time

from muruna.foundation import work
from muruna.search.index import encoder
from muruna.search.index.sweeping import sweep_everything
from muruna.search.index.waiting import give_waiting_vectors
from muruna.search.index.words import word_index

BATCH = 8
SECONDS = 2.0  # of each five, so that pages and events come in between
MERGES = 50


@work.every(seconds=5)
def read_meanings() -> None:
    """Read for their meaning the texts that wait."""
    until = time.monotonic() + SECONDS
    while encoder.is_installed() and time.monotonic() < until and give_waiting_vectors(BATCH):
        pass


@work.every(hours=6)
def look_over_everything() -> None:
    """What an event missed comes in or goes; also how the content's own texts get in."""
    sweep_everything()


@work.every(hours=1)
def tidy() -> None:
    """Clear the marks of what was deleted out of the index's pages."""
    for _round in range(MERGES):
        if not word_index().tidy():
            break
