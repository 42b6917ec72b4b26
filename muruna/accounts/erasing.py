"""What deletion leaves to do after its transaction, and how a repeat of it is known."""

import time
import uuid

from django.db import connection

from muruna.accounts.opening import NOBODYS_FORM
from muruna.foundation.models import Deed

_TRIES = 20


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


def clear_dead_rows() -> None:
    """Have PostgreSQL free the space of deleted rows; elsewhere do nothing.

    Nor inside a transaction: what it deleted is not yet dead, and PostgreSQL would break it off.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
