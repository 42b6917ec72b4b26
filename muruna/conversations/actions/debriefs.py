"""After a hard talk: a note to the supervisor, and a pause in new matches if one wants it."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from muruna.access import Action, find, require, visible
from muruna.accounts.keyring import start_container
from muruna.conversations.actions.asides import NobodyThere
from muruna.conversations.beside import note_reader
from muruna.conversations.handed_over import handed_over
from muruna.conversations.logic.endings import erase_day
from muruna.conversations.models import Conversation, Debrief
from muruna.conversations.queries import days_kept
from muruna.conversations.words import debrief_place
from muruna.foundation import news
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.matching.actions import pause_support

LONGEST_PAUSE_DAYS = 28


def write_debrief(*, actor: Any, conversation_id: UUID, text: str, pause_days: int = 0) -> Debrief:
    """Tell the supervisor how it was, sealed for the two; new matches pause for `pause_days` (0-28).

    Raises NotFound, NobodyThere.
    """
    with transaction.atomic():
        over = handed_over(actor, conversation_id)
        if over is not None:
            conversation = over.conversation
        else:
            conversation = find(actor, Action.DEBRIEF_WRITE, Conversation, conversation_id)
        reader = note_reader(conversation, actor.membership)
        if reader is None:
            raise NobodyThere
        debrief_id = uuid4()
        key = start_container(debrief_id, [actor.person, reader.person])
        debrief = Debrief.objects.create(
            id=debrief_id,
            space=actor.space,
            conversation_id=conversation_id,
            writer=actor.membership,
            reader=reader,
            body=seal_padded(
                key, json.dumps({"text": text}, ensure_ascii=False).encode(), debrief_place(debrief_id)
            ),
            erase_on=erase_day(today(), days_kept(actor.space)),
        )
        if pause_days:
            until = today() + dt.timedelta(days=min(pause_days, LONGEST_PAUSE_DAYS))
            pause_support(actor=actor, until=until, reason="debrief")
        trace(actor, Action.DEBRIEF_WRITE, debrief)
        news.tell(reader.person_id)
        return debrief


def note_read(*, actor: Any, rows: Iterable[Debrief]) -> None:
    """Remember, for whom these notes were written, that they have opened them."""
    new = [row.pk for row in rows if row.is_new and row.reader_id == actor.membership.pk]
    if new:
        require(actor, Action.CONVERSATION_LIST, actor.space)
        read = visible(actor, Action.DEBRIEF_READ, Debrief).filter(pk__in=new)
        Debrief.objects.filter(pk__in=read.values("pk")).update(is_new=False)
