"""What must be true before the port opens."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from muruna.foundation.models import HostMark
from muruna.foundation.vault import host_fingerprint

_MIGRATING = 0x6D7572756E61  # one number that every process of this database agrees on


class NotReady(Exception):
    """The server must not open its port yet; the message says why."""


def waiting_migrations() -> int:
    """How many migrations the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_old_tables() -> None:
    """Raise NotReady while migrations wait: a page must never meet tables it does not know."""
    if waiting_migrations():
        raise NotReady("The database is older than this program: run `muruna migrate` first.")


def bring_tables_up_to_date() -> bool:
    """Run waiting migrations; on PostgreSQL one process does it while the others wait. True if any ran."""
    with _alone():
        if not waiting_migrations():
            return False
        call_command("migrate", interactive=False, verbosity=0)
        return True


def refuse_another_host_key() -> None:
    """Raise NotReady when this database was made with another host key; remember the key of a new one.

    With the wrong key nothing sealed would open, and what is written now could never be read with the rest.
    """
    mark, _new = HostMark.objects.get_or_create(pk=1, defaults={"fingerprint": host_fingerprint()})
    if mark.fingerprint != host_fingerprint():
        raise NotReady(
            "This database belongs to another host key. Put the host.key that was backed up with it into "
            "MURUNA_KEYS_DIR; `muruna doctor` shows both fingerprints."
        )


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
