"""When a story is looked at first, how long it stays, and who may answer whom."""

import datetime as dt
from dataclasses import dataclass

ASK_AFTER = dt.timedelta(days=365)
ANSWER_WITHIN = dt.timedelta(days=30)
DAYS = (30, 90, 180, 365)  # after which a writer may have a story erased
SEVERAL = 3  # from so many on it is "several people"; below, "somebody"


@dataclass(frozen=True)
class Side:
    """A person as far as age matters: a minor or not, and whether they may support somebody under 18."""

    is_minor: bool
    supports_minors: bool = False


def needs_a_look(*, shared_before: int, first_posts_reviewed: int) -> bool:
    """Whether a story for many is read by somebody first; the first ones of a member are."""
    return shared_before < first_posts_reviewed


def waits_for_reader(*, shown_before: int, first_posts_reviewed: int, reader_is_there: bool) -> bool:
    """Whether words below a story wait: one of somebody's first, while nobody on duty reads the language."""
    return not reader_is_there and shown_before < first_posts_reviewed


def may_answer(writer: Side, reader: Side) -> bool:
    """Whether words may go between them: people under 18 and others meet only with a supporter for that."""
    if writer.is_minor == reader.is_minor:
        return True
    adult = reader if writer.is_minor else writer
    return adult.supports_minors


def rests(ask_on: dt.date, today: dt.date) -> bool:
    """Whether the writer was asked long enough ago, without an answer."""
    return today >= ask_on + ANSWER_WITHIN


def came(counts: dict[str, int]) -> dict[str, str]:
    """How much came of each kind, as words and never as a score: "somebody" or "several"."""
    return {kind: "several" if count >= SEVERAL else "somebody" for kind, count in counts.items() if count}
