"""Deleting an account: final, whole, and out of the write-ahead log."""

import secrets
import time
import uuid

from django.db import connection, transaction

from muruna.access import Action, Actor, require
from muruna.accounts.actions.proving import Proven, insist
from muruna.accounts.actions.signing_up import NOBODYS_FORM
from muruna.accounts.belongings import forgets
from muruna.accounts.models import Person
from muruna.foundation.clock import today
from muruna.foundation.models import Deed
from muruna.foundation.tenancy import across_spaces

_TRIES = 20


def delete_account(*, actor: Actor, proven: Proven, sending: uuid.UUID) -> None:
    """Delete the person and everything of theirs, in one transaction, then empty the write-ahead log."""
    require(actor, Action.ACCOUNT_DELETE, actor.person)
    insist(actor, proven)
    with transaction.atomic(), across_spaces("a person's deletion reaches every space they are in"):
        for forget in forgets().values():
            forget(actor.person)
        Person.objects.filter(pk=actor.person.pk).delete()
        # So that the same click sent twice is told goodbye twice. It points to nobody.
        Deed.objects.get_or_create(
            doer=NOBODYS_FORM,
            key=sending,
            defaults={"body_digest": secrets.token_bytes(32), "answer": "gone", "day": today()},
        )
        transaction.on_commit(empty_the_log)


def was_deleted_by(sending: uuid.UUID) -> bool:
    """Whether this sending deleted an account."""
    return Deed.objects.filter(doer=NOBODYS_FORM, key=sending, answer="gone").exists()


def empty_the_log() -> None:
    """Move SQLite's write-ahead log into the database and cut it to nothing; elsewhere do nothing.

    Deleted pages are overwritten (`secure_delete`), but the log keeps their old content until it is cut.
    """
    if connection.vendor != "sqlite":
        return
    for _ in range(_TRIES):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = bool(cursor.fetchone()[0])
        if not is_busy:
            return
        time.sleep(0.05)  # a reader still looks at the old pages
