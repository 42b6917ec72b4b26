"""Telling somebody that something is new for them: their open pages, and their letterbox if they have one."""

import uuid

from muruna.foundation import live, outbox

NEWS = "person.news"  # person


def tell(person: uuid.UUID) -> None:
    """Something waits for `person`; inside the transaction that makes it true, and never what it is.

    A hint alone (`live.changed`) is for what is no news: one's own deed, or a question that has gone.
    """
    live.changed(person=person)
    outbox.emit(NEWS, person=person)
