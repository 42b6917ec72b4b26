"""Faults on purpose: with each of them the proof that guards against it must fail."""

import contextvars
import threading
from collections.abc import Callable
from typing import Any

from muruna.foundation import deeds

_once = deeds.once


def answers_before_it_commits() -> None:
    """The form is acknowledged first and written a moment later."""

    def hasty(**what: Any) -> Any:
        context = contextvars.copy_context()
        threading.Timer(0.05, lambda: context.run(_once, **what)).start()
        return "/"

    deeds.once = hasty


def forgets_keys() -> None:
    """A repeat is done again."""
    deeds.once = lambda *, doer, key, digest, run: run()


def keeps_sessions() -> None:
    """Whoever leaves is told so, and the row of their session stays."""
    from django.db.models import QuerySet

    from muruna.accounts.models import Session

    delete = QuerySet.delete

    def careless(rows: Any) -> Any:
        return (0, {}) if rows.model is Session else delete(rows)

    QuerySet.delete = careless


def overlooks_suspension() -> None:
    """A suspended persona is found like any other."""
    from muruna.spaces import middleware
    from muruna.spaces.models import Membership

    found = middleware.persona_and_roles

    def anybody(person: Any) -> tuple[Any, frozenset[str]]:
        persona, roles = found(person)
        return persona or Membership.objects.filter(person=person).first(), roles

    middleware.persona_and_roles = anybody


def keeps_keys() -> None:
    """Words go when their day has come; the keys to them stay."""
    from muruna.conversations.actions import erasing

    erasing.destroy_container = lambda container: None


def leaves_deleted_bytes() -> None:
    """SQLite marks deleted rows as free and overwrites nothing."""
    from django.db.backends.signals import connection_created

    def careless(connection: Any, **_more: Any) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete=OFF")

    connection_created.connect(careless, weak=False)


FAULTS: dict[str, Callable[[], None]] = {
    "answers_before_it_commits": answers_before_it_commits,
    "forgets_keys": forgets_keys,
    "keeps_keys": keeps_keys,
    "keeps_sessions": keeps_sessions,
    "leaves_deleted_bytes": leaves_deleted_bytes,
    "overlooks_suspension": overlooks_suspension,
}
