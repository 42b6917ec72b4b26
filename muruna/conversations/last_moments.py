"""When the newest words of many conversations were written: sealed inside them, opened for their readers."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Subquery

from muruna.accounts.keyring import keys_of
from muruna.conversations.models import Message, Thread
from muruna.conversations.queries import TalkLine
from muruna.conversations.words import COLUMNS, opened_one


def with_moments(actor: Any, lines: Iterable[TalkLine]) -> list[TalkLine]:
    """The lines with the moment of their newest words, in two queries: only it knows the reader's own day."""
    shown = list(lines)
    kinds = {one.talk.conversation.pk: Thread.SIDE if one.is_aside else Thread.MAIN for one in shown}
    threads = Thread.objects.filter(conversation__in=kinds).order_by()
    of = {pk: at for pk, kind, at in threads.values_list("pk", "kind", "conversation") if kinds[at] == kind}
    newest = Message.objects.filter(thread=OuterRef("thread")).order_by("-seq").values("seq")[:1]
    rows = Message.objects.filter(thread__in=of, seq=Subquery(newest)).order_by()
    found = list(rows.values_list("thread", *COLUMNS))
    keys = keys_of(actor, {(thread, row[3]) for thread, *row in found})
    moments = {}
    for thread, *row in found:
        key = keys.get((thread, row[3]))
        words = opened_one(key, thread, tuple(row)) if key else None
        moments[of[thread]] = words.at if words else None
    return [replace(one, last_at=moments.get(one.talk.conversation.pk)) for one in shown]
