"""Keeping and letting go of what is one's own: sealed, and traced without its kind."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.sharing.actions import stop_item
from muruna.wellbeing.actions.showing import RESULT, renew_series
from muruna.wellbeing.logic.diary import Answers, CheckIn, Kept, Mark, Setback, as_data
from muruna.wellbeing.models import Entry
from muruna.wellbeing.queries import OWN, diary

ALIKE = 400  # bytes: above the smallest envelope (256), so that what is short goes into the next as well


def keep(*, actor: Any, kept: Kept) -> Kept:
    """Keep something new under the actor's key; raises vault.TooLong above 64 KiB."""
    with transaction.atomic():
        require(actor, Action.WELLBEING_KEEP, actor.space)
        row = Entry.objects.create(space=actor.space, membership=actor.membership, body=sealed(actor, kept))
        trace(actor, Action.WELLBEING_KEEP, row)
    return replace(kept, id=row.pk)


def sealed(actor: Any, kept: Kept) -> bytes:
    """The body of a row: filled up, so that a check-in lies on the disk as long as answers do."""
    data = as_data(kept)
    data["_"] = " " * max(0, ALIKE - len(json.dumps(data, ensure_ascii=False).encode()))
    body: bytes = actor.keys.seal_own_padded(OWN, data)
    return body


def check_in(*, actor: Any, mood: int, word: str = "", helped: str = "") -> Kept:
    """Keep how it is just now."""
    return keep(actor=actor, kept=CheckIn(at=now(), mood=mood, word=word, helped=helped))


def mark_event(*, actor: Any, on: Any, words: str) -> Kept:
    """Mark something in one's life, beside the figures."""
    return keep(actor=actor, kept=Mark(at=now(), on=on, words=words))


def look_back(
    *, actor: Any, happened: str, helped: tuple[str, ...] = (), step: str = "", whom: str = ""
) -> Kept:
    """Keep what happened, what helped before, the next small step, and whom to tell."""
    return keep(actor=actor, kept=Setback(at=now(), happened=happened, helped=helped, step=step, whom=whom))


def drop_entry(*, actor: Any, entry_id: UUID) -> None:
    """Let go of something kept, and of every copy of it that was shared."""
    with transaction.atomic():
        row = find_locked(actor, Action.WELLBEING_KEEP, Entry, entry_id)
        kept = diary(actor).one(entry_id, Kept)
        trace(actor, Action.WELLBEING_KEEP, row, reason="dropped")
        row.delete()
        if isinstance(kept, Answers):
            stop_item(actor=actor, kind=RESULT, item=entry_id)
            renew_series(actor=actor, questionnaire=kept.of)
